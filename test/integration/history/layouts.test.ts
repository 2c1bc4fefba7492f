/** Where a repository may live and how it may store its objects: history is found and read in all of these. */

import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysieveJson, places } from '../../support/keysieve.ts';
import { countObjects, gitFolder, storeObject, storeTree } from '../../support/objects.ts';
import { createRepo, git, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';
import { findingOf, keyLine, scanHistory } from '../../support/scans.ts';

const PLACE = ['leak.ini:1:21 aws-access-key-id'];

/** A repository in which one commit brought a key and the next removed it. */
function leakyRepo(...initArguments: string[]): Repo {
  const repo = createRepo(...initArguments);
  repo.commit({ 'leak.ini': keyLine(), 'sub/a.txt': 'x\n' });
  repo.commit({ 'leak.ini': 'clean\n' });
  return repo;
}

function history(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  return keysieveJson(['scan', '--history', '--reveal', ...args], { cwd, env });
}

describe('where history is looked for', () => {
  it('is the repository around a sub-directory', () => {
    expect(places(history(join(leakyRepo().dir, 'sub')).report)).toEqual(PLACE);
  });

  it('is a bare repository that is the current directory', () => {
    const bare = join(temporaryDirectory(), 'bare.git');
    git(leakyRepo().dir, ['clone', '-q', '--bare', '.', bare]);
    const run = history(bare);
    expect(places(run.report)).toEqual(PLACE);
    expect(run.status).toBe(1);
  });

  it('is the git folder itself when that is the current directory', () => {
    expect(places(history(join(leakyRepo().dir, '.git')).report)).toEqual(PLACE);
  });

  it('is a linked worktree', () => {
    const worktree = join(temporaryDirectory(), 'linked');
    leakyRepo().git('worktree', 'add', '-q', worktree, '-b', 'other');
    expect(places(history(worktree).report)).toEqual(PLACE);
  });

  it.each([
    ['a folder', (repo: Repo) => repo.dir],
    ['a sub-directory', (repo: Repo) => join(repo.dir, 'sub')],
    ['a git folder', (repo: Repo) => join(repo.dir, '.git')],
  ])('is what the first path names: %s', (_, pathOf) => {
    const run = history(temporaryDirectory(), [pathOf(leakyRepo())]);
    expect(places(run.report)).toEqual(PLACE);
    expect(run.status).toBe(1);
  });

  it('is what a relative path names', () => {
    const run = history(join(leakyRepo().dir, 'sub'), ['..']);
    expect(places(run.report)).toEqual(PLACE);
  });

  it.each(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_OBJECT_DIRECTORY', 'GIT_COMMON_DIR', 'GIT_NAMESPACE', 'GIT_INDEX_FILE'])(
    'is the named repository whatever %s says',
    (variable) => {
      const other = createRepo();
      other.commit({ 'a.txt': 'clean\n' });
      const value = variable === 'GIT_OBJECT_DIRECTORY' ? join(other.dir, '.git/objects') : join(other.dir, '.git');
      const run = history(temporaryDirectory(), [leakyRepo().dir], { [variable]: value });
      expect(places(run.report)).toEqual(PLACE);
      expect(run.status).toBe(1);
    },
  );

  it('is a repository whose .git is a file', () => {
    const repo = leakyRepo();
    const elsewhere = join(temporaryDirectory(), 'real.git');
    renameSync(join(repo.dir, '.git'), elsewhere);
    writeFileSync(join(repo.dir, '.git'), `gitdir: ${elsewhere}\n`);
    expect(places(history(repo.dir).report)).toEqual(PLACE);
  });

  it('is a repository whose .git is a symbolic link', () => {
    const repo = leakyRepo();
    const elsewhere = join(temporaryDirectory(), 'real.git');
    renameSync(join(repo.dir, '.git'), elsewhere);
    symlinkSync(elsewhere, join(repo.dir, '.git'));
    expect(places(history(repo.dir).report)).toEqual(PLACE);
  });

  it('is a repository in a folder with an odd name', () => {
    const dir = join(temporaryDirectory(), " it's -an [odd] ünï\tname");
    mkdirSync(dir);
    git(dir, ['init', '-q', '-b', 'main']);
    repoAt(dir).commit({ 'leak.ini': keyLine() });
    expect(places(history(dir).report)).toEqual(PLACE);
  });
});

describe('how objects are stored', () => {
  it('may be by SHA-256', () => {
    const repo = leakyRepo('--object-format=sha256');
    const scan = scanHistory(repo);
    expect(findingOf(scan).provenance['commit']).toMatch(/^[0-9a-f]{64}$/);
    expect(findingOf(scan).provenance['commit']).toBe(repo.git('rev-parse', 'HEAD~1').trim());
    expect(scan.report.coverage.objects).toBe(countObjects(repo.dir).all);
    expect(scan.status).toBe(1);
  });

  it('may be in alternates', () => {
    const shared = join(temporaryDirectory(), 'shared');
    git(leakyRepo().dir, ['clone', '-q', '--shared', '.', shared]);
    const scan = scanHistory(repoAt(shared));
    expect(places(scan.report)).toEqual(PLACE);
    expect(scan.report.coverage.objects).toBe(countObjects(shared).all);
    expect(scan.status).toBe(1);
  });

  it('may be in alternates of alternates', () => {
    const first = join(temporaryDirectory(), 'first');
    const second = join(temporaryDirectory(), 'second');
    git(leakyRepo().dir, ['clone', '-q', '--shared', '.', first]);
    git(first, ['clone', '-q', '--shared', '.', second]);
    expect(places(scanHistory(repoAt(second)).report)).toEqual(PLACE);
  });
});

describe('what makes git show other objects than there are', () => {
  it('is a replaced blob: the true one is scanned', () => {
    const repo = leakyRepo();
    const leak = repo.git('rev-parse', 'HEAD~1:leak.ini').trim();
    repo.git('replace', leak, storeObject(repo, 'blob', 'clean, really\n'));
    expect(places(scanHistory(repo).report)).toEqual(PLACE);
  });

  it('is a replaced tree: the true one is scanned and named', () => {
    const repo = leakyRepo();
    const clean = storeTree(repo, { 'a.txt': storeObject(repo, 'blob', 'clean, really\n') });
    repo.git('replace', repo.git('rev-parse', 'HEAD~1^{tree}').trim(), clean);
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'leak.ini', provenance: { kind: 'commit' } });
  });

  it('is a replaced commit: the true one is named', () => {
    const repo = leakyRepo();
    const [leak, head] = [repo.git('rev-parse', 'HEAD~1').trim(), repo.git('rev-parse', 'HEAD').trim()];
    repo.git('replace', leak, head);
    expect(findingOf(scanHistory(repo))).toMatchObject({
      path: 'leak.ini',
      provenance: { kind: 'commit', commit: leak },
    });
  });

  it('is a graft that cuts history: what lies behind is scanned as history', () => {
    const repo = leakyRepo();
    const commit = repo.git('rev-parse', 'HEAD~1').trim();
    mkdirSync(join(gitFolder(repo.dir), 'info'), { recursive: true });
    writeFileSync(join(gitFolder(repo.dir), 'info/grafts'), `${repo.git('rev-parse', 'HEAD').trim()}\n`);
    repo.git('reflog', 'expire', '--expire=now', '--all');
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'leak.ini', provenance: { kind: 'commit', commit } });
  });
});
