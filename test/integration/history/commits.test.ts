/** Keys in commits: which commit is named, how often the key occurs, and in what order findings come. */

import { describe, expect, it } from 'vitest';
import { accessKeyId, secretKey } from '../../support/keys.ts';
import { places } from '../../support/keysieve.ts';
import { storeObject, storeSnapshot } from '../../support/objects.ts';
import { createRepo } from '../../support/repo.ts';
import { findingOf, findingsOf, keyLine, scanHistory } from '../../support/scans.ts';

const DATE = 1_600_000_000;

describe('a key in an old commit', () => {
  it('is found after it was removed, with everything that is known of the commit', () => {
    const repo = createRepo();
    repo.commit({ 'readme.md': 'hello\n' }, 'first', DATE);
    const commit = repo.commit({ 'conf/dev.ini': `[dev]\n${keyLine()}` }, 'add settings\n\nmore text', DATE + 100);
    repo.commit({ 'conf/dev.ini': '[dev]\n' }, 'remove the key', DATE + 200);
    const scan = scanHistory(repo);
    expect(scan.status).toBe(1);
    expect(places(scan.report)).toEqual(['conf/dev.ini:2:21 aws-access-key-id']);
    expect(findingOf(scan).provenance).toMatchObject({
      kind: 'commit',
      commit,
      author: 'Test Author',
      email: 'author@example.com',
      date: new Date((DATE + 100) * 1000).toISOString().replace('.000Z', 'Z'),
      subject: 'add settings',
      object: repo.git('rev-parse', `${commit}:conf/dev.ini`).trim(),
      occurrences: 1,
      inHead: false,
    });
  });

  it('has its date in UTC whatever the zone of the committer', () => {
    const repo = createRepo();
    repo.stage({ 'a.ini': keyLine() });
    const tree = repo.git('write-tree').trim();
    const text = `tree ${tree}\nauthor A <a@example.com> ${DATE} -0800\ncommitter A <a@example.com> ${DATE} +0530\n\nx\n`;
    repo.git('update-ref', 'HEAD', storeObject(repo, 'commit', text));
    expect(findingOf(scanHistory(repo)).provenance['date']).toBe('2020-09-13T12:26:40Z');
  });

  it('is said to be in HEAD while the file still holds it', () => {
    const repo = createRepo();
    const commit = repo.commit({ 'a.ini': keyLine() });
    repo.commit({ 'b.txt': 'later\n' });
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ commit, inHead: true });
  });

  it('is said to be in HEAD by a detached HEAD too', () => {
    const repo = createRepo();
    const commit = repo.commit({ 'a.ini': keyLine() });
    repo.commit({ 'a.ini': 'clean\n' });
    repo.git('checkout', '-q', commit);
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ commit, inHead: true });
  });

  it('is not in HEAD when only another path holds it there', () => {
    const repo = createRepo();
    repo.commit({ 'old.ini': keyLine() });
    repo.git('mv', 'old.ini', 'new.ini');
    repo.commit({});
    const inHead = scanHistory(repo).report.findings.map((f) => [f.path, f.provenance['inHead']]);
    expect(inHead.sort()).toEqual([
      ['new.ini', true],
      ['old.ini', false],
    ]);
  });

  it('is found in the first commit of all', () => {
    const repo = createRepo();
    const commit = repo.commit({ 'a.ini': keyLine() });
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit', commit });
  });

  it('is found when the file was deleted', () => {
    const repo = createRepo();
    const commit = repo.commit({ 'a.ini': keyLine() });
    repo.git('rm', '-q', 'a.ini');
    repo.commit({ 'b.txt': 'x\n' });
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ commit, inHead: false });
  });
});

describe('several versions and paths', () => {
  it('gives one finding for three versions of a file, with the first commit and the number of blobs', () => {
    const repo = createRepo();
    const first = repo.commit({ 'a.ini': keyLine() });
    repo.commit({ 'a.ini': `# two\n${keyLine()}` });
    repo.commit({ 'a.ini': `# three\n# four\n${keyLine()}` });
    const scan = scanHistory(repo);
    expect(places(scan.report)).toEqual(['a.ini:1:21 aws-access-key-id']);
    expect(findingOf(scan).provenance).toMatchObject({ commit: first, occurrences: 3, inHead: true });
  });

  it('counts a blob once however many commits hold it', () => {
    const repo = createRepo();
    repo.commit({ 'a.ini': keyLine() });
    repo.commit({ 'a.ini': 'clean\n' });
    repo.commit({ 'a.ini': keyLine() });
    expect(findingOf(scanHistory(repo)).provenance['occurrences']).toBe(1);
  });

  it('names the ancestor when the dates say the contrary', () => {
    const repo = createRepo();
    const first = repo.commit({ 'a.ini': keyLine() }, 'first, clock ahead', DATE + 50_000);
    repo.commit({ 'a.ini': `# moved\n${keyLine()}` }, 'second, clock behind', DATE);
    expect(findingOf(scanHistory(repo))).toMatchObject({ start: { line: 1 }, provenance: { commit: first } });
  });

  it('names the ancestor when the same blob is in parent and child and the dates are skewed', () => {
    const repo = createRepo();
    const first = repo.commit({ 'a.ini': keyLine() }, 'first, clock ahead', DATE + 50_000);
    repo.commit({ 'b.txt': 'x\n' }, 'second, clock behind', DATE);
    expect(findingOf(scanHistory(repo)).provenance['commit']).toBe(first);
  });

  it('gives two findings for the same key at two paths', () => {
    const repo = createRepo();
    repo.commit({ 'a.ini': keyLine(), 'b/c.ini': `# other\n${keyLine()}` });
    expect(places(scanHistory(repo).report)).toEqual([
      'a.ini:1:21 aws-access-key-id',
      'b/c.ini:2:21 aws-access-key-id',
    ]);
  });

  it('gives two findings when one blob stands at two paths', () => {
    const repo = createRepo();
    const first = repo.commit({ 'a.ini': keyLine() });
    const second = repo.commit({ 'copy.ini': keyLine() });
    const named = scanHistory(repo).report.findings.map((f) => [f.path, f.provenance['commit']]);
    expect(named).toEqual([
      ['a.ini', first],
      ['copy.ini', second],
    ]);
  });

  it('gives one finding for a key that stands twice in a file, at its first place', () => {
    const repo = createRepo();
    repo.commit({ 'a.ini': `# x\n${keyLine()}# y\n${keyLine()}` });
    expect(places(scanHistory(repo).report)).toEqual(['a.ini:2:21 aws-access-key-id']);
  });

  it('gives a finding for each of two keys in one file', () => {
    const repo = createRepo();
    repo.commit({ 'a.ini': keyLine('a') + keyLine('b') });
    expect(scanHistory(repo).report.findings.map((f) => f.secret)).toEqual([accessKeyId('a'), accessKeyId('b')]);
  });

  it('pairs key ID and secret of an old version', () => {
    const repo = createRepo();
    repo.commit({ 'a.ini': `${keyLine()}aws_secret_access_key = ${secretKey()}\n` });
    repo.commit({ 'a.ini': 'clean\n' });
    expect(findingOf(scanHistory(repo))).toMatchObject({
      severity: 'critical',
      related: [{ rule: 'aws-secret-access-key', path: 'a.ini', start: { line: 2 } }],
    });
  });
});

