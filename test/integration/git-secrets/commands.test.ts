/** The other commands of git-secrets, its hooks in real commits and merges, and its name. */

import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitSecrets, REFUSAL, register, verdictOf } from '../../support/git-secrets.ts';
import { cleanEnvironment, KEYSIEVE } from '../../support/keysieve.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';

/** A folder for PATH in which `git-secrets` is a link to the built command, as users make it. */
function linkedProgram(): string {
  const folder = temporaryDirectory();
  symlinkSync(KEYSIEVE, join(folder, 'git-secrets'));
  return folder;
}

/** `git ARGS...` with `git secrets` at hand, and what it came to. */
function gitWithSecrets(repo: Repo, args: readonly string[], cwd = repo.dir) {
  const env = cleanEnvironment({ PATH: `${linkedProgram()}:${process.env['PATH']}` });
  return spawnSync('git', args, { cwd, env, encoding: 'utf8' });
}

function run(repo: Repo, ...args: readonly string[]) {
  const { status, stdout, stderr } = gitSecrets(args, { cwd: repo.dir });
  return { status, stdout, stderr };
}

describe('under the name git-secrets', () => {
  it('git finds it', () => {
    const repo = createRepo();
    register(repo, 'patterns', 'me');
    repo.stage({ a: 'me\n' });
    const { status, stderr } = gitWithSecrets(repo, ['secrets', '--scan']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: `a:1:me\n${REFUSAL}` });
  });

  it.each<[readonly string[], number, RegExp]>([
    [[], 0, /^usage: git secrets --scan \[-r\|--recursive\]/],
    [['-h'], 129, /^usage: git secrets --scan /],
    [['--nonsense'], 129, /^error: unknown option `nonsense'\nusage: git secrets /],
    [['--scan-hist'], 0, /^keysieve: no prohibited patterns/],
    [['words'], 1, /^no command: /],
    [['--scan', '-f'], 1, /^-f\|--force can only be supplied with the --install subcommand\n$/],
    [['--list', '-r'], 1, /^-r\|--recursive can only be supplied with the --scan subcommand\n$/],
    [['--scan', '-a'], 1, /^-a\|--allowed can only be supplied with the --add subcommand\n$/],
    [['--scan', '-l'], 1, /^-l\|--literal can only be supplied with the --add subcommand\n$/],
    [['--list', '--cached'], 1, /^--cached can only be supplied with the --scan subcommand\n$/],
    [
      ['--scan', '-r', '--cached'],
      1,
      /^-r\|--recursive cannot be supplied with --cached, --no-index, or --untracked\n$/,
    ],
    [['--scan', '--cached', '--untracked'], 1, /^only one of --cached and --untracked can be supplied\n$/],
    [['--no-scan'], 1, /^--no-scan means nothing here\n$/],
  ])('%j', (args, status, said) => {
    const found = run(createRepo(), ...args);
    expect({ status: found.status, said: found.stdout + found.stderr }).toEqual({
      status,
      said: expect.stringMatching(said),
    });
  });
});

describe('registering', () => {
  it('adds what is not there yet', () => {
    const repo = createRepo();
    const statuses = [
      ['--add', 'a+b'],
      ['--add', 'a+b'],
      ['--add', 'a+'],
      ['--add', '-l', 'x[1].y'],
      ['--add', '--literal', 'x[1].y'],
      ['--add', '-a', 'fine'],
      ['--add', '-a', '-l', 'fi.ne'],
      ['--add', ''],
      ['--add-provider', '--', 'echo', 'a  b', '-n'],
      ['--add-provider', '--', 'echo', 'a  b', '-n'],
    ].map((args) => run(repo, ...args).status);
    expect(statuses).toEqual([0, 1, 0, 0, 1, 0, 0, 1, 0, 1]);
    expect(run(repo, '--list')).toEqual({
      status: 0,
      stdout: [
        'secrets.patterns a+b',
        'secrets.patterns a+',
        'secrets.patterns x\\[1]\\.y',
        'secrets.allowed fine',
        'secrets.allowed fi\\.ne',
        'secrets.providers echo a  b -n',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('knows the scopes of git', () => {
    const repo = createRepo();
    const env = { GIT_CONFIG_GLOBAL: join(temporaryDirectory(), 'gitconfig') };
    const statusOf = (...args: string[]) => gitSecrets(args, { cwd: repo.dir, env }).status;
    expect([statusOf('--list', '--global'), statusOf('--add', '--global', 'x'), statusOf('--add', 'x')]).toEqual([
      1, 0, 1,
    ]);
    expect(gitSecrets(['--list', '--global'], { cwd: repo.dir, env }).stdout).toBe('secrets.patterns x\n');
  });

  it('registers the patterns of AWS once, and they work', () => {
    const repo = createRepo();
    expect([run(repo, '--register-aws').stdout, run(repo, '--register-aws').stdout]).toEqual(['OK\n', '']);
    expect(run(repo, '--list').stdout.split('\n')).toHaveLength(9);
    const key = ['AKIA', 'Z'.repeat(16)].join('');
    repo.stage({ a: `id ${key}\nid AKIA${'IOSFODNN7'}EXAMPLE\naws_account_id: 1234-5678-9012\n` });
    const { lines } = verdictOf(gitSecrets(['--scan'], { cwd: repo.dir, env: { HOME: temporaryDirectory() } }));
    expect(lines).toEqual([`a:1:id ${key}`, 'a:3:aws_account_id: 1234-5678-9012']);
  });
});

function configureHooks(repo: Repo): readonly string[] {
  repo.git('config', 'core.hooksPath', 'own/hooks');
  return [];
}

describe('--install', () => {
  const NAMES = ['commit-msg', 'pre-commit', 'prepare-commit-msg'];
  const said = (folder: string) => NAMES.map((name) => `Installed ${name} hook to ${folder}/${name}\n`).join('');

  it('writes three hooks, and no second time', () => {
    const repo = createRepo();
    expect(run(repo, '--install')).toEqual({ status: 0, stdout: said('.git/hooks'), stderr: '' });
    expect(run(repo, '--install')).toEqual({
      status: 1,
      stdout: '',
      stderr: '.git/hooks/commit-msg already exists. Use -f to force\n',
    });
    expect(run(repo, '--install', '-f').status).toBe(0);
  });

  it.each<[string, (repo: Repo) => readonly string[], string]>([
    ['a template', () => ['new/template'], 'new/template/hooks'],
    ['a repository that is named', () => ['.'], './.git/hooks'],
    ['core.hooksPath', configureHooks, 'own/hooks'],
  ])('writes into %s', (_, arrange, folder) => {
    const repo = createRepo();
    expect(run(repo, '--install', ...arrange(repo)).status).toBe(0);
    expect(NAMES.filter((name) => existsSync(join(repo.dir, folder, name)))).toEqual(NAMES);
  });

  it('needs a repository', () => {
    const { status, stderr } = gitSecrets(['--install'], { cwd: temporaryDirectory() });
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'Not in a Git repository\n' });
  });
});

describe('hooks', () => {
  /** With hooks, a clean first commit, and `me` prohibited. */
  function guarded(): Repo {
    const repo = createRepo();
    repo.commit({ a: 'x\n', removed: 'me\n' });
    register(repo, 'patterns', 'me');
    run(repo, '--install');
    return repo;
  }

  it('refuse a commit for what is staged, and nothing else', () => {
    const repo = guarded();
    repo.stage({ 'b c': 'me\n' });
    repo.write({ 'b c': 'fixed, but not staged\n' });
    const refused = gitWithSecrets(repo, ['commit', '-m', 'message']);
    expect({ status: refused.status, said: refused.stderr }).toEqual({ status: 1, said: `b c:1:me\n${REFUSAL}` });
    repo.git('add', 'b c');
    expect(gitWithSecrets(repo, ['commit', '-m', 'message']).status).toBe(0);
    expect(gitWithSecrets(repo, ['commit', '--allow-empty', '-m', 'no file']).status).toBe(0);
    repo.git('rm', '-q', 'removed');
    expect(gitWithSecrets(repo, ['commit', '-m', 'a file less']).status).toBe(0);
  });

  it('refuse a message', () => {
    const repo = guarded();
    repo.stage({ b: 'x\n' });
    const { status, stderr } = gitWithSecrets(repo, ['commit', '-m', 'it is me']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: `.git/COMMIT_EDITMSG:1:it is me\n${REFUSAL}` });
  });

  it('refuse a merge for what was in any of its commits, and not for what they take away', () => {
    const repo = guarded();
    repo.git('checkout', '-q', '-b', 'good');
    repo.git('rm', '-q', 'removed');
    repo.commit({});
    repo.git('checkout', '-q', 'main');
    repo.git('checkout', '-q', '-b', 'bad');
    repo.commit({ a: 'me\n' });
    repo.commit({ a: 'fixed\n' });
    repo.git('checkout', '-q', 'main');
    const refused = gitWithSecrets(repo, ['merge', '--no-ff', '--no-edit', 'bad']);
    expect({ status: refused.status, hasLine: /^\(standard input\):\d+:\+me$/m.test(refused.stderr) }).toEqual({
      status: 1,
      hasLine: true,
    });
    repo.git('reset', '-q', '--hard');
    expect(gitWithSecrets(repo, ['merge', '--no-ff', '--no-edit', 'good']).status).toBe(0);
  });
});
