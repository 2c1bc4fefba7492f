/** Keys in whatever a ref holds, in messages and in names, each with its own kind of provenance. */

import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { storeObject, storeSnapshot, storeTree } from '../../support/objects.ts';
import { createRepo, git, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';
import { findingOf, keyLine, scanHistory } from '../../support/scans.ts';

/** A repository whose only commit is clean. */
function cleanRepo(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' }, 'clean');
  return repo;
}

/** A commit with a key on top of HEAD that no ref names yet. */
function looseCommit(repo: Repo, message = 'a key'): string {
  const parents = [repo.git('rev-parse', 'HEAD').trim()];
  return storeSnapshot(repo, { 'a.txt': 'one\n', 'leak.ini': keyLine() }, { parents, message });
}

describe('refs', () => {
  it.each([
    ['a remote-tracking branch', 'refs/remotes/origin/topic'],
    ['a lightweight tag', 'refs/tags/v1'],
    ['a ref outside the usual folders', 'refs/pull/7/head'],
    ['a worktree-like ref', 'refs/bisect/bad'],
    ['an original that filter-branch keeps', 'refs/original/refs/heads/main'],
  ])('finds a key that only %s holds', (_, ref) => {
    const repo = cleanRepo();
    const commit = looseCommit(repo);
    repo.git('update-ref', ref, commit);
    const scan = scanHistory(repo);
    expect(scan.status).toBe(1);
    expect(findingOf(scan)).toMatchObject({ path: 'leak.ini', provenance: { kind: 'commit', commit, inHead: false } });
  });

  it('finds a key that only an annotated tag holds', () => {
    const repo = cleanRepo();
    const commit = looseCommit(repo);
    repo.git('tag', '-a', '-m', 'release', 'v1', commit);
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'leak.ini', provenance: { kind: 'commit', commit } });
  });

  it('finds a key behind a tag of a tag', () => {
    const repo = cleanRepo();
    const commit = looseCommit(repo);
    repo.git('tag', '-a', '-m', 'inner', 'inner', commit);
    repo.git('tag', '-a', '-m', 'outer', 'outer', 'inner');
    repo.git('tag', '-d', 'inner');
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit', commit });
  });

  it.each([
    ['lightweight', []],
    ['annotated', ['-a', '-m', 'a file']],
  ])('finds a key in a blob that only a %s tag holds', (_, options) => {
    const repo = cleanRepo();
    repo.git('tag', ...options, 'blob', storeObject(repo, 'blob', keyLine()));
    const scan = scanHistory(repo);
    expect(scan.status).toBe(1);
    expect(findingOf(scan).start).toEqual({ line: 1, column: 21 });
  });

  it.each([
    ['lightweight', []],
    ['annotated', ['-a', '-m', 'a folder']],
  ])('finds a key in a tree that only a %s tag holds, with its path', (_, options) => {
    const repo = cleanRepo();
    const inner = storeTree(repo, { 'leak.ini': storeObject(repo, 'blob', keyLine()) });
    repo.git('tag', ...options, 'tree', storeTree(repo, { conf: `040000 ${inner}` }));
    expect(findingOf(scanHistory(repo)).path).toMatch(/(^|:)conf\/leak\.ini$/);
  });

  it('finds a key in packed refs as in loose ones', () => {
    const repo = cleanRepo();
    const commit = looseCommit(repo);
    repo.git('update-ref', 'refs/heads/topic', commit);
    repo.git('pack-refs', '--all');
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit', commit });
  });

  it('scans everything when HEAD is a branch without commits', () => {
    const repo = cleanRepo();
    const commit = repo.commit({ 'leak.ini': keyLine() });
    repo.git('symbolic-ref', 'HEAD', 'refs/heads/unborn');
    const scan = scanHistory(repo);
    expect(scan.status).toBe(1);
    expect(findingOf(scan).provenance).toMatchObject({ kind: 'commit', commit, inHead: false });
  });

  it('finds a key that only the HEAD of another worktree holds', () => {
    const repo = cleanRepo();
    const other = `${temporaryDirectory()}/other`;
    repo.git('worktree', 'add', '-q', '--detach', other);
    const commit = repoAt(other).commit({ 'leak.ini': keyLine() });
    git(other, ['reflog', 'expire', '--expire=now', '--all']);
    const { kind, ...rest } = findingOf(scanHistory(repo)).provenance;
    expect(kind).not.toBe('unreachable');
    expect(rest).toMatchObject({ commit });
  });
});

