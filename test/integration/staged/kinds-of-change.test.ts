/** Renames, copies, modes, deletions, links and submodules in the index. */

import { chmodSync, copyFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPosix, keyAt, said, scanStaged, skipReason } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, git, type Repo } from '../../support/repo.ts';

const KEY = accessKeyId('kinds');
const OLD_KEY = accessKeyId('kinds-old');
const BODY = Array.from({ length: 20 }, (_, i) => `line ${i} of a file that git knows again\n`).join('');

function repoWithOldKey(): Repo {
  const repo = createRepo();
  repo.commit({ 'old.txt': `key = ${OLD_KEY}\n${BODY}` });
  return repo;
}

/** Stages `object` under `path` with any mode, without touching the work tree. */
function stageEntry(repo: Repo, mode: string, object: string, path: string): void {
  repo.git('update-index', '--add', '--cacheinfo', `${mode},${object},${path}`);
}

function writeObject(repo: Repo, content: string): string {
  return git(repo.dir, ['hash-object', '-w', '--stdin'], { input: content }).trim();
}

describe('renames', () => {
  it('does not report the old key of a file that is renamed without an edit', () => {
    const repo = repoWithOldKey();
    repo.git('mv', 'old.txt', 'new.txt');
    const { report, status } = scanStaged(repo.dir);
    expect(places(report)).toEqual([]);
    expect(status).toBe(0);
  });

  it('reports only the line that an edit adds to a renamed file', () => {
    const repo = repoWithOldKey();
    repo.git('mv', 'old.txt', 'new.txt');
    repo.stage({ 'new.txt': `key = ${OLD_KEY}\n${BODY}key = ${KEY}\n` });
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('new.txt', 22, 7)]);
  });

  it('does not report the old key of a file that is renamed with a harmless edit', () => {
    const repo = repoWithOldKey();
    repo.git('mv', 'old.txt', 'new.txt');
    repo.stage({ 'new.txt': `key = ${OLD_KEY}\n${BODY}harmless\n` });
    expect(places(scanStaged(repo.dir).report)).toEqual([]);
  });

  it('follows a rename into a folder though the configuration turns renames off', () => {
    const repo = repoWithOldKey();
    repo.git('config', 'diff.renames', 'false');
    repo.write({ 'folder/x': '' });
    repo.git('mv', 'old.txt', 'folder/new.txt');
    expect(places(scanStaged(repo.dir).report)).toEqual([]);
  });

  it('reports both keys of a file that was rewritten under a new name', () => {
    const repo = repoWithOldKey();
    repo.git('rm', '-q', 'old.txt');
    repo.stage({ 'new.txt': `nothing in common\n${OLD_KEY}\n${KEY}\n` });
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('new.txt', 2, 1), keyAt('new.txt', 3, 1)]);
  });

  it('reports the new keys of two files that swapped their names', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': `a\n${BODY}`, 'b.txt': `b\nother\ncontent\n` });
    renameSync(join(repo.dir, 'a.txt'), join(repo.dir, 'c.txt'));
    renameSync(join(repo.dir, 'b.txt'), join(repo.dir, 'a.txt'));
    renameSync(join(repo.dir, 'c.txt'), join(repo.dir, 'b.txt'));
    repo.stage({ 'b.txt': `a\n${BODY}${KEY}\n` });
    repo.git('add', '-A');
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('b.txt', 22, 1)]);
  });
});

it('reports the key of a copied file, because the next commit adds it at a new path', () => {
  const repo = repoWithOldKey();
  copyFileSync(join(repo.dir, 'old.txt'), join(repo.dir, 'copy.txt'));
  repo.git('add', '-A');
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('copy.txt', 1, 7)]);
});

