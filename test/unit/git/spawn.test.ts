import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readObjects } from '#git/cat-file.ts';
import { type GitContext, gitEnvironment, gitFailure, PINNED_ARGUMENTS, readGit, runGit } from '#git/spawn.ts';
import { streamGit } from '#git/stream.ts';
import { GitError } from '#model/errors.ts';
import { cleanEnvironment } from '../../support/keysieve.ts';
import { createRepo, temporaryDirectory } from '../../support/repo.ts';

function contextIn(cwd: string, env: Readonly<Record<string, string>> = {}): GitContext {
  return { cwd, env: gitEnvironment(cleanEnvironment(env), false), running: new Set() };
}

describe('gitEnvironment', () => {
  const env = {
    PATH: '/bin',
    GIT_DIR: 'd',
    GIT_INDEX_FILE: 'i',
    GIT_OBJECT_DIRECTORY: 'o',
    GIT_EXTERNAL_DIFF: 'x',
    GIT_DIFF_OPTS: '-u9',
    GIT_SHALLOW_FILE: 's',
    GIT_PAGER: 'less',
    LC_ALL: 'de_DE.UTF-8',
  };

  it('keeps what points at the repository of a hook', () => {
    const expected = { PATH: '/bin', GIT_DIR: 'd', GIT_INDEX_FILE: 'i', GIT_OBJECT_DIRECTORY: 'o' };
    expect(gitEnvironment(env, false)).toMatchObject(expected);
  });

  it('drops it where the user named another', () => {
    const result = gitEnvironment(env, true);
    expect(Object.keys(result)).not.toEqual(expect.arrayContaining(['GIT_DIR']));
    expect(result).not.toHaveProperty('GIT_INDEX_FILE');
    expect(result).not.toHaveProperty('GIT_OBJECT_DIRECTORY');
    expect(result).toMatchObject({ PATH: '/bin' });
  });

  it.each([false, true])('drops what changes what git prints, named %s', (named) => {
    const result = gitEnvironment(env, named);
    for (const name of ['GIT_EXTERNAL_DIFF', 'GIT_DIFF_OPTS', 'GIT_SHALLOW_FILE'])
      expect(result).not.toHaveProperty(name);
    expect(result).toMatchObject({ LC_ALL: 'C', GIT_PAGER: 'cat', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' });
  });

  it('leaves the environment that it was given as it was', () => {
    const before = { ...env };
    gitEnvironment(env, true);
    expect(env).toEqual(before);
  });
});

describe('the pinned arguments', () => {
  it.each([
    ['diff', ['diff', '--raw']],
    ['diff-index', ['diff-index', '--cached', '--raw']],
    ['diff-tree', ['diff-tree', '-r', '--raw', '-M']],
  ])('break no git %s', async (_, args) => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x\n' });
    repo.commit({ 'a.txt': 'y\n' });
    const revisions = args[0] === 'diff-index' ? ['HEAD^'] : ['HEAD^', 'HEAD'];
    expect(String(await readGit(contextIn(repo.dir), [...args, ...revisions]))).toContain('M\ta.txt');
  });

  it('set no configuration to a program', () => {
    const settings = PINNED_ARGUMENTS.filter((argument) => argument.includes('='));
    expect(settings).toContain('core.fsmonitor=false');
    expect(settings).toContain('protocol.allow=never');
  });

  it('win over what the repository says', async () => {
    const repo = createRepo();
    repo.git('config', 'core.fsmonitor', join(repo.dir, 'no-such-program'));
    repo.git('config', 'core.quotePath', 'false');
    const said = await readGit(contextIn(repo.dir), ['config', '--get', 'core.fsmonitor']);
    expect(String(said).trim()).toBe('false');
  });
});

describe('runGit and readGit', () => {
  it('give bytes, status and what git says', async () => {
    const { dir } = createRepo();
    const input = Buffer.from([0, 0xff, 10, 13]);
    const id = String(await readGit(contextIn(dir), ['hash-object', '-w', '--stdin'], input)).trim();
    expect((await runGit(contextIn(dir), ['cat-file', 'blob', id])).stdout).toEqual(input);
    const failed = await runGit(contextIn(dir), ['cat-file', 'blob', 'f'.repeat(40)]);
    expect(failed).toMatchObject({ status: 128, stdout: Buffer.alloc(0) });
    expect(failed.stderr).toContain('fatal:');
  });

  it('give long outputs whole', async () => {
    const { dir } = createRepo();
    const content = Buffer.alloc(5_000_000, 'abcdefg\n');
    const id = String(await readGit(contextIn(dir), ['hash-object', '-w', '--stdin'], content)).trim();
    expect((await readGit(contextIn(dir), ['cat-file', 'blob', id])).equals(content)).toBe(true);
  });

  it('fail with the words of git, and the name of the subcommand alone', async () => {
    const { dir } = createRepo();
    const failing = readGit(contextIn(dir), ['cat-file', 'blob', 'f'.repeat(40)]);
    await expect(failing).rejects.toThrow(/^"git cat-file" ended in 128: fatal:/);
    await expect(failing).rejects.toThrow(GitError);
  });

  it('do not fail when git stops reading its input early', async () => {
    const { dir } = createRepo();
    expect(String(await readGit(contextIn(dir), ['version'], 'x'.repeat(5_000_000)))).toMatch(/^git version/);
  });
});

describe('a git that cannot be started', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => {
    unhandled.push(reason);
  };
  beforeEach(() => {
    process.on('unhandledRejection', note);
  });
  afterEach(() => {
    process.off('unhandledRejection', note);
  });

  it.each<[string, (git: GitContext) => Promise<unknown>]>([
    ['runGit', (git) => runGit(git, ['version'])],
    ['readGit', (git) => readGit(git, ['version'])],
    ['streamGit', (git) => streamGit(git, ['version'], { separator: 10 }).next()],
    ['readObjects', (git) => readObjects(git, ['f'.repeat(40)]).next()],
  ])('is one failure of %s, and none that nobody handles', async (_, run) => {
    const gone = contextIn(join(temporaryDirectory(), 'gone'));
    await expect(run(gone)).rejects.toThrow(/git was not found \(or the folder to run it in is gone\)/);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(unhandled).toEqual([]);
  });
});

