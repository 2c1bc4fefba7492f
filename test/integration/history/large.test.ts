/** Objects that are larger than the memory that a scan may take are read to their end. */

import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keysieveJson, places } from '../../support/keysieve.ts';
import { packFiles } from '../../support/objects.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';
import { keyLine } from '../../support/scans.ts';

const MIB = 1024 ** 2;
const SIZE = 300 * MIB;

/** A file of holes with a key behind them. Git writes what is above the threshold into a pack of its own. */
function commitLarge(threshold: string): Repo {
  const repo = createRepo();
  repo.git('config', 'core.bigFileThreshold', threshold);
  repo.git('config', 'core.compression', '1');
  const file = join(repo.dir, 'large.bin');
  writeFileSync(file, '');
  truncateSync(file, SIZE);
  appendFileSync(file, `\n${keyLine()}`);
  repo.git('add', 'large.bin');
  truncateSync(file);
  repo.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '-m', 'large');
  return repo;
}

/** Environment in which a run of node leaves the most memory that it had, in KiB. */
function notingMemory(file: string): Readonly<Record<string, string>> {
  const script = join(temporaryDirectory(), 'note.cjs');
  const note = `require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS))`;
  writeFileSync(script, `if (require('node:worker_threads').isMainThread) process.on('exit', () => ${note});`);
  return { NODE_OPTIONS: `--require=${script}` };
}

it.each([
  ['in a file of its own', '512m', 0],
  ['in a pack', '16m', 1],
])('finds a key behind 300 MB in an object %s, in 360 MB of memory', (_, threshold, packs) => {
  const repo = commitLarge(threshold);
  expect(packFiles(repo)).toHaveLength(packs);
  const memory = join(temporaryDirectory(), 'memory');
  const { report, status } = keysieveJson(['scan', '--history'], { cwd: repo.dir, env: notingMemory(memory) });
  expect(places(report)).toEqual(['large.bin:2:21 aws-access-key-id']);
  expect(report.problems).toEqual([]);
  expect(report.coverage.bytes).toBeGreaterThan(SIZE);
  expect(Number(readFileSync(memory, 'utf8'))).toBeLessThan((SIZE / 1024) * 1.2);
  expect(status).toBe(1);
});