it('reports the key of a copy though the configuration detects copies', () => {
  const repo = repoWithOldKey();
  repo.git('config', 'diff.renames', 'copies');
  repo.stage({ 'copy.txt': `key = ${OLD_KEY}\n${BODY}`, 'old.txt': `key = ${OLD_KEY}\n${BODY}edited\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('copy.txt', 1, 7)]);
});

it.runIf(isPosix)('passes a change of mode only', () => {
  const repo = repoWithOldKey();
  chmodSync(join(repo.dir, 'old.txt'), 0o755);
  repo.git('add', 'old.txt');
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([]);
  expect(status).toBe(0);
});

it.runIf(isPosix)('reports only the added line of a file whose mode changes too', () => {
  const repo = repoWithOldKey();
  repo.write({ 'old.txt': `key = ${OLD_KEY}\n${BODY}${KEY}\n` });
  chmodSync(join(repo.dir, 'old.txt'), 0o755);
  repo.git('add', 'old.txt');
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('old.txt', 22, 1)]);
});

it('passes the deletion of a file that holds a key', () => {
  const repo = repoWithOldKey();
  repo.git('rm', '-q', 'old.txt');
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([]);
  expect(status).toBe(0);
});

it('passes the deletion of every file', () => {
  const repo = repoWithOldKey();
  repo.commit({ 'second.txt': 'x\n' });
  repo.git('rm', '-q', '-r', '.');
  expect(keysieve(['scan', '--staged'], { cwd: repo.dir }).status).toBe(0);
});

describe('symbolic links', () => {
  it('finds a key that is the target text of a link', () => {
    const repo = createRepo();
    stageEntry(repo, '120000', writeObject(repo, KEY), 'link');
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('link', 1, 1)]);
  });

  it('finds a key in the changed target of a link', () => {
    const repo = createRepo();
    stageEntry(repo, '120000', writeObject(repo, 'harmless'), 'link');
    repo.git('commit', '-q', '-m', 'link');
    stageEntry(repo, '120000', writeObject(repo, `x/${KEY}`), 'link');
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('link', 1, 3)]);
  });

  it.runIf(isPosix)('finds a key in a link that takes the place of a file', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'text\n' });
    rmSync(join(repo.dir, 'a.txt'));
    symlinkSync(KEY, join(repo.dir, 'a.txt'));
    repo.git('add', 'a.txt');
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 1, 1)]);
  });

  it('finds a key in a file that takes the place of a link', () => {
    const repo = createRepo();
    stageEntry(repo, '120000', writeObject(repo, 'target'), 'a');
    repo.git('commit', '-q', '-m', 'link');
    stageEntry(repo, '100644', writeObject(repo, `x\n${KEY}\n`), 'a');
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a', 2, 1)]);
  });

  it.runIf(isPosix)('does not scan the file that a staged link points to', () => {
    const repo = createRepo();
    repo.write({ 'untracked.txt': `${KEY}\n` });
    symlinkSync('untracked.txt', join(repo.dir, 'link'));
    repo.git('add', 'link');
    expect(places(scanStaged(repo.dir).report)).toEqual([]);
  });
});

describe('submodules', () => {
  it('says that a staged submodule is not looked into, and scans the rest', () => {
    const repo = repoWithOldKey();
    stageEntry(repo, '160000', repo.git('rev-parse', 'HEAD').trim(), 'sub');
    repo.stage({ 'a.txt': `${KEY}\n` });
    const { report, status } = scanStaged(repo.dir);
    expect(places(report)).toEqual([keyAt('a.txt', 1, 1)]);
    expect(skipReason(report, 'sub')).toMatch(/submodule/i);
    expect(status).toBe(1);
  });

  it('says in text with --verbose that a submodule was skipped, and passes', () => {
    const repo = repoWithOldKey();
    stageEntry(repo, '160000', repo.git('rev-parse', 'HEAD').trim(), 'sub');
    const run = keysieve(['scan', '--staged', '--verbose'], { cwd: repo.dir });
    expect(said(run)).toMatch(/submodule/i);
    expect(run.status).toBe(0);
  });

  it('says so although the configuration ignores submodules in diffs', () => {
    const repo = repoWithOldKey();
    repo.git('config', 'diff.ignoreSubmodules', 'all');
    stageEntry(repo, '160000', repo.git('rev-parse', 'HEAD').trim(), 'sub');
    expect(skipReason(scanStaged(repo.dir).report, 'sub')).toMatch(/submodule/i);
  });

  it('finds a key in a file that takes the place of a submodule', () => {
    const repo = repoWithOldKey();
    stageEntry(repo, '160000', repo.git('rev-parse', 'HEAD').trim(), 'sub');
    repo.git('commit', '-q', '-m', 'submodule');
    stageEntry(repo, '100644', writeObject(repo, `${KEY}\n`), 'sub');
    expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('sub', 1, 1)]);
  });
});
