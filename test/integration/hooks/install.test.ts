/** Hooks are added beside what is there, once, and taken out byte for byte. */

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { gitWithHooks, install, pathWithKeysieve } from '../../support/hooks.ts';
import { accessKeyId, credentialsFile } from '../../support/keys.ts';
import { cleanEnvironment, keysieve } from '../../support/keysieve.ts';
import { createRepo, git, type Repo, temporaryDirectory } from '../../support/repo.ts';

const HUSKY = fileURLToPath(new URL('../../../node_modules/husky/bin.js', import.meta.url));

function createCommitted(files: Readonly<Record<string, string>> = {}): Repo {
  const repo = createRepo();
  repo.commit({ 'notes.txt': 'first\n', ...files });
  return repo;
}

/** Every file below a folder with its mode and content, links as what they lead to. */
function stateOf(folder: string): Readonly<Record<string, string>> {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = names.map((name) => join(folder, name)).filter((path) => !lstatSync(path).isDirectory());
  return Object.fromEntries(files.map((path) => [path, `${lstatSync(path).mode} ${readFileSync(path, 'latin1')}`]));
}

/** A commit with a key, and then one without. */
function expectGuarded(repo: Repo): void {
  repo.stage({ 'dev.ini': credentialsFile() });
  const refused = gitWithHooks(repo.dir, ['commit', '-qm', 'a change']);
  expect(refused.said).toContain('commit refused: 1 secret in it');
  expect(refused.status).toBe(1);
  repo.stage({ 'dev.ini': 'clean\n' });
  expect(gitWithHooks(repo.dir, ['commit', '-qm', 'a change'])).toMatchObject({ status: 0 });
}

/** Hooks that are there, which all leave a trace when they run. */
const THERE: readonly (readonly [string, string, number, boolean])[] = [
  ['a script of sh', '#!/bin/sh\necho there > trace\n', 0o755, true],
  ['a script of bash by way of env', '#!/usr/bin/env bash\nset -eu\necho there > trace\nexit 0\n', 0o755, true],
  ['a script that names no shell', 'echo there > trace\n', 0o755, true],
  ['a program', `#!${process.execPath}\nrequire("node:fs").writeFileSync("trace", "")\n`, 0o755, true],
  ['a script that git does not run', '#!/bin/sh\necho there > trace\n', 0o644, false],
];

describe.each(THERE)('beside %s', (_, script, mode, runs) => {
  it('both are run, and uninstall leaves what was there', () => {
    const repo = createCommitted();
    const hooks = join(repo.dir, '.git', 'hooks');
    const path = join(hooks, 'pre-commit');
    writeFileSync(path, script);
    chmodSync(path, mode);
    const before = stateOf(hooks);
    install(repo.dir);
    const installed = stateOf(hooks);
    expect(install(repo.dir).stdout).not.toMatch(/: (?:made|added)/);
    expect(stateOf(hooks)).toEqual(installed);
    expectGuarded(repo);
    expect(existsSync(join(repo.dir, 'trace'))).toBe(runs);
    expect(keysieve(['uninstall'], { cwd: repo.dir })).toMatchObject({ status: 0, stderr: '' });
    expect(stateOf(hooks)).toEqual(before);
  });
});

it('keeps a link, and does not write through it', () => {
  const repo = createCommitted({ 'tools/check': '#!/bin/sh\necho there > trace\n' });
  chmodSync(join(repo.dir, 'tools', 'check'), 0o755);
  const path = join(repo.dir, '.git', 'hooks', 'pre-commit');
  symlinkSync('../../tools/check', path);
  install(repo.dir);
  expectGuarded(repo);
  expect(existsSync(join(repo.dir, 'trace'))).toBe(true);
  expect(readFileSync(join(repo.dir, 'tools', 'check'), 'utf8')).toBe('#!/bin/sh\necho there > trace\n');
  keysieve(['uninstall'], { cwd: repo.dir });
  expect(lstatSync(path).isSymbolicLink()).toBe(true);
});

it('hands what is pushed on to the rest of the hook', () => {
  const repo = createCommitted();
  const server = temporaryDirectory();
  git(server, ['init', '-q', '--bare']);
  const path = join(repo.dir, '.git', 'hooks', 'pre-push');
  writeFileSync(path, '#!/bin/sh\nread -r ref id rest\necho "$1 $ref $id" > trace\n', { mode: 0o755 });
  install(repo.dir, '--hook', 'pre-push');
  expect(gitWithHooks(repo.dir, ['push', '-q', server, 'main'])).toEqual({ status: 0, said: '' });
  const id = repo.git('rev-parse', 'main');
  expect(readFileSync(join(repo.dir, 'trace'), 'utf8')).toBe(`${server} refs/heads/main ${id}`);
});

