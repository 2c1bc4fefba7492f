/** Which configuration file applies, for every trust. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, GitError } from '#model/errors.ts';
import { createRepo, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';
import { resolveIn } from './scenes.ts';

/** A configuration that can be told by what it excludes. */
const excluding = (glob: string) => `[scan]\nexclude = ["${glob}"]\n`;

/** What `excluding` files gave. */
const excluded = async (...args: Parameters<typeof resolveIn>) => (await resolveIn(...args)).filter.exclude;

describe('in the work tree', () => {
  it.each(['keysieve.toml', '.keysieve.toml', '.gitleaks.toml'])('%s at the root is read and named', async (name) => {
    const repo = createRepo();
    repo.write({ [name]: '[[allowlists]]\ndescription = "x"\npaths = ["a"]\n', 'sub/x': '' });
    expect((await resolveIn(join(repo.dir, 'sub'))).narrowedBy).toEqual([name]);
  });

  it('the first of several in a folder counts, and the others are spoken of', async () => {
    const repo = createRepo();
    repo.write({ '.keysieve.toml': excluding('second'), 'keysieve.toml': excluding('first'), '.gitleaks.toml': '' });
    const { filter, notices } = await resolveIn(repo.dir);
    expect(filter.exclude).toEqual(['first']);
    expect(notices).toEqual([
      '.keysieve.toml: not read, because keysieve.toml stands beside it; to use both, write path = ".keysieve.toml" below [extend] in keysieve.toml',
      expect.stringMatching(/^\.gitleaks\.toml: not read/),
    ]);
  });

  it('the root comes before nearer folders, and these before none', async () => {
    const repo = createRepo();
    repo.write({ 'a/keysieve.toml': excluding('near'), 'a/b/x': '' });
    expect(await excluded(join(repo.dir, 'a/b'))).toEqual(['near']);
    expect((await resolveIn(join(repo.dir, 'a/b'))).narrowedBy).toEqual(['a/keysieve.toml']);
    repo.write({ '.gitleaks.toml': '', 'keysieve.toml': excluding('root') });
    expect(await excluded(join(repo.dir, 'a/b'))).toEqual(['root']);
  });

  it('nothing above the repository counts', async () => {
    const { dir, write, git } = repoAt(temporaryDirectory());
    write({ 'keysieve.toml': excluding('above'), 'repo/x': '' });
    git('init', '-q', 'repo');
    expect(await excluded(join(dir, 'repo'))).toEqual([]);
  });

  it('outside of a repository the nearest parent counts', async () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'keysieve.toml': excluding('parent'), 'a/b/x': '' });
    expect(await excluded(join(dir, 'a/b'))).toEqual(['parent']);
    expect((await resolveIn(join(dir, 'a/b'))).narrowedBy).toEqual(['../../keysieve.toml']);
  });

  it('a folder of the name is an error', async () => {
    const dir = temporaryDirectory();
    mkdirSync(join(dir, 'keysieve.toml'));
    await expect(resolveIn(dir)).rejects.toThrow('keysieve.toml: is not a file');
  });
});

describe('--config', () => {
  it('counts with every trust, alone, relative to the current directory', async () => {
    const repo = createRepo();
    repo.commit({ 'keysieve.toml': excluding('root'), 'sub/mine.toml': excluding('mine') });
    for (const trust of ['worktree', 'base', 'head', 'none'] as const) {
      expect(await excluded(join(repo.dir, 'sub'), { config: 'mine.toml', trust })).toEqual(['mine']);
    }
  });

  it('is read as gitleaks reads it when its name says so', async () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'ci/gitleaks.toml': 'novelty = 1\n' });
    expect((await resolveIn(dir, { config: 'ci/gitleaks.toml' })).notices).toHaveLength(1);
  });

  it('that does not exist is an error', async () => {
    const missing = resolveIn(temporaryDirectory(), { config: 'no/such.toml' });
    await expect(missing).rejects.toThrow(new ConfigError('--config no/such.toml: there is no such file'));
  });
});

describe('in a commit', () => {
  function history(): Repo {
    const repo = createRepo();
    repo.commit({ 'keysieve.toml': excluding('base') });
    repo.git('tag', 'v1');
    repo.commit({ 'keysieve.toml': excluding('head') });
    repo.write({ 'keysieve.toml': excluding('disk') });
    return repo;
  }

  it.each([
    { trust: undefined, ranges: ['v1..HEAD'], expected: ['base'] },
    { trust: 'base', ranges: ['v1...HEAD'], expected: ['base'] },
    { trust: 'base', ranges: ['HEAD'], expected: [] },
    { trust: 'head', ranges: ['v1..HEAD'], expected: ['head'] },
    { trust: 'worktree', ranges: ['v1..HEAD'], expected: ['disk'] },
    { trust: 'none', ranges: ['v1..HEAD'], expected: [] },
  ] as const)('--trust $trust of $ranges reads $expected', async ({ trust, ranges, expected }) => {
    const given = { ranges, ...(trust !== undefined && { trust }) };
    expect(await excluded(history().dir, given, 'range')).toEqual(expected);
  });

  it('says that a file was not used when the range names no start', async () => {
    const { notices } = await resolveIn(history().dir, { ranges: ['HEAD'] }, 'range');
    expect(notices).toEqual([expect.stringMatching(/^keysieve.toml: not used, .*--trust worktree uses it/)]);
  });

  it('names the revision in its errors', async () => {
    const repo = createRepo();
    repo.commit({ '.keysieve.toml': '\n[scam]\n' });
    const broken = resolveIn(repo.dir, { ranges: ['main..HEAD'] }, 'range');
    await expect(broken).rejects.toThrow('main:.keysieve.toml:2: scam: unknown key');
  });

  it('is an error where there is no such commit', async () => {
    await expect(resolveIn(history().dir, { ranges: ['v9..HEAD'] }, 'range')).rejects.toThrow(GitError);
  });

  it('reads what it extends from the same commit, and nothing outside', async () => {
    const repo = createRepo();
    repo.commit({ 'keysieve.toml': '[extend]\npath = "ci/base.toml"\n', 'ci/base.toml': excluding('committed') });
    repo.write({ 'ci/base.toml': excluding('disk') });
    expect(await excluded(repo.dir, { ranges: ['main..'] }, 'range')).toEqual(['committed']);
    repo.commit({ 'keysieve.toml': '[extend]\npath = "../base.toml"\n' });
    const outside = resolveIn(repo.dir, { ranges: ['main..'] }, 'range');
    await expect(outside).rejects.toThrow('main:keysieve.toml: extend.path: leads out of the repository');
  });
});
