/** Repositories found without git: as git finds them, or not at all. */

import { chownSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPlain } from '#git/plain/find-plain.ts';
import type { Repository } from '#git/repository.ts';
import { foundRepository, plainRepository } from '../../../support/found-repository.ts';
import { cleanEnvironment } from '../../../support/keysieve.ts';
import { createRepo, git, repoAt, temporaryDirectory } from '../../../support/repo.ts';

const isPosix = process.platform !== 'win32';
const userId = process.geteuid?.();

const find = (dir: string, env: Readonly<Record<string, string>> = {}) =>
  findPlain(dir, { named: false, env: cleanEnvironment(env), userId });

/** All that git says of a repository. */
function facts({ root, gitDir, commonDir, bare, inWorkTree, prefix, objectFormat }: Repository): object {
  return { root, gitDir, commonDir, bare, inWorkTree, prefix, objectFormat };
}

function below(dir: string, name: string): string {
  mkdirSync(join(dir, name), { recursive: true });
  return join(dir, name);
}

describe.runIf(isPosix)('without git', () => {
  it.each<[string, () => string]>([
    ['at the top', () => createRepo().dir],
    ['in a folder', () => below(createRepo().dir, 'a b/ü')],
    ['in a folder with a line break', () => below(createRepo().dir, 'a\nb')],
    ['inside of another', () => repoAt(initIn(below(createRepo().dir, 'inner'))).dir],
    ['of a clone', () => clone('-q')],
    ['of a shallow clone', () => clone('-q', '--depth=1')],
  ])('finds a repository %s', async (_, make) => {
    const dir = make();
    const found = await plainRepository(dir);
    expect(found.plain).toBe(true);
    expect(facts(found)).toEqual(facts(await foundRepository(dir)));
  });

  it('finds it behind a symbolic link', async () => {
    const link = join(temporaryDirectory(), 'link');
    symlinkSync(below(createRepo().dir, 'sub'), link);
    expect(facts(await plainRepository(link))).toEqual(facts(await foundRepository(link)));
  });

  it('finds it with what git sets for hooks', () => {
    const env = {
      GIT_INDEX_FILE: '.git/index',
      GIT_PREFIX: '',
      GIT_EDITOR: ':',
      GIT_AUTHOR_NAME: 'A',
      GIT_EXEC_PATH: '/',
    };
    expect(find(createRepo().dir, env)).toBeDefined();
  });
});

describe('leaves to git', () => {
  it.each<[string, (dir: string) => unknown]>([
    ['a bare repository', () => createRepo('--bare').dir],
    ['the folder of a bare repository', () => join(createRepo('--bare').dir, 'refs')],
    ['a git directory', (dir) => join(dir, '.git')],
    ['another format of ids', () => createRepo('--object-format=sha256').dir],
    ['a git directory elsewhere', () => createRepo(`--separate-git-dir=${join(temporaryDirectory(), 'x')}`).dir],
    ['a linked work tree', linkedWorkTree],
    ['a folder without a repository', () => temporaryDirectory()],
    ['a folder that is not there', (dir) => join(dir, 'gone')],
    ['another work tree', (dir) => git(dir, ['config', 'core.worktree', temporaryDirectory()])],
    ['an extension', (dir) => git(dir, ['config', 'extensions.worktreeConfig', 'true'])],
    ['a git directory that is a link', linkedFolder],
    ['references that are gone', (dir) => rmSync(join(dir, '.git/refs'), { recursive: true })],
    ['a damaged configuration', (dir) => writeFileSync(join(dir, '.git/config'), '[core\nno')],
    ['a configuration that is none', (dir) => rmSync(join(dir, '.git/config'))],
    ['an empty git directory', (dir) => join(below(dir, 'sub/.git'), '..')],
  ])('%s', (_, change) => {
    const { dir } = createRepo();
    const other = change(dir);
    expect(find(typeof other === 'string' && other !== '' ? other : dir)).toBeUndefined();
  });

  it.each([
    'GIT_DIR',
    'GIT_WORK_TREE',
    'GIT_COMMON_DIR',
    'GIT_OBJECT_DIRECTORY',
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_CEILING_DIRECTORIES',
    'GIT_DISCOVERY_ACROSS_FILESYSTEM',
    'GIT_NAMESPACE',
    'GIT_CONFIG_PARAMETERS',
    'GIT_CONFIG_COUNT',
    'GIT_INDEX_VERSION',
    'GIT_WHATEVER_COMES_NEXT',
  ])('what %s may change', (name) => expect(find(createRepo().dir, { [name]: 'x' })).toBeUndefined());

  it('a folder that somebody named, and users without a number', () => {
    const { dir } = createRepo();
    expect(findPlain(dir, { named: true, env: cleanEnvironment(), userId })).toBeUndefined();
    expect(findPlain(dir, { named: false, env: cleanEnvironment() })).toBeUndefined();
  });

  it.runIf(userId === 0).each(['', '.git'])('a repository of somebody else (%j)', (name) => {
    const { dir } = createRepo();
    chownSync(join(dir, name), 12_345, 12_345);
    expect(find(dir)).toBeUndefined();
  });
});

function initIn(dir: string): string {
  git(dir, ['init', '-q']);
  return dir;
}

function clone(...options: readonly string[]): string {
  const repo = createRepo();
  repo.commit({ a: '1' });
  repo.commit({ a: '2' });
  const dir = join(temporaryDirectory(), 'clone');
  git(repo.dir, ['clone', ...options, `file://${repo.dir}`, dir]);
  return dir;
}

function linkedWorkTree(dir: string): string {
  repoAt(dir).commit({ a: '1' });
  const linked = join(temporaryDirectory(), 'linked');
  git(dir, ['worktree', 'add', '-q', linked, '-b', 'other']);
  return linked;
}

function linkedFolder(dir: string): string {
  const elsewhere = join(temporaryDirectory(), 'git');
  renameSync(join(dir, '.git'), elsewhere);
  symlinkSync(elsewhere, join(dir, '.git'));
  return dir;
}