it('leaves a hook alone that calls keysieve by itself', () => {
  const repo = createCommitted();
  const path = join(repo.dir, '.git', 'hooks', 'pre-commit');
  const script = '#!/bin/sh\nnpx keysieve scan --staged\n';
  writeFileSync(path, script, { mode: 0o755 });
  expect(install(repo.dir).stdout).toContain('pre-commit: .git/hooks/pre-commit: calls keysieve already\n');
  expect(keysieve(['uninstall'], { cwd: repo.dir }).stdout).toContain('left: it calls keysieve');
  expect(readFileSync(path, 'utf8')).toBe(script);
});

it.each([
  ['lefthook', 'call_lefthook()\n{\n  lefthook "$@"\n}\n', 'lefthook.yml'],
  ['pre-commit', '# File generated by pre-commit: https://pre-commit.com\n', '.pre-commit-config.yaml'],
  ['simple-git-hooks', 'if [ "$SKIP_SIMPLE_GIT_HOOKS" = "1" ]; then exit 0; fi\nnpm test\n', 'package.json'],
])('puts nothing into a hook that %s writes anew', (maker, lines, file) => {
  const repo = createCommitted();
  const path = join(repo.dir, '.git', 'hooks', 'pre-commit');
  const script = `#!/bin/sh\n${lines}`;
  writeFileSync(path, script, { mode: 0o755 });
  const run = keysieve(['install'], { cwd: repo.dir });
  expect(run.stderr).toContain(`is made by ${maker}, which writes it anew: put keysieve into ${file} instead`);
  expect(run.status).toBe(2);
  expect(readFileSync(path, 'utf8')).toBe(script);
});

describe('husky', () => {
  const V8 = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n';

  it('9 gets a line of its own, before what is there', () => {
    const repo = createCommitted({ 'package.json': '{}\n', '.husky/pre-commit': 'echo there > trace\n' });
    spawnSync(process.execPath, [HUSKY], { cwd: repo.dir, env: cleanEnvironment() });
    const before = stateOf(join(repo.dir, '.husky'));
    install(repo.dir);
    const script = readFileSync(join(repo.dir, '.husky', 'pre-commit'), 'utf8');
    expect(script).toBe('keysieve hook pre-commit "$@"\necho there > trace\n');
    expectGuarded(repo);
    keysieve(['uninstall'], { cwd: repo.dir });
    expect(stateOf(join(repo.dir, '.husky'))).toEqual(before);
  });

  it('8 gets a line behind what loads it', () => {
    const husky = '[ -z "$husky_skip_init" ] || return 0\nexport husky_skip_init=1\nsh -e "$0" "$@"\nexit $?\n';
    const repo = createCommitted({ '.husky/_/husky.sh': husky, '.husky/pre-commit': `${V8}echo there > trace\n` });
    chmodSync(join(repo.dir, '.husky', 'pre-commit'), 0o755);
    repo.git('config', 'core.hooksPath', '.husky');
    const before = stateOf(join(repo.dir, '.husky'));
    install(repo.dir);
    expect(readFileSync(join(repo.dir, '.husky', 'pre-commit'), 'utf8')).toContain(
      '_/husky.sh"\nPATH="node_modules/.bin:$PATH" keysieve hook pre-commit "$@"\n',
    );
    expectGuarded(repo);
    keysieve(['uninstall'], { cwd: repo.dir });
    expect(stateOf(join(repo.dir, '.husky'))).toEqual(before);
  });

  it.each([
    [
      'package.json',
      '{\n  "name": "x",\n  "husky": {\n    "hooks": {\n      "pre-commit": "npm test"\n    }\n  }\n}\n',
    ],
    ['.huskyrc', '{\n\t"hooks": {\n\t\t"pre-commit": "npm test"\n\t}\n}\n'],
  ])('4 gets a command in %s', (file, content) => {
    const repo = createCommitted({ [file]: content });
    install(repo.dir);
    const edited = readFileSync(join(repo.dir, file), 'utf8');
    expect(edited).toContain('"pre-commit": "keysieve hook pre-commit $HUSKY_GIT_PARAMS && npm test"');
    expect(edited).toContain('"commit-msg": "keysieve hook commit-msg $HUSKY_GIT_PARAMS"');
    install(repo.dir);
    expect(readFileSync(join(repo.dir, file), 'utf8')).toBe(edited);
    keysieve(['uninstall'], { cwd: repo.dir });
    expect(readFileSync(join(repo.dir, file), 'utf8')).toBe(content);
  });

  it('4 keeps a file that is laid out in another way', () => {
    const repo = createCommitted({ '.huskyrc.json': '{ "hooks": {} }\n' });
    const run = keysieve(['install'], { cwd: repo.dir });
    expect(run.stderr).toContain('put "pre-commit": "keysieve hook pre-commit $HUSKY_GIT_PARAMS" there by hand');
    expect(run.status).toBe(2);
  });

  it('that git does not use yet makes the status 2', () => {
    const repo = createCommitted({ '.husky/pre-commit': 'npm test\n' });
    const run = keysieve(['install'], { cwd: repo.dir });
    expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining('core.hooksPath is not set') });
    expect(readFileSync(join(repo.dir, '.husky', 'pre-commit'), 'utf8')).toMatch(/^keysieve hook pre-commit/);
  });
});

