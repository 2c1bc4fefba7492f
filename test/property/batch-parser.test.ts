/** The answer of a real `git cat-file --batch`, cut anywhere, gives the objects that were stored. */

import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBatchParser } from '#git/batch-parser.ts';
import { cleanEnvironment } from '../support/keysieve.ts';
import { storeObject } from '../support/objects.ts';
import { createRepo } from '../support/repo.ts';

const MISSING = 'b'.repeat(40);

/** `id type content` of every object, in order; failures as `id reason`. */
function objectsIn(output: Buffer, cuts: readonly number[]): string[] {
  const parser = createBatchParser();
  const found: string[] = [];
  let content: Buffer[] = [];
  const bounds = [0, ...cuts.map((cut) => cut % (output.length + 1)).sort((a, b) => a - b), output.length];
  bounds.forEach((end, at) => {
    // A copy that is spoiled afterwards: nothing may be kept by reference.
    const piece = Buffer.from(output.subarray(bounds[at - 1] ?? 0, end));
    for (const part of parser.push(piece)) {
      if (part.kind === 'failure') {
        found.push(`${part.object} ${part.reason}`);
        continue;
      }
      if (part.first) content = [];
      content.push(Buffer.from(part.bytes));
      if (part.last) found.push(`${part.object} ${part.type} ${Buffer.concat(content).toString('latin1')}`);
    }
    piece.fill(0x2a);
  });
  return found;
}

it('gives the same objects wherever the output is cut', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n', 'b/c.txt': '' }, 'a message\n\nwith a body');
  repo.git('tag', '-a', '-m', 'a tag', 'v1');
  const contents = ['', '\n', '\n\n', 'x\n', `${MISSING} missing\n`, 'a blob 3\nabc\n', '\0\xff'.repeat(300)];
  const ids = [
    ...repo.git('rev-list', '--objects', '--all', '--no-object-names').trim().split('\n'),
    MISSING,
    ...contents.map((content) => storeObject(repo, 'blob', Buffer.from(content, 'latin1'))),
    MISSING,
  ];
  const { stdout } = spawnSync('git', ['cat-file', '--batch'], {
    cwd: repo.dir,
    env: cleanEnvironment(),
    input: `${ids.join('\n')}\n`,
  });
  const expected = ids.map((id) => {
    if (id === MISSING) return `${id} it is missing`;
    const type = repo.git('cat-file', '-t', id).trim();
    const { stdout: content } = spawnSync('git', ['cat-file', type, id], { cwd: repo.dir, env: cleanEnvironment() });
    return `${id} ${type} ${content.toString('latin1')}`;
  });
  expect(objectsIn(stdout, [])).toEqual(expected);
  expect(objectsIn(stdout, [...stdout.keys()])).toEqual(expected);
  for (let cut = 1; cut < stdout.length; cut++) expect(objectsIn(stdout, [cut])).toEqual(expected);
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 30 }), (cuts) => {
      expect(objectsIn(stdout, cuts)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
