/** Odd states and formats of the index file. */

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyAt, said, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, git, type Repo } from '../../support/repo.ts';

const KEY = accessKeyId('index');
const OLD_KEY = accessKeyId('index-old');

function stageObject(repo: Repo, path: string, content: string): void {
  const object = git(repo.dir, ['hash-object', '-w', '--stdin'], { input: content }).trim();
  repo.git('update-index', '--add', '--cacheinfo', `100644,${object},${path}`);
}

it('does not report a file that is intended to be added, since the next commit leaves it out', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.write({ 'later.txt': `${KEY}\n` });
  repo.git('add', '--intent-to-add', 'later.txt');
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([]);
  expect(status).toBe(0);
});

it('reads the index while another process has it locked, and leaves the lock', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.stage({ 'a.txt': `one\n${KEY}\n` });
  const lock = join(repo.dir, '.git/index.lock');
  writeFileSync(lock, '');
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([keyAt('a.txt', 2, 1)]);
  expect(status).toBe(1);
  expect(existsSync(lock)).toBe(true);
});

it('reads a split index', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': `${OLD_KEY}\n`, 'b.txt': 'one\n' });
  repo.git('update-index', '--split-index');
  repo.stage({ 'b.txt': `one\n${KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('b.txt', 2, 1)]);
});

it.each(['2', '4'])('reads an index of version %s', (version) => {
  const repo = createRepo();
  repo.commit({ 'folder/a.txt': `${OLD_KEY}\n`, 'folder/b.txt': 'one\n' });
  repo.git('update-index', '--index-version', version);
  repo.stage({ 'folder/b.txt': `one\n${KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('folder/b.txt', 2, 1)]);
});

it.each([{ sparse: '--no-sparse-index' }, { sparse: '--sparse-index' }])(
  'reads a sparse checkout with $sparse',
  ({ sparse }) => {
    const repo = createRepo();
    repo.commit({ 'in/a.txt': 'one\n', 'out/deep/b.txt': `${OLD_KEY}\n`, 'out/c.txt': `${OLD_KEY}\n` });
    repo.git('sparse-checkout', 'init', '--cone', sparse);
    repo.git('sparse-checkout', 'set', 'in');
    repo.stage({ 'in/a.txt': `one\n${KEY}\n` });
    const { report, status } = scanStaged(repo.dir);
    expect(places(report)).toEqual([keyAt('in/a.txt', 2, 1)]);
    expect(status).toBe(1);
  },
);

it('finds a staged key in a file outside of a sparse checkout', () => {
  const repo = createRepo();
  repo.commit({ 'in/a.txt': 'one\n', 'out/b.txt': 'one\n' });
  repo.git('sparse-checkout', 'set', '--cone', 'in');
  stageObject(repo, 'out/b.txt', `one\n${KEY}\n`);
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('out/b.txt', 2, 1)]);
});

it.each(['--assume-unchanged', '--skip-worktree'])('finds a staged key in a file marked %s', (mark) => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.stage({ 'a.txt': `one\n${KEY}\n` });
  repo.git('update-index', mark, 'a.txt');
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 2, 1)]);
});

it('finds the same blob at each of the paths where it is staged', () => {
  const repo = createRepo();
  repo.stage({ 'a.txt': `${KEY}\n`, 'b/c.txt': `${KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 1, 1), keyAt('b/c.txt', 1, 1)]);
});

it('ends in 2 when the index cannot be understood', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  writeFileSync(join(repo.dir, '.git/index'), 'this is no index');
  const run = keysieve(['scan', '--staged'], { cwd: repo.dir });
  expect(said(run)).toMatch(/index/i);
  expect(run.status).toBe(2);
});

it('ends in 2 and names the object when a staged object is missing, and prints what it found elsewhere', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.stage({ 'a.txt': `one\n${KEY}\n` });
  const missing = '1234567890'.repeat(4);
  repo.git('update-index', '--add', '--cacheinfo', `100644,${missing},lost.txt`);
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([keyAt('a.txt', 2, 1)]);
  expect(JSON.stringify(report.problems)).toMatch(/lost\.txt|1234567890/);
  expect(status).toBe(2);
});

it('leaves index, work tree and objects as they were', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.stage({ 'a.txt': `one\n${KEY}\n`, 'b.txt': 'b\n' });
  const state = () => repo.git('status', '--porcelain') + repo.git('ls-files', '-s') + repo.git('count-objects', '-v');
  const before = state();
  scanStaged(repo.dir);
  expect(state()).toBe(before);
});

it('scans a thousand staged files', () => {
  const repo = createRepo();
  const files = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`d${i % 10}/f${i}.txt`, `file ${i}\n`]));
  repo.stage({ ...files, 'd5/key.txt': `${KEY}\n` });
  const { report } = scanStaged(repo.dir);
  expect(places(report)).toEqual([keyAt('d5/key.txt', 1, 1)]);
  expect(report.coverage.files).toBe(1001);
});
