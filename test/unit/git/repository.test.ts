import { chmodSync, chownSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FindOptions, findRepository, shallowBoundary } from '#git/repository.ts';
import { GitError } from '#model/errors.ts';
import { foundRepository } from '../../support/found-repository.ts';
import { cleanEnvironment } from '../../support/keysieve.ts';
import { createRepo, git, temporaryDirectory } from '../../support/repo.ts';

const find = (dir: string, env: Readonly<Record<string, string>> = {}, rest: Partial<FindOptions> = {}) =>
  findRepository(dir, { named: false, env: cleanEnvironment(env), ...rest });

describe('a repository', () => {
  it('with a work tree', async () => {
    const { dir } = createRepo();
    const gitDir = join(dir, '.git');
    expect(await find(dir)).toMatchObject({
      root: dir,
      gitDir,
      commonDir: gitDir,
      bare: false,
      inWorkTree: true,
      prefix: '',
      objectFormat: 'sha1',
    });
  });

  it('around a sub-directory', async () => {
    const { dir } = createRepo();
    mkdirSync(join(dir, 'a b/ü'), { recursive: true });
    const gitDir = join(dir, '.git');
    const expected = { root: dir, gitDir, commonDir: gitDir, prefix: 'a b/ü/', inWorkTree: true };
    expect(await find(join(dir, 'a b/ü'))).toMatchObject(expected);
  });

  it.each([
    ['its folder', 'a\nb', 'sub'],
    ['its folder, at the end', 'a\n', 'sub'],
    ['a sub-directory', 'a', 'su\nb'],
  ])('with a newline in the name of %s', async (_, name, sub) => {
    const dir = join(temporaryDirectory(), name);
    mkdirSync(join(dir, sub), { recursive: true });
    git(dir, ['init', '-q']);
    const gitDir = join(dir, '.git');
    const expected = { root: dir, gitDir, commonDir: gitDir, prefix: `${sub}/`, inWorkTree: true, bare: false };
    expect(await find(join(dir, sub))).toMatchObject(expected);
    expect(await find(gitDir)).toMatchObject({ root: gitDir, gitDir, commonDir: gitDir, inWorkTree: false });
  });

  it.each(['sha1', 'sha256'])('of %s', async (format) => {
    expect(await find(createRepo(`--object-format=${format}`).dir)).toMatchObject({ objectFormat: format });
  });

  it('that is bare', async () => {
    const { dir } = createRepo('--bare');
    const expected = { root: dir, gitDir: dir, commonDir: dir, bare: true, inWorkTree: false, prefix: '' };
    expect(await find(dir)).toMatchObject(expected);
    expect(await find(join(dir, 'objects'))).toMatchObject(expected);
  });

  it('from its git folder', async () => {
    const { dir } = createRepo();
    const gitDir = join(dir, '.git');
    expect(await find(gitDir)).toMatchObject({ root: gitDir, gitDir, bare: false, inWorkTree: false, prefix: '' });
  });

  it('with a linked worktree', async () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x' });
    const linked = join(temporaryDirectory(), 'linked');
    repo.git('worktree', 'add', '-q', linked, '-b', 'other');
    expect(await find(linked)).toMatchObject({
      root: linked,
      gitDir: join(repo.dir, '.git/worktrees/linked'),
      commonDir: join(repo.dir, '.git'),
      inWorkTree: true,
    });
  });

  it('whose git folder stands elsewhere', async () => {
    const elsewhere = join(temporaryDirectory(), 'store');
    const { dir } = createRepo(`--separate-git-dir=${elsewhere}`);
    expect(await find(dir)).toMatchObject({ root: dir, gitDir: elsewhere, commonDir: elsewhere });
  });

  it('behind a symbolic link', async () => {
    const { dir } = createRepo();
    const link = join(temporaryDirectory(), 'link');
    symlinkSync(dir, link);
    const found = await foundRepository(link);
    expect(realpathSync(found.root)).toBe(dir);
  });

  it('inside of another', async () => {
    const { dir } = createRepo();
    const inner = join(dir, 'inner');
    mkdirSync(inner);
    git(inner, ['init', '-q']);
    expect(await find(inner)).toMatchObject({ root: inner });
  });
});

