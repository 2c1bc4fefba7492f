/** Keys that no branch or tag holds: the stash, reflogs, and objects that nothing refers to. */

import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { countObjects, packAll, packObjects, storeObject, storeSnapshot, storeTree } from '../../support/objects.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
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

describe('the stash', () => {
  it('finds a key in the work tree part', () => {
    const repo = cleanRepo();
    repo.write({ 'a.txt': keyLine() });
    repo.git('stash', '-q');
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'a.txt', provenance: { kind: 'stash', inHead: false } });
  });

  it('finds a key in the index part that the work tree no longer had', () => {
    const repo = cleanRepo();
    repo.stage({ 'a.txt': keyLine() });
    repo.write({ 'a.txt': 'two\n' });
    repo.git('stash', '-q');
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'a.txt', provenance: { kind: 'stash' } });
  });

  it('finds a key in the untracked part', () => {
    const repo = cleanRepo();
    repo.write({ 'leak.ini': keyLine(), 'a.txt': 'two\n' });
    repo.git('stash', '-q', '--include-untracked');
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'leak.ini', provenance: { kind: 'stash' } });
  });

  it('finds keys in older entries, which only its reflog holds', () => {
    const repo = cleanRepo();
    for (const seed of ['a', 'b', 'c']) {
      repo.write({ 'a.txt': keyLine(seed) });
      repo.git('stash', '-q');
    }
    const scan = scanHistory(repo);
    const kinds = ['a', 'b', 'c'].map((seed) => findingOf(scan, seed).provenance.kind);
    expect(kinds).toEqual(['stash', 'stash', 'stash']);
  });

  it('does not blame the stash for a key that a commit brought', () => {
    const repo = createRepo();
    const commit = repo.commit({ 'leak.ini': keyLine(), 'a.txt': 'one\n' });
    repo.write({ 'a.txt': 'two\n' });
    repo.git('stash', '-q');
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit', commit });
  });
});

describe('what no ref holds', () => {
  it('finds a key in a commit that only a reflog holds', () => {
    const repo = cleanRepo();
    repo.git('checkout', '-q', '-b', 'gone');
    const commit = repo.commit({ 'leak.ini': keyLine() });
    repo.git('checkout', '-q', 'main');
    repo.git('branch', '-q', '-D', 'gone');
    expect(findingOf(scanHistory(repo))).toMatchObject({ path: 'leak.ini', provenance: { kind: 'reflog', commit } });
  });

  it('finds a key in a commit that was amended', () => {
    const repo = cleanRepo();
    const commit = repo.commit({ 'leak.ini': keyLine() });
    repo.stage({ 'leak.ini': 'clean\n' });
    repo.git('commit', '-q', '--amend', '-m', 'better');
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'reflog', commit, inHead: false });
  });

  it('names the commit on a branch, and not the older one of the reflog, as long as it is on one', () => {
    const repo = cleanRepo();
    repo.commit({ 'leak.ini': keyLine() }, 'first try');
    repo.git('commit', '-q', '--amend', '-m', 'better');
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit', subject: 'better', inHead: true });
  });

  it.each([
    ['loose', () => {}],
    ['packed', packAll],
  ])('finds a key in a %s commit that nothing holds', (_, pack: (repo: Repo) => void) => {
    const repo = cleanRepo();
    const commit = looseCommit(repo);
    pack(repo);
    const { path, provenance } = findingOf(scanHistory(repo));
    expect(path).toBe('leak.ini');
    expect(provenance).toMatchObject({ kind: 'unreachable', commit, subject: 'a key', inHead: false });
  });

  it('finds a key in the message of a commit that nothing holds', () => {
    const repo = cleanRepo();
    storeSnapshot(repo, { 'a.txt': 'one\n' }, { message: `use ${accessKeyId()}` });
    expect(['commit-message', 'unreachable']).toContain(findingOf(scanHistory(repo)).provenance.kind);
  });

  it.each([
    ['loose', () => {}],
    ['packed', packObjects],
  ])('finds a key in a %s dangling blob', (_, pack: (repo: Repo, hashes: readonly string[]) => void) => {
    const repo = cleanRepo();
    const object = storeObject(repo, 'blob', keyLine());
    pack(repo, [object]);
    expect(countObjects(repo.dir).blob).toBe(2);
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'unreachable', object, occurrences: 1 });
  });

  it('finds a key in a file of a dangling tree', () => {
    const repo = cleanRepo();
    storeTree(repo, { 'leak.ini': storeObject(repo, 'blob', keyLine()) });
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'unreachable', occurrences: 1 });
  });

  it('finds a key that was staged once and replaced before any commit', () => {
    const repo = cleanRepo();
    repo.stage({ 'a.txt': keyLine() });
    repo.commit({ 'a.txt': 'clean\n' });
    expect(findingOf(scanHistory(repo)).provenance.kind).toBe('unreachable');
  });
});
