/** `keysieve scan` in a repository that git-secrets was set up for. */

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitSecrets, register } from '../../support/git-secrets.ts';
import { accessKeyId, credentialsFile } from '../../support/keys.ts';
import { keysieve, keysieveJson, places } from '../../support/keysieve.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';

function ground(): Repo {
  const repo = createRepo();
  register(repo, 'patterns', '@todo', 'hush[0-9]{1,9}');
  repo.commit({ a: '@todo x\nhush12\nfine hush33x\n', 'sub/b': 'hush44\n' });
  repo.stage({ c: '@todo, staged\n' });
  return repo;
}

const IN_A = ['a:1:1 git-secrets-pattern', 'a:2:1 git-secrets-pattern'];
const [IN_B, IN_C] = ['sub/b:1:1 git-secrets-pattern', 'c:1:1 git-secrets-pattern'];

/** The tail of the environment that makes `file` the user's own configuration of git. */
function ownConfiguration(...entries: readonly string[]): { readonly GIT_CONFIG_GLOBAL: string } {
  const file = join(temporaryDirectory(), 'gitconfig');
  writeFileSync(file, `[secrets]\n${entries.map((entry) => `${entry}\n`).join('')}`);
  return { GIT_CONFIG_GLOBAL: file };
}

describe('registered patterns', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['paths', [], [...IN_A, IN_C, IN_B]],
    ['staged', ['--staged'], [IN_C]],
    ['history, staged contents too', ['--history'], [...IN_A, IN_B, IN_C]],
  ])('count in a scan of %s, and the report says how many', (_, form, expected) => {
    const { status, report, stdout } = keysieveJson(['scan', ...form], { cwd: ground().dir });
    expect({ status, found: places(report).toSorted() }).toEqual({ status: 1, found: expected.toSorted() });
    expect(stdout).toContain('used from git-secrets: 2 patterns');
  });

  it('give way to a rule that knows better', () => {
    const repo = createRepo();
    gitSecrets(['--register-aws'], { cwd: repo.dir });
    repo.stage({ 'keys.ini': credentialsFile(), other: `account_id = ${'1234'.repeat(3)}\n` });
    const { report } = keysieveJson(['scan', '--staged'], { cwd: repo.dir, env: { HOME: temporaryDirectory() } });
    expect(places(report)).toEqual(['keys.ini:2:21 aws-access-key-id', 'other:1:1 git-secrets-pattern']);
  });

  it('stand for themselves where that rule is off', () => {
    const repo = createRepo();
    register(repo, 'patterns', 'AKIA[A-Z0-9]{16}');
    repo.stage({ key: `${accessKeyId()}\n` });
    const { report } = keysieveJson(['scan', '--staged', '--disable', 'aws-*'], { cwd: repo.dir });
    expect(places(report)).toEqual(['key:1:1 git-secrets-pattern']);
  });

  it('that are none end the scan, and name themselves', () => {
    const repo = ground();
    register(repo, 'patterns', 'a(');
    const { status, stdout, stderr } = keysieve(['scan'], { cwd: repo.dir });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^keysieve: pattern 3 of secrets\.patterns: .*never closed/);
  });

  it('say nothing where there are none', () => {
    const repo = createRepo();
    repo.stage({ a: 'x\n' });
    expect(keysieve(['scan'], { cwd: repo.dir }).stdout).not.toContain('git-secrets');
  });
});

describe('allowed patterns', () => {
  it('excuse by path, line and content, and are listed', () => {
    const repo = ground();
    register(repo, 'allowed', '^a:2:hush', '');
    repo.write({ '.gitallowed': '# none\n\n^sub/\n' });
    const { report, stdout } = keysieveJson(['scan'], { cwd: repo.dir });
    expect(places(report)).toEqual([IN_A[0], IN_C]);
    expect(report.suppressed.map(({ reason, finding }) => [finding.path, reason])).toEqual([
      ['a', 'allowed for git-secrets by pattern 1 of secrets.allowed'],
      ['sub/b', 'allowed for git-secrets by line 3 of .gitallowed'],
    ]);
    expect(report.coverage.narrowedBy).toEqual(['secrets.allowed', '.gitallowed']);
    expect(stdout).toContain("2 patterns, 1 allowed pattern of git's configuration, 1 allowed pattern of .gitallowed");
  });

  it('hold for built-in rules too', () => {
    const repo = createRepo();
    repo.stage({ key: `${accessKeyId()}\n`, '.gitallowed': '^key:1:\n' });
    const { status, report } = keysieveJson(['scan', '--staged'], { cwd: repo.dir });
    expect({ status, suppressed: report.suppressed.length }).toEqual({ status: 0, suppressed: 1 });
  });

  it.each<[string, readonly string[], number]>([
    ['as a range brings it', ['--range', 'HEAD^..HEAD'], 1],
    ['trusted nowhere', ['--staged', '--trust', 'none'], 1],
    ['where it is trusted', ['--range', 'HEAD^..HEAD', '--trust', 'worktree'], 0],
  ])('of the repository, %s', (_, form, status) => {
    const repo = createRepo();
    repo.commit({ a: 'x\n' });
    repo.commit({ key: `${accessKeyId()}\n`, '.gitallowed': 'key\n' });
    repo.stage({ staged: `${accessKeyId('b')}\n` });
    expect(keysieve(['scan', ...form], { cwd: repo.dir }).status).toBe(status);
  });

  it('that are none are told, and excuse nothing', () => {
    const repo = ground();
    repo.write({ '.gitallowed': '(\n' });
    const { status, report, stdout } = keysieveJson(['scan'], { cwd: repo.dir });
    expect({ status, found: report.findings.length }).toEqual({ status: 1, found: 4 });
    expect(stdout).toContain('line 1 of .gitallowed: ');
  });
});

describe('providers', () => {
  it.each<[string, 'own' | 'repository', readonly string[], number]>([
    ['of the user run', 'own', [], 1],
    ['of the repository do not', 'repository', [], 0],
    ['of the repository run when asked for', 'repository', ['--providers'], 1],
  ])('%s', (_, owner, options, status) => {
    const repo = createRepo();
    repo.stage({ a: 'whisper\n' });
    const made = join(temporaryDirectory(), 'made');
    const script = join(temporaryDirectory(), 'provider.sh');
    writeFileSync(script, `touch ${made}\necho whisper\n`);
    if (owner === 'repository') register(repo, 'providers', `sh ${script}`);
    const env = owner === 'own' ? ownConfiguration(`providers = sh ${script}`) : {};
    const run = keysieve(['scan', '--staged', ...options], { cwd: repo.dir, env });
    expect({ status: run.status, ran: existsSync(made) }).toEqual({ status, ran: status === 1 });
    expect(run.stdout.includes('--providers runs it')).toBe(status === 0);
  });

  it('that fail end the scan', () => {
    const repo = ground();
    const { status, stderr } = keysieve(['scan'], { cwd: repo.dir, env: ownConfiguration('providers = false') });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^keysieve: provider 1 of secrets\.providers ended in 1: repair/);
  });

  it('keep their patterns to themselves', () => {
    const repo = createRepo();
    repo.stage({ a: 'whisper\n' });
    const env = ownConfiguration('providers = echo whisper');
    for (const words of [['scan', '-v'], ['rules'], ['scan', '-f', 'sarif']]) {
      expect(keysieve(words, { cwd: repo.dir, env }).stdout).not.toContain('whisper');
    }
  });
});