describe('GIT_DIR of a hook', () => {
  it('counts where nobody named a folder', async () => {
    const [hooked, other] = [createRepo().dir, createRepo().dir];
    const env = { GIT_DIR: join(hooked, '.git'), GIT_WORK_TREE: hooked };
    expect(await find(other, env)).toMatchObject({ gitDir: join(hooked, '.git') });
  });

  it('does not where somebody did', async () => {
    const [hooked, other] = [createRepo().dir, createRepo().dir];
    const env = { GIT_DIR: join(hooked, '.git'), GIT_WORK_TREE: hooked };
    expect(await find(other, env, { named: true })).toMatchObject({ gitDir: join(other, '.git') });
  });

  it('is a failure where it names no repository', async () => {
    const nowhere = temporaryDirectory();
    await expect(find(createRepo().dir, { GIT_DIR: nowhere })).rejects.toThrow(/GIT_DIR names .*unset it/);
  });
});

describe('no repository', () => {
  it('is undefined in a folder without one', async () => {
    expect(await find(temporaryDirectory())).toBeUndefined();
  });

  it.each<[string, (dir: string) => void]>([
    ['an empty folder', (dir) => mkdirSync(join(dir, '.git'))],
    ['a file that says nothing', (dir) => writeFileSync(join(dir, '.git'), 'text\n')],
    ['a file that leads nowhere', (dir) => writeFileSync(join(dir, '.git'), 'gitdir: /nowhere\n')],
  ])('is a failure where .git is %s', async (_, damage) => {
    const dir = temporaryDirectory();
    damage(dir);
    mkdirSync(join(dir, 'sub'));
    await expect(find(dir)).rejects.toThrow(GitError);
    await expect(find(join(dir, 'sub'))).rejects.toThrow(GitError);
  });

  it('is a failure where HEAD is gone', async () => {
    const { dir } = createRepo();
    rmSync(join(dir, '.git/HEAD'));
    await expect(find(dir)).rejects.toThrow(/exists, but git does not accept it/);
  });

  it('is a failure where the folder is not there', async () => {
    await expect(find(join(temporaryDirectory(), 'gone'))).rejects.toThrow(/there is no folder/);
  });

  it('is a failure where the configuration cannot be read', async () => {
    const { dir } = createRepo();
    writeFileSync(join(dir, '.git/config'), '[core\nno');
    await expect(find(dir)).rejects.toThrow(GitError);
  });

  it.runIf(process.getuid?.() === 0)('is a failure, with the remedy, where another user owns it', async () => {
    const { dir } = createRepo();
    for (const path of [dir, join(dir, '.git')]) chownSync(path, 12_345, 12_345);
    const env = { GIT_CONFIG_GLOBAL: '/dev/null', SUDO_UID: '' };
    await expect(find(dir, env)).rejects.toThrow(/safe\.directory/);
  });
});

describe('git itself', () => {
  /** A folder that holds nothing but a `git` of this answer. */
  function fakeGit(answer: string): string {
    const dir = temporaryDirectory();
    writeFileSync(join(dir, 'git'), `#!/bin/sh\n${answer}\n`);
    chmodSync(join(dir, 'git'), 0o755);
    return dir;
  }

  it.each([
    ['is too old', 'echo git version 2.29.3', /2\.29\.3 is too old: .*2\.30/],
    ['is much too old', 'echo git version 1.99.0', /1\.99\.0 is too old/],
    ['does not say its version', 'echo hello', /gave no version/],
    ['ends in a failure', 'exit 3', GitError],
  ])('%s', async (_, answer, message) => {
    const path = fakeGit(answer);
    await expect(find(temporaryDirectory(), { PATH: `${path}:/usr/bin:/bin` })).rejects.toThrow(message);
  });

  it('is not there', async () => {
    await expect(find(temporaryDirectory(), { PATH: temporaryDirectory() })).rejects.toThrow(/git was not found/);
  });
});

describe('shallowBoundary', () => {
  it('is empty in a whole repository', async () => {
    expect(shallowBoundary(await foundRepository(createRepo().dir))).toEqual([]);
  });

  it('names the commits at which a clone was cut off, in a linked worktree too', async () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x' });
    const head = repo.commit({ 'a.txt': 'y' });
    const clone = join(temporaryDirectory(), 'clone');
    git(repo.dir, ['clone', '-q', '--depth=1', `file://${repo.dir}`, clone]);
    expect(shallowBoundary(await foundRepository(clone))).toEqual([head]);
    const linked = join(temporaryDirectory(), 'linked');
    git(clone, ['worktree', 'add', '-q', linked, '-b', 'other']);
    expect(shallowBoundary(await foundRepository(linked))).toEqual([head]);
  });
});