describe('branches and merges', () => {
  it('finds a key that is on another branch only', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x\n' });
    repo.git('checkout', '-q', '-b', 'side');
    const commit = repo.commit({ 'side.ini': keyLine() });
    repo.git('checkout', '-q', 'main');
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit', commit, inHead: false });
  });

  it('finds a key on every one of many branches', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x\n' });
    const seeds = ['b1', 'b2', 'b3', 'b4'];
    for (const seed of seeds) {
      repo.git('checkout', '-q', '-b', seed, 'main');
      repo.commit({ [`${seed}.ini`]: keyLine(seed) });
    }
    const { report } = scanHistory(repo);
    expect(seeds.map((seed) => findingsOf(report, seed).length)).toEqual([1, 1, 1, 1]);
  });

  it('names the commit on the side branch and not the merge', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x\n' });
    repo.git('checkout', '-q', '-b', 'side');
    const commit = repo.commit({ 'side.ini': keyLine() });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'b.txt': 'y\n' });
    repo.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ commit, inHead: true });
  });

  it('finds what only a merge commit brings', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x\n' });
    repo.git('checkout', '-q', '-b', 'side');
    repo.commit({ 'b.txt': 'y\n' });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'c.txt': 'z\n' });
    repo.git('merge', '-q', '--no-ff', '--no-commit', 'side');
    const merge = repo.commit({ 'evil.ini': keyLine() }, 'an evil merge');
    repo.commit({ 'evil.ini': 'clean\n' });
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit', commit: merge, inHead: false });
  });

  it('finds what only an octopus merge brings', () => {
    const repo = createRepo();
    const parents = ['a', 'b', 'c'].map((name) => storeSnapshot(repo, { [name]: `${name}\n` }));
    const octopus = storeSnapshot(repo, { a: 'a\n', b: 'b\n', 'c.ini': keyLine() }, { parents, message: 'octopus' });
    const child = storeSnapshot(repo, { a: 'a\n' }, { parents: [octopus] });
    repo.git('update-ref', 'HEAD', child);
    expect(findingOf(scanHistory(repo)).provenance).toMatchObject({ kind: 'commit', commit: octopus });
  });
});

describe('the order of findings', () => {
  it('is by commit date, oldest first', () => {
    const repo = createRepo();
    repo.commit({ 'z.ini': keyLine('z') }, 'oldest', DATE);
    repo.commit({ 'a.ini': keyLine('a') }, 'middle', DATE + 100);
    repo.commit({ 'm.ini': keyLine('m') }, 'newest', DATE + 200);
    expect(scanHistory(repo).report.findings.map((f) => f.path)).toEqual(['z.ini', 'a.ini', 'm.ini']);
  });

  it('is by commit hash where dates are equal', () => {
    const repo = createRepo();
    const commits = ['a', 'b', 'c', 'd'].map((seed) => {
      const commit = storeSnapshot(repo, { [`${seed}.ini`]: keyLine(seed) }, { date: DATE });
      repo.git('update-ref', `refs/heads/${seed}`, commit);
      return commit;
    });
    repo.git('symbolic-ref', 'HEAD', 'refs/heads/a');
    expect(scanHistory(repo).report.findings.map((f) => f.provenance['commit'])).toEqual(commits.sort());
  });

  it('is by path, line and column in one commit', () => {
    const repo = createRepo();
    const line = `k = "${accessKeyId('c')}", "${accessKeyId('d')}"\n`;
    repo.commit({ 'b.ini': keyLine('a'), 'a.ini': `${keyLine('b')}${line}` });
    expect(scanHistory(repo).report.findings.map((f) => `${f.path}:${f.start.line}:${f.start.column}`)).toEqual([
      'a.ini:1:21',
      'a.ini:2:6',
      'a.ini:2:30',
      'b.ini:1:21',
    ]);
  });
});
