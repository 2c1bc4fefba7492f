/** The scan inside a real `pre-commit` hook, where git hands over the index of the commit in GIT_INDEX_FILE. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isPosix, keyAt, scanStaged } from '../../support/form-scans.ts';
import { installStagedHook } from '../../support/hook.ts';
import { accessKeyId } from '../../support/keys.ts';
import { places } from '../../support/keysieve.ts';
import { createRepo, git, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('hook');
const OLD_KEY = accessKeyId('hook-old');

/** `git commit ARGS...` with hooks in `dir`; returns whether there is a new commit. */
function commits(dir: string, ...args: string[]): boolean {
  const head = () => git(dir, ['rev-parse', '--verify', '-q', 'HEAD'], { allow: [1] });
  const before = head();
  git(dir, ['commit', '-q', '-m', 'through the hook', ...args], { allow: [1] });
  return head() !== before;
}

function repoWithFiles(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
  return repo;
}

it('refuses a plain commit of a staged key and lets a clean one pass', () => {
  const repo = repoWithFiles();
  const hook = installStagedHook(repo.dir);
  repo.stage({ 'a.txt': `one\n${KEY}\n` });
  expect(commits(repo.dir)).toBe(false);
  expect(places(hook.read())).toEqual([keyAt('a.txt', 2, 1)]);

  repo.stage({ 'a.txt': 'one\nclean\n' });
  expect(commits(repo.dir)).toBe(true);
});

it('refuses the first commit of a repository when it holds a key', () => {
  const repo = createRepo();
  const hook = installStagedHook(repo.dir);
  repo.stage({ 'a.txt': `${KEY}\n` });
  expect(commits(repo.dir)).toBe(false);
  expect(places(hook.read())).toEqual([keyAt('a.txt', 1, 1)]);
});

it('sees what `git commit -a` stages', () => {
  const repo = repoWithFiles();
  const hook = installStagedHook(repo.dir);
  repo.write({ 'a.txt': `one\n${KEY}\n` });
  expect(commits(repo.dir, '-a')).toBe(false);
  expect(places(hook.read())).toEqual([keyAt('a.txt', 2, 1)]);

  repo.write({ 'a.txt': 'one\nclean\n' });
  expect(commits(repo.dir, '-a')).toBe(true);
});

it('sees the key in the path that `git commit -- PATH` commits', () => {
  const repo = repoWithFiles();
  const hook = installStagedHook(repo.dir);
  repo.write({ 'a.txt': `one\n${KEY}\n` });
  expect(commits(repo.dir, '--', 'a.txt')).toBe(false);
  expect(places(hook.read())).toEqual([keyAt('a.txt', 2, 1)]);
});

it('does not see a key that is staged in another file than `git commit -- PATH` commits', () => {
  const repo = repoWithFiles();
  const hook = installStagedHook(repo.dir);
  repo.stage({ 'b.txt': `one\n${KEY}\n` });
  repo.write({ 'a.txt': 'one\nclean\n' });
  expect(commits(repo.dir, '--', 'a.txt')).toBe(true);
  expect(places(hook.read())).toEqual([]);
  expect(hook.read().coverage.files).toBe(1);
});

it.each([
  { how: '-a', args: ['-a'] },
  { how: '-- PATH', args: ['--', 'file.txt'] },
])('sees what `git commit $how` commits from a sub-directory', ({ args }) => {
  const repo = createRepo();
  repo.commit({ 'sub/dir/file.txt': 'one\n' });
  const hook = installStagedHook(repo.dir);
  repo.write({ 'sub/dir/file.txt': `one\n${KEY}\n` });
  expect(commits(join(repo.dir, 'sub/dir'), ...args)).toBe(false);
  expect(places(hook.read())).toEqual([keyAt('sub/dir/file.txt', 2, 1)]);
});

