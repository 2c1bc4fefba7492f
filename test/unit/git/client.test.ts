import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askGit } from '#git/client.ts';
import { type GitContext, gitEnvironment } from '#git/spawn.ts';
import { GitError } from '#model/errors.ts';
import { cleanEnvironment } from '../../support/keysieve.ts';
import { createRepo, git, temporaryDirectory } from '../../support/repo.ts';

function contextIn(cwd: string, env: Readonly<Record<string, string>> = {}): GitContext {
  return { cwd, env: gitEnvironment(cleanEnvironment(env), false), running: new Set() };
}

describe('askGit', () => {
  it('gives the answer without its line end', async () => {
    const repo = createRepo();
    const head = repo.commit({ a: 'x' });
    expect(await askGit(contextIn(repo.dir), ['rev-parse', 'HEAD'])).toBe(head);
  });

  it('fails with the words of git', async () => {
    const asking = askGit(contextIn(createRepo().dir), ['rev-parse', '--verify', 'nothing']);
    await expect(asking).rejects.toThrow(GitError);
    await expect(asking).rejects.toThrow(/^"git rev-parse" failed: .*fatal: Needed a single revision/s);
  });

  it('sees the objects of a receiving repository, as the rest of keysieve does', async () => {
    const [repo, quarantine] = [createRepo(), createRepo()];
    const id = quarantine.git('hash-object', '-w', '--stdin').trim();
    const env = { GIT_OBJECT_DIRECTORY: join(quarantine.dir, '.git/objects') };
    expect(await askGit(contextIn(repo.dir, env), ['cat-file', '-t', id])).toBe('blob');
  });

  it('sees the index that git gives to a hook', async () => {
    const repo = createRepo();
    repo.stage({ a: 'x' });
    const index = join(temporaryDirectory(), 'index');
    git(repo.dir, ['read-tree', '--empty'], { env: { GIT_INDEX_FILE: index } });
    expect(await askGit(contextIn(repo.dir, { GIT_INDEX_FILE: index }), ['ls-files'])).toBe('');
    expect(await askGit(contextIn(repo.dir), ['ls-files'])).toBe('a');
  });

  it.each([
    'EDITOR',
    'VISUAL',
    'PAGER',
    'PREFIX',
    'SSH_ASKPASS',
    'GIT_EDITOR',
    'GIT_SEQUENCE_EDITOR',
    'GIT_ASKPASS',
    'GIT_SSH',
    'GIT_SSH_COMMAND',
    'GIT_PROXY_COMMAND',
    'GIT_PAGER',
    'GIT_TRACE',
    'GIT_CONFIG_SYSTEM',
    'GIT_CEILING_DIRECTORIES',
    'GIT_AUTHOR_NAME',
  ])('answers whatever %s says', async (name) => {
    const { dir } = createRepo();
    const value = name === 'GIT_TRACE' ? '0' : '/dev/null';
    expect(await askGit(contextIn(dir, { [name]: value }), ['rev-parse', '--is-bare-repository'])).toBe('false');
  });

  it('takes configuration that a job gives by variables', async () => {
    const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'Given' };
    expect(await askGit(contextIn(createRepo().dir, env), ['config', '--get', 'user.name'])).toBe('Given');
  });

  it('pins what the repository could say', async () => {
    const { dir } = createRepo();
    writeFileSync(join(dir, '.git/config'), '[core]\n\thooksPath = evil\n', { flag: 'a' });
    expect(await askGit(contextIn(dir), ['config', '--get', 'core.hooksPath'])).toBe('/dev/null');
  });
});