describe('messages and names', () => {
  it('finds a key in a commit message', () => {
    const repo = cleanRepo();
    const commit = repo.commit({ 'b.txt': 'x\n' }, `deploy\n\nwith ${accessKeyId()}`);
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({
      kind: 'commit-message',
      commit,
      subject: 'deploy',
      occurrences: 1,
    });
  });

  it('finds a key in the subject of a commit message', () => {
    const repo = cleanRepo();
    const commit = repo.commit({ 'b.txt': 'x\n' }, `deploy with ${accessKeyId()}`);
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit-message', commit });
  });

  it('gives each message with the same key its own count in one finding or more', () => {
    const repo = cleanRepo();
    const first = repo.commit({ 'b.txt': 'x\n' }, `one ${accessKeyId()}`);
    repo.commit({ 'b.txt': 'y\n' }, `two ${accessKeyId()}`);
    const found = scanHistory(repo).report.findings.filter((f) => f.provenance.kind === 'commit-message');
    expect(found.map((f) => f.provenance['commit'])).toContain(first);
    expect(found.reduce((sum, f) => sum + Number(f.provenance['occurrences']), 0)).toBe(2);
  });

  it('finds a key in the message of an annotated tag', () => {
    const repo = cleanRepo();
    repo.git('tag', '-a', '-m', `release\n\nuse ${accessKeyId()}`, 'v1');
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'tag-message', tag: 'v1' });
  });

  it.each([
    ['author name', { author: `Test ${accessKeyId()}` }],
    ['author email', { authorRest: `<${accessKeyId()}@example.com> 1700000000 +0000` }],
  ])('finds a key in the %s of a commit', (_, parts) => {
    const repo = cleanRepo();
    const commit = storeSnapshot(repo, { 'a.txt': 'x\n' }, parts);
    repo.git('update-ref', 'refs/heads/topic', commit);
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit-author', commit });
  });

  it('finds a key in the name of the committer', () => {
    const repo = cleanRepo();
    const env = { GIT_COMMITTER_NAME: `Bot ${accessKeyId()}` };
    git(repo.dir, ['commit', '-q', '--allow-empty', '-m', 'x'], { env });
    expect(findingOf(scanHistory(repo)).provenance.kind).toBe('commit-author');
  });

  it('finds a key in the name of a file', () => {
    const repo = cleanRepo();
    const commit = repo.commit({ [`conf/${accessKeyId()}.txt`]: 'nothing inside\n' });
    repo.git('rm', '-rq', 'conf');
    repo.commit({});
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'path-name', commit });
  });

  it('finds a key in the name of a folder', () => {
    const repo = cleanRepo();
    repo.commit({ [`keys/${accessKeyId()}/a.txt`]: 'nothing inside\n' });
    expect(findingOf(scanHistory(repo)).provenance.kind).toBe('path-name');
  });

  it.each([
    ['branch', 'refs/heads'],
    ['tag', 'refs/tags'],
    ['remote-tracking branch', 'refs/remotes/origin'],
  ])('finds a key in the name of a %s', (_, folder) => {
    const repo = cleanRepo();
    repo.git('update-ref', `${folder}/try-${accessKeyId()}`, 'HEAD');
    expect(findingOf(scanHistory(repo)).provenance.kind).toBe('ref-name');
  });

  it('finds a key in a note', () => {
    const repo = cleanRepo();
    repo.git('notes', 'add', '-m', `reviewed with ${accessKeyId()}`, 'HEAD');
    expect(findingOf(scanHistory(repo)).provenance.kind).toBe('note');
  });

  it('finds a key in a note of another namespace that was removed again', () => {
    const repo = cleanRepo();
    repo.git('notes', '--ref=ci', 'add', '-m', `built with ${accessKeyId()}`, 'HEAD');
    repo.git('notes', '--ref=ci', 'remove', 'HEAD');
    expect(findingOf(scanHistory(repo)).provenance.kind).toBe('note');
  });
});
