/** Hooks look for the user's own credentials where they are asked to, by an option, by the user's settings or by `install`. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHome, type Home } from '../../support/home.ts';
import { gitWithHooks, install } from '../../support/hooks.ts';
import { accessKeyId, secretKey } from '../../support/keys.ts';
import { keysieve, type Run } from '../../support/keysieve.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';

const SECRET = secretKey('own, in hooks');
/** No rule finds it: only the very value says what it is. */
const LINE = `value ${SECRET}\n`;
const CREDENTIALS = { '.aws/credentials': `[default]\naws_secret_access_key = ${SECRET}\n` };
const SETTINGS = '.config/keysieve/config.toml';

const asking = (): Home => createHome({ ...CREDENTIALS, [SETTINGS]: '[scan]\nown-keys = true\n' });
const silent = (): Home => createHome(CREDENTIALS);

/** A repository in which something with the secret is about to be committed, merged or pushed, and what git says. */
interface Scene {
  readonly repo: Repo;
  readonly args: readonly string[];
  readonly input?: string;
}

function createCommitted(): Repo {
  const repo = createRepo();
  repo.commit({ 'notes.txt': 'first\n' });
  return repo;
}

function staged(): Repo {
  const repo = createCommitted();
  repo.stage({ 'a.txt': LINE });
  return repo;
}

const SCENES: readonly (readonly [string, () => Scene])[] = [
  ['pre-commit', () => ({ repo: staged(), args: [] })],
  ['pre-merge-commit', () => ({ repo: staged(), args: [] })],
  ['prepare-commit-msg', () => ({ repo: staged(), args: ['.git/MERGE_MSG', 'merge'] })],
  [
    'commit-msg',
    () => {
      const repo = createCommitted();
      repo.write({ message: `a change\n\n${LINE}` });
      return { repo, args: ['message'] };
    },
  ],
  [
    'pre-push',
    () => {
      const repo = createCommitted();
      const base = repo.git('rev-parse', 'HEAD').trim();
      repo.commit({ 'a.txt': LINE });
      const tip = repo.git('rev-parse', 'HEAD').trim();
      return { repo, args: ['origin', 'url'], input: `refs/heads/main ${tip} refs/heads/main ${base}\n` };
    },
  ],
];

function hook(name: string, { repo, args, input = '' }: Scene, env: Home['env'], ...options: readonly string[]): Run {
  return keysieve(['hook', name, ...options, ...args], { cwd: repo.dir, env, input });
}

describe.each(SCENES)('%s', (name, arrange) => {
  it('refuses one that the option or the settings ask for, and shows nothing of it', () => {
    const scene = arrange();
    for (const run of [hook(name, scene, silent().env, '--own-keys'), hook(name, scene, asking().env)]) {
      expect(run.stderr).toContain('critical: Your own AWS credential');
      expect(run.stderr).not.toContain(SECRET.slice(0, 3));
      expect(run.stderr).not.toContain('No secret');
      expect(run.status).toBe(1);
    }
  });

  it('passes what nobody asked for, or what the option switches off', () => {
    const scene = arrange();
    expect(hook(name, scene, silent().env)).toMatchObject({ status: 0, stderr: '' });
    expect(hook(name, scene, asking().env, '--no-own-keys')).toMatchObject({ status: 0, stderr: '' });
  });

  it('refuses where the settings cannot be read', () => {
    const { status, stderr } = hook(name, arrange(), createHome({ [SETTINGS]: 'bad toml [' }).env);
    expect(stderr).toContain(`${join('keysieve', 'config.toml')}`);
    expect(status).toBe(2);
  });
});

it('hides it beside another secret', () => {
  const repo = createCommitted();
  repo.stage({ 'a.txt': `key ${accessKeyId('beside')} value ${SECRET}\n` });
  const { stderr, status } = hook('pre-commit', { repo, args: [] }, asking().env);
  expect(stderr).toContain('commit refused: 2 secrets');
  expect(stderr).not.toContain(SECRET);
  expect(status).toBe(1);
});

