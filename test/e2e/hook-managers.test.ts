/** Real tools that run hooks: a commit with a key is refused and a clean one passes, wherever it is made. */

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { installPackages, installPreCommit, runTool, usePackages } from '../support/hook-managers.ts';
import { gitWithHooks, install } from '../support/hooks.ts';
import { accessKeyId, credentialsFile, secretKey } from '../support/keys.ts';
import { cleanEnvironment, keysieveProcess } from '../support/keysieve.ts';
import { createRepo, git, type Repo, repoAt, sharedDirectory, temporaryDirectory } from '../support/repo.ts';

const SHARED = sharedDirectory();

const MODULES = installPackages(join(SHARED, 'packages'));
const PRE_COMMIT = installPreCommit(SHARED);
if (typeof PRE_COMMIT === 'string') console.warn(`hooks are not tried with the pre-commit framework: ${PRE_COMMIT}`);

/** A tool, and how a project uses it. */
interface Manager {
  readonly name: string;
  /** What the project has committed for it. */
  readonly files: Readonly<Record<string, string>>;
  /** What happens in each work tree when the project's packages are installed. */
  readonly setUp: (dir: string) => void;
  /** What is done once, behind that, and committed. */
  readonly once?: (dir: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether it is still made: what is old is tried in one place. */
  readonly isCurrent: boolean;
}

function runNode(dir: string, script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): void {
  runTool(dir, process.execPath, [join(MODULES, script), ...args], env);
}

const installed = (dir: string): void => void install(dir);
const husky9 = (dir: string): void => runNode(dir, 'husky/bin.js');
const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const MANAGERS: readonly Manager[] = [
  {
    name: 'husky 9',
    isCurrent: true,
    files: { 'package.json': '{}\n', '.husky/.keep': '' },
    setUp: husky9,
    once: installed,
  },
  {
    name: 'husky 8',
    isCurrent: false,
    files: { 'package.json': '{}\n' },
    setUp: (dir) => runNode(dir, 'husky8/lib/bin.js', ['install']),
    once: installed,
  },
  {
    name: 'husky 4',
    isCurrent: false,
    files: { 'package.json': json({ name: 'project', husky: { hooks: {} } }) },
    // As npm has it when it installs a package.
    setUp: (dir) =>
      runNode(dir, 'husky4/husky.js', ['install'], { INIT_CWD: dir, npm_config_user_agent: 'npm/10.0.0' }),
    once: installed,
  },
  {
    name: 'lint-staged',
    isCurrent: true,
    files: {
      'package.json': json({ 'lint-staged': { '*': 'keysieve scan --staged' } }),
      '.husky/pre-commit': 'lint-staged\n',
      '.husky/commit-msg': 'keysieve hook commit-msg "$@"\n',
    },
    setUp: husky9,
  },
  {
    name: 'lefthook',
    isCurrent: true,
    files: {
      'lefthook.yml': [
        ['pre-commit:', '  jobs:', '    - run: node_modules/.bin/keysieve hook pre-commit'],
        ['commit-msg:', '  jobs:', '    - run: node_modules/.bin/keysieve hook commit-msg "{1}"', ''],
      ]
        .flat()
        .join('\n'),
    },
    setUp: (dir) => runNode(dir, 'lefthook/bin/index.js', ['install']),
  },
  {
    name: 'simple-git-hooks',
    isCurrent: true,
    files: {
      'package.json': json({
        'simple-git-hooks': {
          'pre-commit': 'node_modules/.bin/keysieve hook pre-commit',
          'commit-msg': 'node_modules/.bin/keysieve hook commit-msg "$1"',
        },
      }),
    },
    setUp: (dir) => runNode(dir, 'simple-git-hooks/cli.js'),
  },
  ...(typeof PRE_COMMIT === 'string'
    ? []
    : [
        {
          name: 'pre-commit',
          isCurrent: true,
          files: {
            '.pre-commit-config.yaml': [
              ['repos:', `  - repo: '${PRE_COMMIT.hooks}'`, `    rev: ${PRE_COMMIT.revision}`, '    hooks:'],
              ['      - id: keysieve', '      - id: keysieve-commit-msg', ''],
            ]
              .flat()
              .join('\n'),
          },
          setUp: (dir: string) =>
            PRE_COMMIT.run(dir, ['install', '--hook-type', 'pre-commit', '--hook-type', 'commit-msg']),
          env: PRE_COMMIT.env,
        },
      ]),
];

/** A project that uses the tool. */
function createProject({ files, setUp, once }: Manager, dir: string): Repo {
  git(temporaryDirectory(), ['init', '-q', '-b', 'main', dir]);
  const repo = repoAt(dir);
  repo.commit({ 'notes.txt': 'first\n', '.gitignore': 'node_modules\n', ...files });
  usePackages(dir, MODULES);
  setUp(dir);
  once?.(dir);
  repo.git('add', '--all');
  repo.git('commit', '-q', '--no-verify', '--allow-empty', '-m', 'set up');
  return repo;
}

/** `git commit` as a person has it, with nothing of ours on PATH. */
function commit(cwd: string, { env }: Manager, ...args: readonly string[]) {
  const run = spawnSync('git', ['commit', ...args], {
    cwd,
    env: cleanEnvironment(env),
    encoding: 'utf8',
    timeout: 60_000,
  });
  // lint-staged tells what it runs to use colours.
  return { status: run.status, said: stripVTControlCharacters(`${run.stdout}${run.stderr}`) };
}

/** A commit with a key, and then one without, in a folder of a work tree. */
function expectGuarded(dir: string, manager: Manager): void {
  const repo = repoAt(dir);
  const head = repo.git('rev-parse', 'HEAD');
  repo.stage({ 'dev.ini': credentialsFile() });
  const refused = commit(dir, manager, '-m', 'a change');
  expect(refused.said).toContain('dev.ini:2:21: ');
  expect(refused.said).not.toContain(secretKey());
  expect(refused.status).not.toBe(0);
  expect(repo.git('rev-parse', 'HEAD')).toBe(head);

  repo.stage({ 'dev.ini': '[default]\nregion = eu-central-1\n' });
  const passed = commit(dir, manager, '-m', 'a change');
  expect(passed, passed.said).toMatchObject({ status: 0 });
  expect(repo.git('rev-parse', 'HEAD^')).toBe(head);
}

describe.each(MANAGERS.map((manager) => [manager.name, manager] as const))('%s', (_, manager) => {
  it('guards a plain repository, and messages, and the doctor sees it', () => {
    const repo = createProject(manager, temporaryDirectory());
    expectGuarded(repo.dir, manager);
    if (!manager.isCurrent) return;
    const proof = keysieveProcess(['doctor', '--yes'], { cwd: repo.dir, env: manager.env ?? {} });
    expect(proof, proof.stdout).toMatchObject({ status: 0, stderr: '' });
    expect(proof.stdout).toMatch(/^ok pre-commit: refused made-up credentials/m);
    const refused = commit(repo.dir, manager, '--allow-empty', '-m', `with ${accessKeyId()}`);
    expect(refused.said).toContain('(commit message):1:6: ');
    expect(refused.status).not.toBe(0);
  });

  it.runIf(manager.isCurrent)('guards a folder in a path with blanks, and a linked work tree', () => {
    const repo = createProject(manager, join(temporaryDirectory(), "Tom's new project"));
    const folder = join(repo.dir, 'some', 'folder');
    mkdirSync(folder, { recursive: true });
    expectGuarded(folder, manager);
    const linked = join(temporaryDirectory(), 'a linked tree');
    repo.git('worktree', 'add', '-q', '--detach', linked);
    usePackages(linked, MODULES);
    manager.setUp(linked);
    expectGuarded(linked, manager);
  });
});

it('a bare repository refuses a key that is pushed by a URL of files, and takes what is clean', () => {
  const server = join(temporaryDirectory(), 'a server.git');
  git(temporaryDirectory(), ['init', '-q', '--bare', '-b', 'main', server]);
  install(server);
  const repo = createRepo();
  repo.git('remote', 'add', 'origin', `file://${server}`);
  repo.commit({ 'notes.txt': 'clean\n' });
  expect(gitWithHooks(repo.dir, ['push', '-q', 'origin', 'main'])).toEqual({ status: 0, said: '' });
  repo.commit({ 'dev.ini': credentialsFile() });
  const refused = gitWithHooks(repo.dir, ['push', '-q', 'origin', 'main']);
  expect(refused.said).toContain('remote: keysieve: push refused');
  expect(refused.status).not.toBe(0);
  expect(git(server, ['rev-list', '--count', 'main'])).toBe('1\n');
});
