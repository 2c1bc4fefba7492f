/** `git-secrets --scan`: which files, which lines, which words and statuses; expectations as git-secrets itself has them. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitSecrets, REFUSAL, register, verdictOf } from '../../support/git-secrets.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';

const LINES = '@todo stuff\nnothing\nfoo.me\n';

function scanned(repo: Repo, args: readonly string[], input?: string | Uint8Array) {
  return verdictOf(gitSecrets(['--scan', ...args], { cwd: repo.dir, ...(input === undefined ? {} : { input }) }));
}

/** Tracked, changed, untracked and ignored files, a folder, a binary file and an empty one. */
function ground(): Repo {
  const repo = createRepo();
  register(repo, 'patterns', '@todo', 'forbidden|me');
  repo.stage({
    'a.txt': LINES,
    'sub/b c.txt': 'forbidden\n',
    'binary.dat': 'me\0me\n',
    'empty.txt': '',
    '.gitignore': 'ignored.txt\n',
    'later.txt': 'me\n',
  });
  repo.write({ 'later.txt': 'clean now\n', 'new.txt': 'me, untracked\n', 'ignored.txt': 'me, ignored\n' });
  return repo;
}

const A = ['a.txt:1:@todo stuff', 'a.txt:3:foo.me'];
const B = 'sub/b c.txt:1:forbidden';

describe('what is scanned', () => {
  it.each<[readonly string[], readonly string[]]>([
    [[], [...A, B]],
    [['-r'], [...A, B]],
    [['--recursive'], [...A, B]],
    [['--cached'], [...A, 'later.txt:1:me', B]],
    [['--cached', '--', 'later.txt'], ['later.txt:1:me']],
    [['--untracked'], [...A, 'new.txt:1:me, untracked', B]],
    [['--untracked', 'sub'], [B]],
    [['--no-index'], [...A, 'ignored.txt:1:me, ignored', 'new.txt:1:me, untracked', B]],
    [['a.txt'], A],
    [
      ['--', 'sub/b c.txt', 'a.txt'],
      [B, ...A],
    ],
    [['./a.txt'], A.map((line) => `./${line}`)],
    [['binary.dat', 'empty.txt', 'sub', 'later.txt'], []],
    [['-r', 'sub'], [B]],
    [['-r', 'sub/'], [B]],
  ])('--scan %j', (args, lines) => {
    expect(scanned(ground(), args)).toEqual({ status: lines.length > 0 ? 1 : 0, lines, said: '' });
  });

  it('is below the current folder', () => {
    const repo = ground();
    const run = gitSecrets(['--scan'], { cwd: join(repo.dir, 'sub') });
    expect(verdictOf(run).lines).toEqual(['b c.txt:1:forbidden']);
  });

  it('is a link that is named, and none that is met', () => {
    const repo = ground();
    symlinkSync('a.txt', join(repo.dir, 'link'));
    symlinkSync('..', join(repo.dir, 'sub', 'up'));
    expect(scanned(repo, ['link']).lines).toEqual(A.map((line) => line.replace('a.txt', 'link')));
    expect(scanned(repo, ['-r', 'sub']).lines).toEqual([B]);
    repo.git('add', 'link');
    expect(scanned(repo, []).lines).toEqual([...A, B]);
  });

  it('is standard input, once', () => {
    const repo = ground();
    expect(scanned(repo, ['-'], 'some me\n').lines).toEqual(['(standard input):1:some me']);
    expect(scanned(repo, ['-', 'a.txt', '-'], 'x\nme').lines).toEqual(['(standard input):2:me', ...A]);
    expect(scanned(repo, ['-'], 'fine\n')).toEqual({ status: 0, lines: [], said: '' });
  });

  it('names files whose names would break the line in quotes', () => {
    const repo = createRepo();
    register(repo, 'patterns', 'me');
    repo.stage({ 'a\nb.txt': 'me\n', 'q"\\.txt': 'me\n', 'é.txt': 'me\n' });
    const lines = ['"a\\nb.txt":1:me', '"q\\"\\\\.txt":1:me', 'é.txt:1:me'];
    for (const args of [[], ['--cached']]) expect(scanned(repo, args).lines).toEqual(lines);
    expect(verdictOf(gitSecrets(['--pre_commit_hook'], { cwd: repo.dir })).lines).toEqual(lines);
  });
});

describe('what is said', () => {
  it('is git-secrets own words, on standard error', () => {
    const repo = ground();
    const { status, stdout, stderr } = gitSecrets(['--scan', 'a.txt'], { cwd: repo.dir });
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: `${A.join('\n')}\n${REFUSAL}` });
  });

  it('is every byte of a line as it is', () => {
    const repo = ground();
    repo.write({ raw: Buffer.from('me \xff\xe9\x1b[2J\r\n', 'latin1') });
    const { stderr } = gitSecrets(['--scan', 'raw'], { cwd: repo.dir });
    expect(stderr.split('\n')[0]).toBe('raw:1:me \ufffd\ufffd\x1b[2J\r');
  });

  it('tells a file that is missing and what the others hold', () => {
    const { status, lines, said } = scanned(ground(), ['nowhere', 'a.txt']);
    expect({ status, lines, said }).toEqual({
      status: 2,
      lines: A,
      said: 'keysieve: nowhere: No such file or directory\n',
    });
  });

  it.runIf(process.platform !== 'win32')('tells that a pipe was not searched', () => {
    const repo = ground();
    spawnSync('mkfifo', [join(repo.dir, 'pipe')]);
    const run = gitSecrets(['--scan', 'pipe', 'a.txt'], { cwd: repo.dir, timeoutMs: 20_000 });
    expect(verdictOf(run)).toEqual({
      status: 2,
      lines: A,
      said: 'keysieve: pipe: is a pipe, which was not searched: hand it over as standard input, named -\n',
    });
  });

  it('tells that no pattern is registered, and is no failure', () => {
    const { status, said } = scanned(createRepo(), []);
    expect(status).toBe(0);
    expect(said).toMatch(/^keysieve: no prohibited patterns are registered/);
  });

  it.each([['--scan'], ['--scan-history'], ['--scan', '--cached'], ['--pre_commit_hook']])(
    'without a repository %s ends in 128, as git does',
    (...args) => {
      const { status, stderr } = gitSecrets(args, { cwd: temporaryDirectory() });
      expect(status).toBe(128);
      expect(stderr).toContain('fatal: not a git repository');
    },
  );

  it('without a repository files are scanned all the same', () => {
    const home = temporaryDirectory();
    const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'secrets.patterns', GIT_CONFIG_VALUE_0: 'me' };
    mkdirSync(join(home, 'x'));
    for (const args of [['-'], ['-r', '-']]) {
      const run = gitSecrets(['--scan', ...args], { cwd: home, env, input: 'me\n' });
      expect(verdictOf(run).lines).toEqual(['(standard input):1:me']);
    }
  });
});
