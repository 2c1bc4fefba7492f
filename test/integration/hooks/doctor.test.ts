/** The doctor believes a hook only when it refuses, and leaves no trace of having asked. */

import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '#cli/run.ts';
import { install, pathWithKeysieve } from '../../support/hooks.ts';
import { cleanEnvironment, KEYSIEVE, keysieve, type Run } from '../../support/keysieve.ts';
import { createRepo, git, type Repo, repoAt, sharedDirectory, temporaryDirectory } from '../../support/repo.ts';
import { keptStreams } from '../../unit/cli/streams.ts';

const SHARED = sharedDirectory();

/** A repository with these hooks, made once and copied. */
function createGuarded(...hooks: readonly string[]): Repo {
  const original = join(SHARED, hooks.join());
  if (!existsSync(original)) {
    git(SHARED, ['init', '-q', '-b', 'main', original]);
    repoAt(original).commit({ 'notes.txt': 'first\n' });
    install(original, ...hooks.flatMap((name) => ['--hook', name]));
  }
  const copy = temporaryDirectory();
  cpSync(original, copy, { recursive: true });
  // To the index a copied file is one that may have changed.
  git(copy, ['update-index', '-q', '--refresh']);
  return repoAt(copy);
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
  const proved = [...stdout.matchAll(/^ok (\S+): refused made-up credentials, .*: keysieve \d/gm)].map(
    ([, name]) => name,
  );
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
  install(repo.dir, '--hook', 'pre-commit');
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
  const repo = createGuarded('pre-commit');
  writeFileSync(join(repo.dir, '.git', 'hooks', 'pre-commit'), script);
  const run = doctor(repo.dir, args);
  expect(run.stdout).toContain(message);
  expect(run.stdout).toMatch(/^PROBLEM pre-commit: /m);
  expect(run.status).toBe(2);
});

it('sees that there is no hook, and that git would not run it', () => {
  const repo = createRepo();
  expect(doctor(repo.dir)).toMatchObject({ status: 2, stdout: expect.stringContaining('there is no pre-commit hook') });
  install(repo.dir, '--hook', 'pre-commit');
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

/** Where husky would run no hook, and what is said about it. */
const WITHOUT_HUSKY: readonly (readonly [string, (repo: Repo) => string, Readonly<Record<string, string>>, string])[] =
  [
    ['was not set up in this clone', ({ dir }) => dir, {}, 'core.hooksPath is not set, so git runs no hook of it'],
    ['is off', setUpHusky, { HUSKY: '0' }, 'HUSKY=0 (or HUSKY_SKIP_HOOKS) is set'],
    [
      'was not set up in this work tree',
      (repo) => {
        setUpHusky(repo);
        const linked = join(temporaryDirectory(), 'linked');
        repo.git('worktree', 'add', '-q', linked);
        return linked;
      },
      {},
      '.husky/_ is missing in this work tree, so git runs no hook',
    ],
  ];

/** As husky 9 does it. */
function setUpHusky({ dir, git: run, write }: Repo): string {
  run('config', 'core.hooksPath', '.husky/_');
  write({ '.husky/_/h': '', '.husky/_/.gitignore': '*', '.husky/_/pre-commit': '#!/bin/sh\n. "$(dirname "$0")/h"\n' });
  chmodSync(join(dir, '.husky', '_', 'pre-commit'), 0o755);
  return dir;
}

it.each(WITHOUT_HUSKY)('sees that husky %s', (_, arrange, env, message) => {
  const repo = createRepo();
  repo.commit({ '.husky/pre-commit': 'keysieve hook pre-commit\n' });
  const run = doctor(arrange(repo), [], env);
  expect(run.stdout).toContain(message);
  expect(run.stdout).toMatch(/^PROBLEM pre-commit: /m);
  expect(run.status).toBe(2);
});

it('says which version refuses, when it is another one', () => {
  const repo = createGuarded('pre-commit');
  const other = `said=$("${process.execPath}" "${KEYSIEVE}" "$@" 2>&1)\nstatus=$?\n`;
  const aged = `echo "$said" | sed 's/^keysieve: [^ ]* proof/keysieve: 0.0.1 proof/' >&2\nexit $status\n`;
  repo.write({ 'node_modules/.bin/keysieve': `#!/bin/sh\n${other}${aged}` });
  chmodSync(join(repo.dir, 'node_modules', '.bin', 'keysieve'), 0o755);
  const run = doctor(repo.dir);
  expect(run.stdout).toMatch(/^note pre-commit: .*: keysieve 0\.0\.1, but this is \d/m);
  expect(run.status).toBe(0);
});

it('names the tool that wrote the hook', () => {
  const repo = createGuarded('pre-commit');
  const script = '#!/bin/sh\ncall_lefthook()\n{\n  lefthook "$@"\n}\ncall_lefthook run "pre-commit" "$@"\n';
  writeFileSync(join(repo.dir, '.git', 'hooks', 'pre-commit'), script);
  const run = doctor(repo.dir);
  expect(run.stdout).toContain('is made by lefthook: put keysieve into lefthook.yml');
  expect(run.status).toBe(2);
});

describe('at a terminal', () => {
  const SCRIPT = '#!/bin/sh\necho checked > "$TRACE"\nkeysieve hook pre-commit\n';

  it.each([
    ['Y', true],
    ['', false],
  ])('asks before it runs other commands: %j', async (answer, runs) => {
    const repo = createGuarded('pre-commit');
    writeFileSync(join(repo.dir, '.git', 'hooks', 'pre-commit'), SCRIPT);
    const trace = join(temporaryDirectory(), 'trace');
    const streams = keptStreams({
      stdin: Readable.from([Buffer.from(`${answer}\n`)]),
      stdinIsTty: true,
      stderrIsTty: true,
      cwd: repo.dir,
      env: cleanEnvironment({ PATH: pathWithKeysieve(), TRACE: trace }),
    });
    expect(await run(['doctor'], streams)).toBe(runs ? 0 : 2);
    expect(streams.stderr.text).toContain('pre-commit: echo checked > "$TRACE"\n');
    expect(existsSync(trace)).toBe(runs);
  });
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