it('sees what `git commit -a` stages in a linked worktree', () => {
  const repo = repoWithFiles();
  const linked = join(temporaryDirectory(), 'linked');
  repo.git('worktree', 'add', '-q', '-b', 'linked', linked);
  const hook = installStagedHook(linked);
  repoAt(linked).write({ 'a.txt': `one\n${KEY}\n` });
  expect(commits(linked, '-a')).toBe(false);
  expect(places(hook.read())).toEqual([keyAt('a.txt', 2, 1)]);
});

it('refuses to amend a key into the last commit', () => {
  const repo = repoWithFiles();
  const hook = installStagedHook(repo.dir);
  repo.stage({ 'a.txt': `one\n${KEY}\n` });
  expect(commits(repo.dir, '--amend')).toBe(false);
  expect(places(hook.read())).toEqual([keyAt('a.txt', 2, 1)]);
});

it('lets an amend pass that changes the message only', () => {
  const repo = repoWithFiles();
  const hook = installStagedHook(repo.dir);
  expect(commits(repo.dir, '--amend', '-m', 'other words')).toBe(true);
  expect(hook.ran()).toBe(true);
});

it('refuses a merge commit whose conflict was resolved with a key', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'base\n' });
  repo.git('checkout', '-q', '-b', 'side');
  repo.commit({ 'a.txt': `side ${OLD_KEY}\n` });
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'a.txt': 'main\n' });
  git(repo.dir, ['merge', '-q', 'side'], { allow: [1] });
  const hook = installStagedHook(repo.dir);
  repo.stage({ 'a.txt': `side ${OLD_KEY}\n${KEY}\n` });
  expect(commits(repo.dir)).toBe(false);
  expect(places(hook.read())).toEqual([keyAt('a.txt', 2, 1)]);
});

it('reads the index that GIT_INDEX_FILE names and not the usual one', () => {
  const repo = repoWithFiles();
  repo.stage({ 'a.txt': `one\n${OLD_KEY}\n` });
  const index = join(repo.dir, '.git/other-index');
  const env = { GIT_INDEX_FILE: index };
  git(repo.dir, ['read-tree', 'HEAD'], { env });
  const object = git(repo.dir, ['hash-object', '-w', '--stdin'], { input: `one\n${KEY}\n` }).trim();
  git(repo.dir, ['update-index', '--cacheinfo', `100644,${object},b.txt`], { env });
  expect(places(scanStaged(repo.dir, [], { env }).report)).toEqual([keyAt('b.txt', 2, 1)]);
});

it('takes a relative GIT_INDEX_FILE from the root of the work tree, as git does', () => {
  const repo = repoWithFiles();
  repo.git('read-tree', 'HEAD', '--index-output=.git/other-index');
  const object = git(repo.dir, ['hash-object', '-w', '--stdin'], { input: `one\n${KEY}\n` }).trim();
  const env = { GIT_INDEX_FILE: '.git/other-index' };
  git(repo.dir, ['update-index', '--cacheinfo', `100644,${object},b.txt`], { env });
  const below = join(repo.dir, 'sub');
  mkdirSync(below);
  expect(git(below, ['diff', '--cached', '--name-only'], { env })).toBe('b.txt\n');
  expect(places(scanStaged(below, [], { env }).report)).toEqual([keyAt('b.txt', 2, 1)]);
});

it.runIf(isPosix)('finds staged keys when variables of a commit in progress are set', () => {
  const repo = repoWithFiles();
  repo.stage({ 'a.txt': `one\n${KEY}\n` });
  const env = { GIT_PREFIX: '', GIT_EDITOR: ':', GIT_AUTHOR_DATE: '@1700000000 +0000', GIT_EXEC_PATH: '' };
  const withPath = { ...env, GIT_EXEC_PATH: git(repo.dir, ['--exec-path']).trim() };
  expect(places(scanStaged(repo.dir, [], { env: withPath }).report)).toEqual([keyAt('a.txt', 2, 1)]);
});
