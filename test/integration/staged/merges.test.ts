/** Merges, picks and conflicts in progress: a merge is answerable for the lines that no parent has. */

import { expect, it } from 'vitest';
import { keyAt, said, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, git, type Repo } from '../../support/repo.ts';

const KEY = accessKeyId('merges');
const THEIRS = accessKeyId('merges-theirs');
const OURS = accessKeyId('merges-ours');
const MIDDLE = Array.from({ length: 12 }, (_, i) => `line ${i}\n`).join('');

/** `main` and `side` both changed `both.txt`, at its end and at its start, each adding a key; `side` added a file. */
function diverged(): Repo {
  const repo = createRepo();
  repo.commit({ 'both.txt': MIDDLE });
  repo.git('checkout', '-q', '-b', 'side');
  repo.commit({ 'both.txt': `side ${THEIRS}\n${MIDDLE}`, 'side.txt': `${THEIRS}\n` });
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'both.txt': `${MIDDLE}main ${OURS}\n` });
  return repo;
}

/** Both branches changed the one line of `clash.txt`, and the merge stopped at that. */
function conflicted(): Repo {
  const repo = createRepo();
  repo.commit({ 'clash.txt': 'base\n' });
  repo.git('checkout', '-q', '-b', 'side');
  repo.commit({ 'clash.txt': `side ${THEIRS}\n`, 'side.txt': 'side\n' });
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'clash.txt': 'main\n' });
  git(repo.dir, ['merge', '-q', 'side'], { allow: [1] });
  return repo;
}

it('does not report keys that a merge brings from its parents', () => {
  const repo = diverged();
  repo.git('merge', '-q', '--no-commit', '--no-ff', 'side');
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([]);
  expect(status).toBe(0);
});

it('reports a key that is added to a file during a merge', () => {
  const repo = diverged();
  repo.git('merge', '-q', '--no-commit', '--no-ff', 'side');
  repo.stage({ 'both.txt': `side ${THEIRS}\n${MIDDLE}main ${OURS}\nevil ${KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('both.txt', 15, 6)]);
});

it('reports a key in a file that is added during a merge', () => {
  const repo = diverged();
  repo.git('merge', '-q', '--no-commit', '--no-ff', 'side');
  repo.stage({ 'new.txt': `${KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('new.txt', 1, 1)]);
});

it('reports a key that is added during a merge to a file that only one side changed', () => {
  const repo = diverged();
  repo.git('merge', '-q', '--no-commit', '--no-ff', 'side');
  repo.stage({ 'side.txt': `${THEIRS}\n${KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('side.txt', 2, 1)]);
});

it('reports a key that the resolution of a conflict adds', () => {
  const repo = conflicted();
  repo.stage({ 'clash.txt': `main and side\nkey = ${KEY}\n` });
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([keyAt('clash.txt', 2, 7)]);
  expect(status).toBe(1);
});

it('does not report a key that the resolution of a conflict takes from the other side', () => {
  const repo = conflicted();
  repo.stage({ 'clash.txt': `main\nside ${THEIRS}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([]);
});

it('ends in 2 while a conflict is not resolved, and names the file', () => {
  const run = keysieve(['scan', '--staged'], { cwd: conflicted().dir });
  expect(said(run)).toMatch(/conflict|unmerged|unresolved/i);
  expect(said(run)).toContain('clash.txt');
  expect(run.status).toBe(2);
});

it('still prints what it finds in other files while a conflict is not resolved', () => {
  const repo = conflicted();
  repo.stage({ 'new.txt': `${KEY}\n` });
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([keyAt('new.txt', 1, 1)]);
  expect(report.problems.map((p) => p.path)).toEqual(['clash.txt']);
  expect(status).toBe(2);
});

it('compares an octopus merge with all of its parents', () => {
  const repo = createRepo();
  repo.commit({ 'base.txt': 'base\n' });
  for (const name of ['one', 'two']) {
    repo.git('checkout', '-q', '-b', name, 'main');
    repo.commit({ [`${name}.txt`]: `${accessKeyId(`octopus-${name}`)}\n` });
  }
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'main.txt': 'main\n' });
  repo.git('merge', '-q', '--no-commit', 'one', 'two');
  expect(places(scanStaged(repo.dir).report)).toEqual([]);

  repo.stage({ 'base.txt': `base\n${KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('base.txt', 2, 1)]);
});

it('compares a merge in a linked worktree with the parents of that worktree', () => {
  const repo = diverged();
  repo.git('worktree', 'add', '-q', '-b', 'linked', 'linked', 'main');
  const linked = `${repo.dir}/linked`;
  git(linked, ['merge', '-q', '--no-commit', '--no-ff', 'side']);
  expect(places(scanStaged(linked).report)).toEqual([]);
});

it.each([
  { what: 'a cherry-pick', start: ['cherry-pick', '--no-commit', 'side'] },
  { what: 'a squash merge', start: ['merge', '-q', '--squash', 'side'] },
])('reports keys that $what brings, since its commit has one parent', ({ start }) => {
  const repo = diverged();
  repo.git(...start);
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('both.txt', 1, 6), keyAt('side.txt', 1, 1)]);
});

it('reports a key that a revert brings back', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': `one\n${KEY}\n` });
  repo.commit({ 'a.txt': 'one\n' });
  repo.git('revert', '--no-commit', 'HEAD');
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 2, 1)]);
});
