/** The canary: real husky, real commits, and a key that must not get in. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { linkCommand } from '../support/hook-managers.ts';
import { credentialsFile, secretKey } from '../support/keys.ts';
import { cleanEnvironment, KEYSIEVE } from '../support/keysieve.ts';
import { createRepo, type Repo } from '../support/repo.ts';

const HUSKY = fileURLToPath(new URL('../../node_modules/husky/bin.js', import.meta.url));
const OWN_HOOK = fileURLToPath(new URL('../../.husky/pre-commit', import.meta.url));

/** The built command as a shell writes its path: on Windows, too, hooks are run by a POSIX shell. */
const PROGRAM = KEYSIEVE.replaceAll('\\', '/');

const NODE_HOOK = `node "${PROGRAM}" scan --staged\n`;

/** A repository with one commit, husky installed as its `prepare` script would, and `hook` as pre-commit. */
function createGuardedRepo(hook: string): Repo {
  const repo = createRepo();
  repo.commit({
    'package.json': '{ "private": true }\n',
    '.gitignore': 'node_modules/\n',
    'notes.txt': 'first\n',
    '.husky/pre-commit': hook,
  });
  const install = spawnSync(process.execPath, [HUSKY], { cwd: repo.dir, env: cleanEnvironment(), encoding: 'utf8' });
  expect(install).toMatchObject({ status: 0, stdout: '', stderr: '' });
  return repo;
}

/** `git commit ARGS...` with the hooks on. */
function commit(repo: Repo, ...args: readonly string[]) {
  const options = { cwd: repo.dir, env: cleanEnvironment(), encoding: 'utf8', timeout: 60_000 } as const;
  const run = spawnSync('git', ['commit', '-m', 'a change', ...args], options);
  return { status: run.status, said: `${run.stdout}${run.stderr}` };
}

function expectRefused(repo: Repo, run: ReturnType<typeof commit>, place: string): void {
  expect(run.said).toContain(place);
  expect(run.status).toBe(1);
  expect(run.said).not.toContain(secretKey());
  expect(repo.git('rev-list', '--count', 'HEAD')).toBe('1\n');
}

function expectAccepted(repo: Repo, run: ReturnType<typeof commit>): void {
  expect(run, run.said).toMatchObject({ status: 0 });
  expect(repo.git('rev-list', '--count', 'HEAD')).toBe('2\n');
}

describe.each([
  ['npx', 'npx keysieve scan --staged\n'],
  ['the command that husky finds in node_modules/.bin', 'keysieve scan --staged\n'],
  ['node', NODE_HOOK],
])('a hook that calls %s', (_, hook) => {
  it('refuses a key and names file, line and column', () => {
    const repo = createGuardedRepo(hook);
    linkCommand(join(repo.dir, 'node_modules'));
    repo.stage({ 'config/dev.ini': credentialsFile() });
    expectRefused(repo, commit(repo), 'config/dev.ini:2:21');
  });

  it('lets a clean commit pass', () => {
    const repo = createGuardedRepo(hook);
    linkCommand(join(repo.dir, 'node_modules'));
    repo.stage({ 'config/dev.ini': '[default]\nregion = eu-central-1\n' });
    expectAccepted(repo, commit(repo));
  });
});

describe('what a commit takes', () => {
  it('`commit -a` is refused for a key that was never staged', () => {
    const repo = createGuardedRepo(NODE_HOOK);
    repo.write({ 'notes.txt': credentialsFile() });
    expectRefused(repo, commit(repo, '-a'), 'notes.txt:2:21');
  });

  it('`commit -a` passes when the changes are clean', () => {
    const repo = createGuardedRepo(NODE_HOOK);
    repo.write({ 'notes.txt': 'second\n' });
    expectAccepted(repo, commit(repo, '-a'));
  });

  it('`commit -- path` is refused for a key in that path', () => {
    const repo = createGuardedRepo(NODE_HOOK);
    repo.stage({ 'other.txt': 'clean\n' });
    repo.write({ 'notes.txt': credentialsFile() });
    expectRefused(repo, commit(repo, '--', 'notes.txt'), 'notes.txt:2:21');
  });

  it('`commit -- path` passes while a key is staged in another path, and the next commit is refused', () => {
    const repo = createGuardedRepo(NODE_HOOK);
    repo.stage({ 'config/dev.ini': credentialsFile() });
    repo.write({ 'notes.txt': 'second\n' });
    expectAccepted(repo, commit(repo, '--', 'notes.txt'));
    expect(commit(repo)).toMatchObject({ status: 1, said: expect.stringContaining('config/dev.ini:2:21') });
  });

  it('a key that is in the work tree only does not stop a commit', () => {
    const repo = createGuardedRepo(NODE_HOOK);
    repo.stage({ 'other.txt': 'clean\n' });
    repo.write({ 'notes.txt': credentialsFile() });
    expectAccepted(repo, commit(repo));
  });
});

describe('a hook that cannot scan', () => {
  it('refuses the commit when the command is not installed', () => {
    const repo = createGuardedRepo('keysieve-that-is-not-installed scan --staged\n');
    repo.stage({ 'other.txt': 'clean\n' });
    expect(commit(repo).status).not.toBe(0);
  });

  it("refuses the commit when it is keysieve's own and nothing was built", () => {
    const repo = createGuardedRepo(readFileSync(OWN_HOOK, 'utf8'));
    repo.stage({ 'other.txt': 'clean\n' });
    expectRefused(repo, commit(repo), 'dist/keysieve.cjs is missing');
  });
});
