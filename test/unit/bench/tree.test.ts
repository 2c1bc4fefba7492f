/** The folder that is made of a repository's commits. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTree, openTree, readTree } from '../../../bench/tree.ts';
import { createRepo, git, temporaryDirectory } from '../../support/repo.ts';

function repositoryOf(commits: number) {
  const repo = createRepo();
  for (let index = 0; index < commits; index++) {
    repo.commit({ 'a.txt': `version ${index}\n`, 'folder/b.txt': 'same\n' }, `commit ${index}`, 1_600_000_000 + index);
  }
  return repo;
}

const versionsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name, 'a.txt'), 'utf8').trim());

it('puts commits side by side, the newest first, spread over the history, until there are enough files', () => {
  const repo = repositoryOf(4);
  const before = git(repo.dir, ['status', '--porcelain']);
  const folder = join(temporaryDirectory(), 'tree');
  const tree = createTree(repo.dir, folder, { files: 5, bytes: 5 * 7.5 });
  expect(versionsIn(folder)).toEqual(['version 3', 'version 1', 'version 2']);
  expect(tree.files).toHaveLength(6);
  expect(tree.bytes).toBe(3 * ('version 0\n'.length + 'same\n'.length));
  expect(git(repo.dir, ['status', '--porcelain'])).toBe(before);
});

it('uses commits again where they are too few', () => {
  const folder = join(temporaryDirectory(), 'tree');
  expect(createTree(repositoryOf(1).dir, folder, { files: 6, bytes: 45 }).files).toHaveLength(6);
});

it.each([
  ['smallest', 10, 'a.txt'],
  ['largest', 5, join('folder', 'b.txt')],
])('leaves out the %s files where those that are there have not %i bytes on average', (_, mean, left) => {
  const folder = join(temporaryDirectory(), 'tree');
  const tree = createTree(repositoryOf(2).dir, folder, { files: 2, bytes: 2 * mean });
  expect(tree.files).toEqual(['0000', '0001'].map((name) => join(folder, name, left)));
});

it('refuses a repository without files', () => {
  const repo = createRepo();
  repo.git('commit', '-q', '--allow-empty', '-m', 'nothing');
  const folder = join(temporaryDirectory(), 'tree');
  expect(() => createTree(repo.dir, folder, { files: 1, bytes: 1 })).toThrow('has no files');
});

it('is read without the insides of repositories, and up to a number of bytes', () => {
  const repo = repositoryOf(1);
  const tree = openTree(repo.dir);
  expect(tree.files).toEqual([join(repo.dir, 'a.txt'), join(repo.dir, 'folder', 'b.txt')]);
  expect(readTree(tree, 12).map((bytes) => new TextDecoder().decode(bytes))).toEqual(['version 0\n']);
});
