/** The doctor believes a hook only when it refuses, and leaves no trace of having asked. */

import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { install, pathWithKeysieve } from '../../support/hooks.ts';
import { keysieve, type Run } from '../../support/keysieve.ts';
import { createRepo, git, type Repo, temporaryDirectory } from '../../support/repo.ts';

function createGuarded(...hooks: readonly string[]): Repo {
  const repo = createRepo();
  repo.commit({ 'notes.txt': 'first\n' });
  install(repo.dir, ...hooks.flatMap((name) => ['--hook', name]));
  return repo;
}

function doctor(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Run {
  return keysieve(['doctor', ...args], { cwd, env: { PATH: pathWithKeysieve(), ...env } });
}

const CLIENT_HOOKS = ['pre-commit', 'pre-merge-commit', 'prepare-commit-msg', 'commit-msg', 'pre-push'];

it('proves every hook, and changes nothing', () => {
  const repo = createGuarded(...CLIENT_HOOKS);
  repo.stage({ 'staged.txt': 'clean\n' });
  const state = () => [
    readFileSync(join(repo.dir, '.git', 'index'), 'latin1'),
    repo.git('for-each-ref'),
    repo.git('status', '--porcelain', '--ignored'),
    repo.git('count-objects', '-v'),
  ];
  const before = state();
  const { status, stdout, stderr } = doctor(repo.dir);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const proved = [...stdout.matchAll(/^ok (\S+): refused made-up credentials/gm)].map(([, name]) => name);
  expect(proved.sort()).toEqual(CLIENT_HOOKS.toSorted());
  expect(state()).toEqual(before);
});

it.each([['pre-receive'], ['update']])('proves %s of a bare repository', (hook) => {
  const server = join(temporaryDirectory(), 'a server.git');
  git(temporaryDirectory(), ['init', '-q', '--bare', server]);
  install(server, '--hook', hook);
  const run = doctor(server);
  expect(run, run.stdout).toMatchObject({ status: 0, stderr: '' });
  expect(run.stdout).toContain(`ok ${hook}: refused made-up credentials`);
});

it('proves a hook in a branch without commits, and from a folder below', () => {
  const repo = createRepo();
  install(repo.dir);
  repo.write({ 'folder/notes.txt': 'first\n' });
  expect(doctor(join(repo.dir, 'folder'))).toMatchObject({ status: 0 });
});

/** What somebody did to the hook, and what is said about it. */
const SICK: readonly (readonly [string, string, readonly string[], string])[] = [
  ['keysieve is not in it', '#!/bin/sh\nexit 0\n', [], 'does not call keysieve: run keysieve install'],
  [
    'it ends before',
    '#!/bin/sh\nexit 0\nkeysieve hook pre-commit\n',
    ['--yes'],
    'let made-up credentials pass (status 0)',
  ],
  ['it goes on after', '#!/bin/sh\nkeysieve hook pre-commit || true\n', ['--yes'], 'but the hook ended in 0'],
  [
    'something else refuses',
    '#!/bin/sh\necho no, because >&2\nexit 1\nkeysieve hook pre-commit\n',
    ['--yes'],
    'ended in 1, but it was not keysieve that refused: no, because',
  ],
  [
    'something else prints what it is asked to prove',
    '#!/bin/sh\nenv\nexit 1\nkeysieve hook pre-commit\n',
    ['--yes'],
    'it was not keysieve that refused',
  ],
  [
    'it runs other commands',
    '#!/bin/sh\nnpm test\nkeysieve hook pre-commit\n',
    [],
    'was not run: it also runs npm test.',
  ],
  [
    'it changes something',
    '#!/bin/sh\necho > "$PWD/trace"\nkeysieve hook pre-commit\n',
    ['--yes'],
    'its run changed the work tree',
  ],
];

it.each(SICK)('sees that %s', (_, script, args, message) => {
  const repo = createGuarded();
  writeFileSync(join(repo.dir, '.git', 'hooks', 'pre-commit'), script);
  const run = doctor(repo.dir, args);
  expect(run.stdout).toContain(message);
  expect(run.stdout).toMatch(/^PROBLEM pre-commit: /m);
  expect(run.status).toBe(2);
});

it('sees that there is no hook, and that git would not run it', () => {
  const repo = createRepo();
  expect(doctor(repo.dir)).toMatchObject({ status: 2, stdout: expect.stringContaining('there is no pre-commit hook') });
  install(repo.dir);
  chmodSync(join(repo.dir, '.git', 'hooks', 'pre-commit'), 0o644);
  expect(doctor(repo.dir)).toMatchObject({ status: 2, stdout: expect.stringContaining('is not executable') });
});

it('sees that keysieve is not found', () => {
  const repo = createGuarded('pre-commit');
  const folder = temporaryDirectory();
  writeFileSync(join(folder, 'keysieve'), '#!/bin/sh\nexec no-such-node "$@"\n', { mode: 0o755 });
  const run = doctor(repo.dir, [], { PATH: `${folder}:${process.env['PATH']}` });
  expect(run).toMatchObject({ status: 2, stdout: expect.stringContaining('it was not keysieve that refused') });
});

it('believes a hook that only scans', () => {
  const repo = createGuarded('pre-commit');
  writeFileSync(join(repo.dir, '.git', 'hooks', 'pre-commit'), '#!/bin/sh\nkeysieve scan --staged\n');
  expect(doctor(repo.dir)).toMatchObject({ status: 0 });
});

it('proves a hook that comes to keysieve by way of another program, when it may', () => {
  const repo = createGuarded('pre-commit');
  repo.commit({ 'tools/check': '#!/bin/sh\nkeysieve hook pre-commit\n' });
  writeFileSync(join(repo.dir, '.git', 'hooks', 'pre-commit'), '#!/bin/sh\nsh tools/check\n');
  expect(doctor(repo.dir)).toMatchObject({ status: 2, stdout: expect.stringContaining('keysieve doctor --yes') });
  expect(doctor(repo.dir, ['--yes'])).toMatchObject({ status: 0 });
});

it('prints JSON', () => {
  const run = doctor(createGuarded('pre-commit').dir, ['--json']);
  const parsed = JSON.parse(run.stdout) as object;
  expect(parsed).toMatchObject({
    schema: 'keysieve-doctor/1',
    fires: true,
    hooks: [{ name: 'pre-commit', exists: true, executable: true, callsKeysieve: true, otherCommands: [] }],
  });
  expect(run.status).toBe(0);
});

it('says where there are no hooks at all', () => {
  const run = doctor(temporaryDirectory());
  expect(run).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('is not in a git repository') });
});
