/** What is said of a secret beside its place: branches, reflog entries, numbers of commits. */

import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve } from '../../support/keysieve.ts';
import { packAll, storeSnapshot } from '../../support/objects.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
import { findingOf, keyLine, scanHistory } from '../../support/scans.ts';

const DATE = 1_600_000_000;

/** A repository whose only commit is clean. */
function cleanRepo(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' }, 'clean');
  return repo;
}

describe('the branches that hold a secret', () => {
  it('are those that its first commit is on, local ones first', () => {
    const repo = cleanRepo();
    repo.git('branch', 'before');
    const commit = repo.commit({ 'leak.ini': keyLine() });
    repo.git('update-ref', 'refs/remotes/origin/main', commit);
    repo.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    repo.git('branch', 'after');
    repo.git('tag', 'v1');
    expect(findingOf(scanHistory(repo)).provenance['refs']).toEqual({
      names: ['after', 'main', 'origin/main'],
      count: 3,
    });
  });

  it('are five at most, and the number of all', () => {
    const repo = cleanRepo();
    repo.commit({ 'leak.ini': keyLine() });
    for (let branch = 0; branch < 8; branch++) repo.git('branch', `b${branch}`);
    expect(findingOf(scanHistory(repo)).provenance['refs']).toEqual({
      names: ['b0', 'b1', 'b2', 'b3', 'b4'],
      count: 9,
    });
  });

  it('are told for many findings at once', () => {
    const repo = cleanRepo();
    const seeds = Array.from({ length: 40 }, (_, at) => `s${at}`);
    for (const seed of seeds) repo.commit({ [`${seed}.ini`]: keyLine(seed) }, `add ${seed}`);
    repo.git('branch', 'old', 'HEAD~20');
    const scan = scanHistory(repo);
    const counts = seeds.map((seed) => (findingOf(scan, seed).provenance['refs'] as { count: number }).count);
    expect(counts).toEqual(seeds.map((_, at) => (at < 20 ? 2 : 1)));
  });

  it('are tags where only a tag holds it', () => {
    const repo = cleanRepo();
    repo.git('tag', '-a', '-m', 'x', 'v1', storeSnapshot(repo, { 'leak.ini': keyLine() }));
    expect(findingOf(scanHistory(repo)).provenance['refs']).toEqual({ names: ['refs/tags/v1'], count: 1 });
  });

  it('are told of a message too', () => {
    const repo = cleanRepo();
    repo.commit({}, `with ${accessKeyId()}`);
    expect(findingOf(scanHistory(repo)).provenance['refs']).toEqual({ names: ['main'], count: 1 });
  });

  it('stand in the text report', () => {
    const repo = cleanRepo();
    repo.commit({ 'leak.ini': keyLine() });
    repo.git('branch', 'other');
    expect(keysieve(['scan', '--history'], { cwd: repo.dir }).stdout).toContain('on main and other\n');
  });

  it('do not show a secret that another one of them is named after', () => {
    const repo = cleanRepo();
    repo.commit({ 'leak.ini': keyLine() });
    repo.git('branch', `try-${accessKeyId()}`);
    const { report } = scanHistory(repo, '--no-reveal');
    expect(JSON.stringify(report)).not.toContain(accessKeyId());
    expect(report.findings).toHaveLength(2);
  });
});

describe('a secret that no ref holds', () => {
  it('has the entry of the reflog that is its commit', () => {
    const repo = cleanRepo();
    repo.commit({ 'leak.ini': keyLine() });
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    repo.commit({ 'b.txt': 'x\n' });
    const { kind, reflog = '', commit } = findingOf(scanHistory(repo)).provenance;
    expect(kind).toBe('reflog');
    expect(repo.git('rev-parse', String(reflog)).trim()).toBe(commit);
  });

  it('has the entry that leads to its commit where none is it', () => {
    const repo = cleanRepo();
    const parents = [storeSnapshot(repo, { 'leak.ini': keyLine() }, { date: DATE })];
    const child = storeSnapshot(repo, { 'a.txt': 'x\n' }, { parents });
    repo.git('reset', '-q', '--hard', child);
    repo.git('reset', '-q', '--hard', 'HEAD@{1}');
    const { reflog = '', commit } = findingOf(scanHistory(repo)).provenance;
    expect(repo.git('rev-parse', `${String(reflog)}~1`).trim()).toBe(commit);
  });

  it('has none where nothing leads to it', () => {
    const repo = cleanRepo();
    storeSnapshot(repo, { 'leak.ini': keyLine() });
    const { provenance } = findingOf(scanHistory(repo));
    expect(provenance.kind).toBe('unreachable');
    expect(provenance).not.toHaveProperty('refs');
    expect(provenance).not.toHaveProperty('reflog');
  });
});

describe('the first commit', () => {
  it('is the one with the smaller date where neither is an ancestor, then the one with the smaller hash', () => {
    const repo = cleanRepo();
    const commits = ['x', 'y', 'z'].map((message) =>
      storeSnapshot(repo, { 'leak.ini': keyLine() }, { date: DATE, message }),
    );
    const late = storeSnapshot(repo, { 'leak.ini': keyLine() }, { date: DATE + 1 });
    [late, ...commits].forEach((commit, at) => void repo.git('update-ref', `refs/heads/b${at}`, commit));
    expect(findingOf(scanHistory(repo)).provenance['commit']).toBe([...commits].sort()[0]);
  });
});

describe('--count-commits', () => {
  it.each([
    ['loose', () => {}],
    ['packed', packAll],
  ])('counts every commit that holds the secret at that path, %s', (_, pack: (repo: Repo) => void) => {
    const repo = cleanRepo();
    repo.commit({ 'leak.ini': keyLine() });
    repo.commit({ 'b.txt': 'x\n' });
    repo.commit({ 'leak.ini': `# changed\n${keyLine()}` });
    repo.commit({ 'leak.ini': 'clean\n', 'deep/er/copy.ini': keyLine() });
    repo.commit({ 'b.txt': 'y\n' });
    pack(repo);
    const counts = scanHistory(repo, '--count-commits').report.findings.map(({ path, provenance }) => [
      path,
      provenance['commits'],
      provenance['occurrences'],
    ]);
    expect(counts).toEqual([
      ['leak.ini', 3, 2],
      ['deep/er/copy.ini', 2, 1],
    ]);
  });

  it('is not made unless it is asked for', () => {
    const repo = cleanRepo();
    repo.commit({ 'leak.ini': keyLine() });
    expect(findingOf(scanHistory(repo)).provenance).not.toHaveProperty('commits');
  });
});