describe('streamGit', () => {
  it('gives fields while git runs', async () => {
    const repo = createRepo();
    repo.commit({ a: '1', 'b\nc': '2', é: '3' });
    const names: string[] = [];
    for await (const field of streamGit(contextIn(repo.dir), ['ls-files', '-z'], { separator: 0 }))
      names.push(String(field));
    expect(names).toEqual(['a', 'b\nc', 'é']);
  });

  it('fails at the end when git fails', async () => {
    const stream = streamGit(contextIn(createRepo().dir), ['rev-list', 'nothing'], { separator: 10 });
    await expect(stream.next()).rejects.toThrow(/"git rev-list" ended in 128/);
  });

  it('tells how git ended instead where that is asked for', async () => {
    const ends: (number | null)[] = [];
    const onEnd = (status: number | null): void => void ends.push(status);
    const stream = streamGit(contextIn(createRepo().dir), ['rev-list', 'nothing'], { separator: 10, onEnd });
    expect((await stream.next()).done).toBe(true);
    expect(ends).toEqual([128]);
  });

  it('ends git when nobody wants more', async () => {
    const context = contextIn(createRepo().dir);
    const stream = streamGit(context, ['help', '-a'], { separator: 10 });
    await stream.next();
    await stream.return(undefined);
    expect(context.running.size).toBe(0);
    expect((await stream.next()).done).toBe(true);
  });
});

it('a failure tells each line of git once, however often git said it', () => {
  const said = `${'error: a pack is cut\n'.repeat(100)}fatal: no\n`;
  expect(gitFailure(['log'], 128, said).message).toBe('"git log" ended in 128: error: a pack is cut\nfatal: no');
});
