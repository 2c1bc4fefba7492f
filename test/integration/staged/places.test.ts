/** Where the scan is run from and what kind of repository that is. */

import { chownSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPosix, isRoot, keyAt, said, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, git, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('places');
const FOUND = [keyAt('sub/dir/a.txt', 2, 7), keyAt('top.txt', 1, 1)];

function stageKeys(repo: Repo): void {
  repo.commit({ 'sub/dir/a.txt': 'one\n' });
  repo.stage({ 'sub/dir/a.txt': `one\nkey = ${KEY}\n`, 'top.txt': `${KEY}\n` });
}

function repoWithStagedKeys(...initArguments: string[]): Repo {
  const repo = createRepo(...initArguments);
  stageKeys(repo);
  return repo;
}

it('names paths from the root of the repository when run in a sub-directory, and looks at all of it', () => {
  const repo = repoWithStagedKeys();
  expect(places(scanStaged(join(repo.dir, 'sub/dir')).report)).toEqual(FOUND);
});

it('is not confined to the sub-directory by diff.relative', () => {
  const repo = repoWithStagedKeys();
  repo.git('config', 'diff.relative', 'true');
  expect(places(scanStaged(join(repo.dir, 'sub/dir')).report)).toEqual(FOUND);
});

it('scans the index of a linked worktree and not that of the main one', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  const linked = join(temporaryDirectory(), 'linked');
  repo.git('worktree', 'add', '-q', '-b', 'linked', linked);
  repo.stage({ 'main-only.txt': `${accessKeyId('places-main')}\n` });
  stageKeys(repoAt(linked));
  expect(places(scanStaged(linked).report)).toEqual(FOUND);
});

it.runIf(isPosix)('works when .git is a symbolic link', () => {
  const repo = repoWithStagedKeys();
  const elsewhere = join(temporaryDirectory(), 'real.git');
  renameSync(join(repo.dir, '.git'), elsewhere);
  symlinkSync(elsewhere, join(repo.dir, '.git'));
  expect(places(scanStaged(join(repo.dir, 'sub')).report)).toEqual(FOUND);
});

it.runIf(isPosix).each(['new\nline', ' x ', 'quo"te', 'back\\slash', '\u00fc \u{1F511}', '-dash', '$(x)', "it's"])(
  'works in a folder called %j',
  (name) => {
    const dir = join(temporaryDirectory(), name);
    mkdirSync(dir);
    git(dir, ['init', '-q']);
    stageKeys(repoAt(dir));
    expect(places(scanStaged(dir).report)).toEqual(FOUND);
    expect(places(scanStaged(join(dir, 'sub')).report)).toEqual(FOUND);
  },
);

it('works when .git is a file that names the directory', () => {
  const repo = repoWithStagedKeys('--separate-git-dir', join(temporaryDirectory(), 'real.git'));
  expect(places(scanStaged(repo.dir).report)).toEqual(FOUND);
});

it.runIf(isPosix)('works when the current directory was reached through a symbolic link', () => {
  const repo = repoWithStagedKeys();
  const link = join(temporaryDirectory(), 'link');
  symlinkSync(join(repo.dir, 'sub'), link);
  expect(places(scanStaged(link).report)).toEqual(FOUND);
});

it('scans the repository that GIT_DIR and GIT_WORK_TREE name', () => {
  const repo = repoWithStagedKeys();
  const env = { GIT_DIR: join(repo.dir, '.git'), GIT_WORK_TREE: repo.dir };
  expect(places(scanStaged(temporaryDirectory(), [], { env }).report)).toEqual(FOUND);
});

it('takes a relative GIT_DIR from the current directory', () => {
  const repo = repoWithStagedKeys();
  expect(places(scanStaged(repo.dir, [], { env: { GIT_DIR: '.git' } }).report)).toEqual(FOUND);
});

it('scans a repository with SHA-256 objects', () => {
  const repo = repoWithStagedKeys('--object-format=sha256');
  const { report } = scanStaged(repo.dir);
  expect(places(report)).toEqual(FOUND);
  expect(report.findings[0]?.provenance['object']).toMatch(/^[0-9a-f]{64}$/);
});

it('scans with a detached HEAD', () => {
  const repo = repoWithStagedKeys();
  repo.git('checkout', '-q', '--detach');
  expect(places(scanStaged(repo.dir).report)).toEqual(FOUND);
});

