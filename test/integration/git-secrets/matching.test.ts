/** Which lines count: binary contents, allowed patterns, providers, patterns that are none; as git-secrets has them. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitSecrets, register, verdictOf } from '../../support/git-secrets.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';

/** A repository with one staged file `f`. */
function repoWith(content: string | Uint8Array, patterns: readonly string[]): Repo {
  const repo = createRepo();
  repo.stage({ f: content });
  register(repo, 'patterns', ...patterns);
  return repo;
}

function numbersIn(repo: Repo, args: readonly string[]): readonly number[] {
  const { lines } = verdictOf(gitSecrets(args, { cwd: repo.dir }));
  return lines.map((line) => Number(line.split(':')[1]));
}

const TREE = ['--scan'];
const FILE = ['--scan', 'f'];

describe('contents', () => {
  it.each<[string, Uint8Array, readonly number[]]>([
    ['with a NUL near its beginning', Buffer.from('me\nx\0\n'), []],
    ['with a NUL far behind', Buffer.concat([Buffer.alloc(9000, 'a\n'), Buffer.from('me\n\0\n')]), [4501]],
  ])('a file %s', (_, content, numbers) => {
    expect(numbersIn(repoWith(content, ['me']), TREE)).toEqual(numbers);
  });

  it('attributes hide nothing', () => {
    const repo = repoWith('me\n', ['me']);
    repo.stage({ '.gitattributes': '* -diff binary\n' });
    expect(numbersIn(repo, TREE)).toEqual([1]);
    expect(verdictOf(gitSecrets(['--pre_commit_hook'], { cwd: repo.dir })).lines).toEqual(['f:1:me']);
  });

  it('a pattern that is none is named, and nothing passes for clean', () => {
    const repo = repoWith('me\n', ['fine', '(']);
    for (const args of [TREE, FILE, ['--pre_commit_hook'], ['--scan-history']]) {
      const { status, said } = verdictOf(gitSecrets(args, { cwd: repo.dir }));
      expect(status).toBe(2);
      expect(said).toMatch(/^keysieve: pattern 2 of secrets\.patterns: .*never closed/);
    }
  });

  it('a pattern that would never end is stopped, and said', () => {
    const repo = repoWith(`${'a'.repeat(60)}!\nme\n`, ['(a|a)*(a|a)*b', 'me']);
    const { status, said } = verdictOf(gitSecrets(FILE, { cwd: repo.dir }));
    expect(status).toBe(2);
    expect(said).toMatch(/^keysieve: f: pattern 1 of secrets\.patterns was stopped after/);
  });
});

describe('allowed patterns', () => {
  it.each<[string, readonly string[], string | undefined, readonly number[]]>([
    ['anywhere in the content', ['bazz"'], undefined, [2]],
    ['on name, line and content', ['^f:2:'], undefined, [1]],
    ['on names alone', ['^f:'], undefined, []],
    ['parts of words', ['az'], undefined, []],
    ['an empty one', ['', ''], undefined, [1, 2]],
    ['in a file', [], '# bazzz\n\n  # baz\nbazz"\n', [2]],
    ['in both', ['bazzz'], 'bazz"\n', []],
    ['none that matches', ['x y'], 'nothing\n', [1, 2]],
  ])('%s', (_, allowed, file, numbers) => {
    const repo = repoWith('foo="bazz"\nfoo="bazzz"\n', ['foo="baz{1,5}"']);
    register(repo, 'allowed', ...allowed);
    if (file !== undefined) repo.write({ '.gitallowed': file });
    expect([numbersIn(repo, TREE), numbersIn(repo, FILE)]).toEqual([numbers, numbers]);
  });

  it('that are none allow nothing', () => {
    const repo = repoWith('me\n', ['me']);
    register(repo, 'allowed', '(');
    const { status, said } = verdictOf(gitSecrets(TREE, { cwd: repo.dir }));
    expect(status).toBe(2);
    expect(said).toContain('pattern 1 of secrets.allowed: ');
  });

  it('that come with a repository cannot hang it', () => {
    const repo = repoWith(`me ${'a'.repeat(60)}!\n`, ['me']);
    repo.write({ '.gitallowed': '(a|a)*(a|a)*b\n' });
    const { status, lines, said } = verdictOf(gitSecrets(TREE, { cwd: repo.dir }));
    expect({ status, lines: lines.length }).toEqual({ status: 2, lines: 1 });
    expect(said).toBe('keysieve: line 1 of .gitallowed took too long and allowed nothing: make it simpler\n');
  });

  it('a .gitallowed that cannot be read is named', () => {
    const repo = repoWith('me\n', ['me']);
    repo.write({ '.gitallowed/in-a-folder': 'me\n' });
    const { status, stderr } = gitSecrets(FILE, { cwd: repo.dir });
    expect(status).toBe(2);
    expect(stderr).toMatch(/\.gitallowed could not be read \(.*\): what it allows is not known/);
    expect(stderr).not.toContain('please report');
  });

  it('are found from a folder inside', () => {
    const repo = repoWith('x\n', ['me']);
    repo.stage({ 'sub/g': 'me\n', '.gitallowed': 'me\n' });
    expect(gitSecrets(TREE, { cwd: join(repo.dir, 'sub') }).status).toBe(0);
  });
});

describe('providers', () => {
  it('print patterns, one a line', () => {
    const repo = repoWith('foo baz bar\nbam\nbaz\nx\n', []);
    register(repo, 'providers', 'echo foo baz bar', 'echo', 'printf bam\\nnone\\n');
    expect([numbersIn(repo, TREE), numbersIn(repo, FILE)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('are words and no scripts', () => {
    const repo = repoWith('x\n', ['x']);
    register(repo, 'providers', 'echo $(touch made); touch made', 'echo "a  b" *');
    gitSecrets(TREE, { cwd: repo.dir });
    expect(repo.git('status', '--porcelain', '--untracked-files=all')).not.toContain('made');
  });

  it.each([['false'], ['/nowhere/at/all x']])('that fail (%s) leave no clean result', (command) => {
    const repo = repoWith('me\n', ['me', 'none']);
    register(repo, 'providers', command);
    const found = gitSecrets(FILE, { cwd: repo.dir });
    expect(found.status).toBe(2);
    expect(found.stderr).toContain('f:1:me\n');
    expect(found.stderr).toMatch(
      /keysieve: provider 1 of secrets\.providers ended in \d+: its patterns may be missing/,
    );
  });

  it('of our own are keys of ~/.aws/credentials, without a program named git-secrets', () => {
    const repo = repoWith('(sec/ret+1)\nid123\nID123\n', []);
    const home = temporaryDirectory();
    const file = join(home, 'keys.ini');
    writeFileSync(file, '[default]\naws_access_key_id = "id123"\r\naws_secret_access_key=sec/ret+1\n');
    register(repo, 'providers', `git secrets --aws-provider ${file}`, 'git secrets --aws-provider');
    const { status, lines, said } = verdictOf(gitSecrets(TREE, { cwd: repo.dir, env: { HOME: home } }));
    expect({ status, lines, said }).toEqual({ status: 1, lines: ['f:1:(sec/ret+1)', 'f:2:id123'], said: '' });
  });

  it('never show their patterns in a message', () => {
    const repo = repoWith('x\n', []);
    register(repo, 'providers', 'echo hush(hush');
    const { status, said } = verdictOf(gitSecrets(TREE, { cwd: repo.dir }));
    expect({ status, isTold: said.includes('hush') }).toEqual({ status: 2, isTold: false });
    expect(said).toContain('pattern 1 of provider 1 of secrets.providers: ');
  });
});