describe('on a server', () => {
  const received = (): Scene => {
    const repo = createCommitted();
    repo.commit({ 'a.txt': LINE });
    const tip = repo.git('rev-parse', 'HEAD').trim();
    repo.git('update-ref', '-d', 'HEAD');
    return { repo, args: [], input: `${'0'.repeat(40)} ${tip} refs/heads/main\n` };
  };

  it('the credentials of whoever runs it are nobody’s business', () => {
    expect(hook('pre-receive', received(), asking().env)).toMatchObject({ status: 0, stderr: '' });
    const broken = createHome({ [SETTINGS]: 'bad toml [' });
    expect(hook('pre-receive', received(), broken.env)).toMatchObject({ status: 0, stderr: '' });
  });

  it('the option is refused, by the hook and by install', () => {
    const run = hook('pre-receive', received(), silent().env, '--own-keys');
    expect(run.stderr).toContain('--own-keys does not belong to pre-receive');
    expect(run.status).toBe(2);
    const bare = temporaryDirectory();
    createRepo().git('init', '-q', '--bare', bare);
    const placed = keysieve(['install', '--own-keys'], { cwd: bare });
    expect(placed.stderr).toContain('--own-keys does not belong to pre-receive');
    expect(placed.status).toBe(2);
  });
});

describe('install --own-keys', () => {
  const hookOf = (repo: Repo): string => readFileSync(join(repo.dir, '.git', 'hooks', 'pre-commit'), 'utf8');

  function expectRefused(repo: Repo, env: Home['env']): void {
    repo.stage({ 'a.txt': LINE });
    const { said, status } = gitWithHooks(repo.dir, ['commit', '-qm', 'a change'], env);
    expect(said).toContain('critical: Your own AWS credential');
    expect(status).toBe(1);
  }

  it.each([
    ['with nothing there', () => createCommitted()],
    [
      'before another script',
      () => {
        const repo = createCommitted();
        repo.write({ '.git/hooks/pre-commit': '#!/bin/sh\ntrue\n' });
        repo.git('config', 'core.fileMode', 'true');
        return repo;
      },
    ],
    [
      'over hooks that were installed without it',
      () => {
        const repo = createCommitted();
        install(repo.dir);
        return repo;
      },
    ],
  ])('%s', (_, arrange) => {
    const repo = arrange();
    install(repo.dir, '--own-keys');
    expectRefused(repo, silent().env);
    const installed = hookOf(repo);
    for (const args of [['--own-keys'], []]) {
      expect(install(repo.dir, ...args).stdout).toContain('pre-commit: .git/hooks/pre-commit: calls keysieve already');
      expect(hookOf(repo)).toBe(installed);
    }
    expect(install(repo.dir, '--no-own-keys').stdout).toContain('does not look for your own keys any more');
    expect(gitWithHooks(repo.dir, ['commit', '-qm', 'a change'], silent().env)).toMatchObject({ status: 0 });
  });

  it.each([
    ['husky 9', { '.husky/_/h': '' }, '.husky/_', '.husky/pre-commit'],
    ['husky 8', { '.husky/_/husky.sh': '' }, '.husky', '.husky/pre-commit'],
    ['husky 4', { 'package.json': '{\n  "husky": {\n    "hooks": {}\n  }\n}\n' }, undefined, 'package.json'],
  ])('in the files of %s, and out again', (_, files, hooksPath, changed) => {
    const repo = createRepo();
    repo.commit({ 'notes.txt': 'first\n', ...files });
    if (hooksPath !== undefined) repo.git('config', 'core.hooksPath', hooksPath);
    install(repo.dir);
    const before = readFileSync(join(repo.dir, changed), 'utf8');
    install(repo.dir, '--own-keys');
    expect(readFileSync(join(repo.dir, changed), 'utf8')).toContain('keysieve hook pre-commit --own-keys ');
    install(repo.dir, '--no-own-keys');
    expect(readFileSync(join(repo.dir, changed), 'utf8')).toBe(before);
    install(repo.dir, '--own-keys');
    expect(keysieve(['uninstall'], { cwd: repo.dir })).toMatchObject({ status: 0 });
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  it('says what to do where somebody else wrote the call', () => {
    const repo = createCommitted();
    writeFileSync(join(repo.dir, '.git', 'hooks', 'pre-commit'), '#!/bin/sh\nkeysieve hook pre-commit\n', {
      mode: 0o755,
    });
    const { stderr, status } = keysieve(['install', '--own-keys'], { cwd: repo.dir });
    expect(stderr).toContain('write --own-keys');
    expect(status).toBe(2);
  });

  it('is taken out whole where a program was there', () => {
    const repo = createCommitted();
    const path = join(repo.dir, '.git', 'hooks', 'pre-commit');
    const program = `#!${process.execPath}\n`;
    writeFileSync(path, program, { mode: 0o755 });
    install(repo.dir, '--own-keys');
    expect(hookOf(repo)).toContain('hook pre-commit --own-keys ');
    keysieve(['uninstall'], { cwd: repo.dir });
    expect(hookOf(repo)).toBe(program);
  });
});