describe('--global', () => {
  /** A home of its own, and the environment that makes it one. */
  function createHome(configuration: string) {
    const home = temporaryDirectory();
    writeFileSync(join(home, '.gitconfig'), `[user]\n\tname = A\n\temail = a@example.com\n${configuration}`);
    const env = {
      HOME: home,
      XDG_CONFIG_HOME: undefined,
      GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
      PATH: pathWithKeysieve(),
    };
    return { home, env };
  }

  it('makes a template for new repositories, and takes it away again', () => {
    const { home, env } = createHome('');
    const settings = readFileSync(join(home, '.gitconfig'), 'utf8');
    expect(keysieve(['install', '--global'], { cwd: home, env })).toMatchObject({ status: 0 });
    const dir = temporaryDirectory();
    git(dir, ['init', '-q'], { env });
    writeFileSync(join(dir, 'dev.ini'), credentialsFile());
    git(dir, ['add', '.'], { env });
    expect(gitWithHooks(dir, ['commit', '-qm', 'a change'], env)).toMatchObject({ status: 1 });
    expect(keysieve(['uninstall', '--global'], { cwd: home, env })).toMatchObject({ status: 0 });
    expect(git(dir, ['config', '--global', 'init.templateDir'], { env, allow: [1] })).toBe('');
    expect(readFileSync(join(home, '.gitconfig'), 'utf8').trimEnd()).toContain(settings.trimEnd());
  });

  it('uses the folder of hooks that all repositories share, which a single one does not change', () => {
    const { home, env } = createHome('[core]\n\thooksPath = ~/hooks\n');
    const repo = createCommitted();
    const run = keysieve(['install'], { cwd: repo.dir, env });
    expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining('keysieve install --global') });
    expect(keysieve(['install', '--global'], { cwd: home, env })).toMatchObject({ status: 0 });
    repo.stage({ 'dev.ini': credentialsFile() });
    expect(gitWithHooks(repo.dir, ['commit', '-qm', 'a change'], env)).toMatchObject({ status: 1 });
  });
});

it('replaces the hooks of git-secrets, and keeps others', () => {
  const repo = createCommitted();
  const hooks = join(repo.dir, '.git', 'hooks');
  const call = (flag: string) => `#!/usr/bin/env bash\ngit secrets --${flag}_hook -- "$@"\n`;
  writeFileSync(join(hooks, 'pre-commit'), call('pre_commit'), { mode: 0o755 });
  writeFileSync(join(hooks, 'prepare-commit-msg'), call('prepare_commit_msg'), { mode: 0o755 });
  writeFileSync(join(hooks, 'commit-msg'), '#!/bin/sh\necho there > trace\n', { mode: 0o755 });
  install(repo.dir, '--from-git-secrets');
  expect(readFileSync(join(hooks, 'pre-commit'), 'utf8')).not.toContain('git secrets');
  expect(readFileSync(join(hooks, 'prepare-commit-msg'), 'utf8')).toContain('hook prepare-commit-msg "$@"');
  expectGuarded(repo);
  expect(existsSync(join(repo.dir, 'trace'))).toBe(true);
});

it('in a bare repository refuses what is pushed', () => {
  const server = temporaryDirectory();
  git(server, ['init', '-q', '--bare']);
  install(server);
  const repo = createCommitted({ 'dev.ini': `${accessKeyId('bare')}\n` });
  expect(gitWithHooks(repo.dir, ['push', '-q', server, 'main']).said).toContain('remote: keysieve: push refused');
});

it.each([
  ['outside of a repository', () => temporaryDirectory(), [], 'is not in a git repository'],
  ['a hook that it does not know', () => createRepo().dir, ['--hook', 'post-commit'], 'is no hook that keysieve knows'],
  [
    'where hooks are switched off',
    () => {
      const repo = createRepo();
      repo.git('config', 'core.hooksPath', '/dev/null');
      return repo.dir;
    },
    [],
    'git runs no hook at all',
  ],
])('refuses %s', (_, arrange, args, message) => {
  const run = keysieve(['install', ...args], { cwd: arrange() });
  expect(run).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});