it('scans a submodule from within as a repository of its own', () => {
  const inner = createRepo();
  inner.commit({ 'x.txt': 'x\n' });
  const outer = createRepo();
  outer.commit({ 'y.txt': 'y\n' });
  outer.git('submodule', '--quiet', 'add', inner.dir, 'module');
  const inside = join(outer.dir, 'module');
  stageKeys(repoAt(inside));
  expect(places(scanStaged(inside).report)).toEqual(FOUND);
});

it('scans a shallow clone', () => {
  const source = createRepo();
  source.commit({ 'sub/dir/a.txt': 'zero\n' });
  source.commit({ 'sub/dir/a.txt': 'one\n' });
  const clone = join(temporaryDirectory(), 'clone');
  git(source.dir, ['clone', '-q', '--depth', '1', `file://${source.dir}`, clone]);
  repoAt(clone).stage({ 'sub/dir/a.txt': `one\nkey = ${KEY}\n` });
  const { report, status } = scanStaged(clone);
  expect(places(report)).toEqual([keyAt('sub/dir/a.txt', 2, 7)]);
  expect(status).toBe(1);
});

describe('what cannot be scanned ends in 2', () => {
  it('when there is no repository', () => {
    const run = keysieve(['scan', '--staged'], { cwd: temporaryDirectory() });
    expect(run.stderr).toMatch(/not (in )?a git repository|no git repository/i);
    expect(run.status).toBe(2);
  });

  it('when the repository is bare', () => {
    const run = keysieve(['scan', '--staged'], { cwd: createRepo('--bare').dir });
    expect(run.stderr).toMatch(/bare|work ?tree/i);
    expect(run.status).toBe(2);
  });

  it('when .git is broken', () => {
    const dir = temporaryDirectory();
    writeFileSync(join(dir, '.git'), 'gitdir: nowhere\n');
    expect(keysieve(['scan', '--staged'], { cwd: dir }).status).toBe(2);
  });

  it('when git is not installed', () => {
    const repo = repoWithStagedKeys();
    const run = keysieve(['scan', '--staged'], { cwd: repo.dir, env: { PATH: temporaryDirectory() } });
    expect(run.stderr.match(/git was not found|git is not installed/gi)).toHaveLength(1);
    expect(run.stderr).not.toMatch(/please report|warning/i);
    expect(run.status).toBe(2);
  });

  it.runIf(isPosix)('when git is older than 2.30', () => {
    const repo = repoWithStagedKeys();
    const bin = temporaryDirectory();
    const real = `${git(repo.dir, ['--exec-path']).trim()}/git`;
    const script = `#!/bin/sh\nfor a; do case "$a" in version|--version) echo git version 2.29.3; exit;; esac; done\nexec ${real} "$@"\n`;
    writeFileSync(join(bin, 'git'), script, { mode: 0o755 });
    const path = `${bin}:${process.env['PATH'] ?? ''}`;
    const run = keysieve(['scan', '--staged'], { cwd: repo.dir, env: { PATH: path } });
    expect(run.stderr).toMatch(/2\.30/);
    expect(run.status).toBe(2);
  });

  it.runIf(isPosix && isRoot)('when git finds the ownership of the repository dubious, with the remedy', () => {
    const repo = repoWithStagedKeys();
    chownSync(repo.dir, 65_534, 65_534);
    const run = keysieve(['scan', '--staged'], { cwd: repo.dir });
    chownSync(repo.dir, 0, 0);
    expect(run.stderr).toMatch(/safe\.directory/);
    expect(run.status).toBe(2);
  });

  it('when HEAD names a commit that is missing', () => {
    const repo = repoWithStagedKeys();
    writeFileSync(join(repo.dir, '.git/HEAD'), `${'12'.repeat(20)}\n`);
    expect(keysieve(['scan', '--staged'], { cwd: repo.dir }).status).toBe(2);
  });
});

it('does not leave the repository for the one around it', () => {
  const outer = createRepo();
  outer.stage({ 'outer.txt': `${accessKeyId('places-outer')}\n` });
  const inner = join(outer.dir, 'inner');
  mkdirSync(inner);
  git(inner, ['init', '-q']);
  stageKeys(repoAt(inner));
  expect(places(scanStaged(inner).report)).toEqual(FOUND);
});

it('says the same when run twice', () => {
  const repo = repoWithStagedKeys();
  expect(said(scanStaged(repo.dir))).toBe(said(scanStaged(repo.dir)));
});
