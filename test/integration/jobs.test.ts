/** Reports are equal byte for byte, however many threads made them. */

import { appendFileSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessKeyId, credentialsFile } from '../support/keys.ts';
import { type JsonReport, keysieve } from '../support/keysieve.ts';
import { createRepo, git, type Repo, temporaryDirectory } from '../support/repo.ts';
import { keyLine } from '../support/scans.ts';

const LIMIT_MS = 240_000;
const JOBS = [1, 3];
const MIB = 1024 * 1024;

/** The first rule may take long, so that the main thread leaves all reading to workers; the second finds too much. */
const CONFIGURATION = `[[rules]]
id = "slow"
description = "A rule without a proof"
regex = '''zqx(?:a|a|b)*(?:a|a|c)*zqx'''
keywords = ["zqx"]
[[rules]]
id = "crowd"
description = "A rule that finds too much"
regex = '''crowd'''
keywords = ["crowd"]
`;

/** Everything that one run wrote, times taken out, and how many threads it started. */
interface Written {
  readonly status: number | null;
  readonly stderr: string;
  readonly json: string;
  readonly sarif: string;
  readonly text: string;
  readonly threads: number;
}

function scan(cwd: string, args: readonly string[], jobs: number): Written {
  const folder = temporaryDirectory('keysieve-jobs-');
  const fileOf = (name: string): string => join(folder, name);
  const formats = ['json', 'sarif', 'text'].flatMap((name) => ['-f', `${name}=${fileOf(name)}`]);
  writeFileSync(
    fileOf('count.cjs'),
    `process.on('worker', () => require('node:fs').appendFileSync(${JSON.stringify(fileOf('threads'))}, '.'));`,
  );
  const run = keysieve(['scan', ...args, '--verbose', '--jobs', `${jobs}`, ...formats], {
    cwd,
    env: { NODE_OPTIONS: `--require=${fileOf('count.cjs')}` },
    timeoutMs: LIMIT_MS,
  });
  if (!existsSync(fileOf('json'))) throw new Error(`no report (status ${run.status}):\n${run.stderr}`);
  const read = (name: string): string => readFileSync(fileOf(name), 'utf8');
  return {
    status: run.status,
    stderr: run.stderr,
    json: read('json'),
    sarif: read('sarif'),
    text: read('text').replace(/ · [\d.]+ (?:ms|s|min)(?: \d+ s)?(?= · |\n)/g, ''),
    threads: existsSync(fileOf('threads')) ? read('threads').length : 0,
  };
}

/** The report that all numbers of jobs agree on. */
function agreedReport(cwd: string, args: readonly string[]): JsonReport {
  const [alone, ...others] = JOBS.map((jobs) => scan(cwd, args, jobs));
  if (alone === undefined) throw new Error('no scan');
  expect(alone.threads).toBe(0);
  for (const { threads, ...written } of others) {
    expect(threads).toBeGreaterThan(0);
    expect({ ...written, threads: 0 }).toEqual(alone);
  }
  return JSON.parse(alone.json) as JsonReport;
}

/** Hundreds of files in folders; every seventh holds a key, every fiftieth a pair. */
function manyFiles(count: number): Record<string, string> {
  const contentOf = (at: number): string => {
    if (at % 50 === 0) return credentialsFile(`pair ${at}`);
    return at % 7 === 0 ? `\n\n${keyLine(`key ${at}`)}` : `nothing in ${at}\n`.repeat(at % 100);
  };
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`d${at % 11}/f${at}.txt`, contentOf(at)]));
}

function utf16(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

/** Longer than one part, with a key where the parts meet. */
function longContent(): string {
  const line = `${'x'.repeat(99)}\n`;
  const before = line.repeat(Math.ceil((32 * MIB) / line.length));
  return `${before.slice(0, 32 * MIB - 30)}\n${keyLine('long')}${line.repeat(40_000)}`;
}

function folderOfAll(): string {
  const repo = createRepo();
  repo.write({
    ...manyFiles(1100),
    'crowd.txt': 'crowd '.repeat(20_010),
    'little.txt': utf16(keyLine('little'), false),
    'big.txt': utf16(keyLine('big'), true),
    'latin.txt': Buffer.concat([Buffer.from([0xe9, 0x0a]), Buffer.from(keyLine('latin'))]),
    'archive.zip': Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]),
    'long.txt': longContent(),
    'zlast.txt': keyLine('last'),
    'keysieve.toml': CONFIGURATION,
  });
  if (process.platform !== 'win32') symlinkSync('big.txt', join(repo.dir, 'link.txt'));
  return repo.dir;
}

/** Commits of files, and the keys in file contents, names and messages; more objects than go into one unit. */
function longHistory(): Repo {
  const repo = createRepo();
  const commits = 30;
  const stream: string[] = [];
  for (let commit = 1; commit <= commits; commit++) {
    const message = commit % 10 === 0 ? `message ${accessKeyId(`message ${commit}`)}` : `commit ${commit}`;
    stream.push('commit refs/heads/main', `committer A <a@example.org> ${1_700_000_000 + commit} +0000`);
    stream.push(`data ${message.length}`, message);
    for (let file = 0; file < 300; file++) {
      const key = file % 40 === 0 ? keyLine(`blob ${commit} ${file}`) : '';
      const content = `${commit} ${file}\n${key}`;
      const name = file === 7 && commit % 5 === 0 ? accessKeyId(`name ${commit}`) : `f${file}`;
      stream.push(`M 100644 inline d${commit}/${name}`, `data ${content.length}`, content);
    }
  }
  git(repo.dir, ['fast-import', '--quiet'], { input: `${stream.join('\n')}\n` });
  return repo;
}

describe('the same report with 1, 2 and 8 jobs', () => {
  it(
    'of a folder with everything in it',
    () => {
      const report = agreedReport(folderOfAll(), ['.', 'missing', '--max-file-size', '100MB']);
      expect(report.findings.length).toBeGreaterThan(170);
      expect(report.findings.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['little.txt', 'big.txt', 'latin.txt', 'long.txt', 'zlast.txt', 'crowd.txt']),
      );
      expect(report.problems.map(({ path }) => path).sort()).toEqual(['crowd.txt', 'missing']);
      expect(report.coverage.skipped.length).toBeGreaterThanOrEqual(1);
    },
    LIMIT_MS,
  );

  it(
    'where the main thread reads as well',
    () => {
      const repo = createRepo();
      repo.write(manyFiles(1100));
      expect(agreedReport(repo.dir, []).findings.length).toBeGreaterThan(170);
    },
    LIMIT_MS,
  );

  it(
    'of a history, whole and with gaps',
    () => {
      const repo = longHistory();
      const whole = agreedReport(repo.dir, ['--history']);
      expect(whole.coverage.objects).toBeGreaterThan(9000);
      expect(whole.problems).toEqual([]);
      expect(new Set(whole.findings.map(({ provenance }) => provenance.kind))).toEqual(
        new Set(['commit', 'commit-message', 'path-name']),
      );
      // A commit of loose objects, of which one goes missing: only what was read of its tree can tell.
      git(repo.dir, ['reset', '-q', '--hard']);
      repo.commit({ 'gone.txt': 'soon gone\n' });
      const object = repo.git('rev-parse', 'HEAD:gone.txt').trim();
      rmSync(join(repo.dir, '.git', 'objects', object.slice(0, 2), object.slice(2)), { force: true });
      const broken = agreedReport(repo.dir, ['--history']);
      expect(broken.problems.map(({ message }) => message)).toEqual([expect.stringContaining(object)]);
    },
    LIMIT_MS,
  );

  it(
    'of a range',
    () => {
      const report = agreedReport(longHistory().dir, ['--range=HEAD']);
      expect(report.findings.length).toBeGreaterThan(200);
    },
    LIMIT_MS,
  );
});

describe('without --jobs', () => {
  it('a small scan starts no thread', () => {
    const repo = createRepo();
    repo.write(manyFiles(300));
    const run = keysieve(['scan'], { cwd: repo.dir, env: { NODE_OPTIONS: `--require=${refusingThreads()}` } });
    expect(run).toMatchObject({ status: 1, stderr: '' });
  });
});

/** A module that makes the start of a thread a failure. */
function refusingThreads(): string {
  const file = join(temporaryDirectory(), 'refuse.cjs');
  appendFileSync(file, `process.on('worker', () => { throw new Error('a thread'); });`);
  return file;
}
