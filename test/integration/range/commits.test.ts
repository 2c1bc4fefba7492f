/** `scan --range`: only what the commits of a range add, wherever in the range, each at its place in the file. */

import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { keysieveJson, places } from '../../support/keysieve.ts';
import { removeLoose, storeCommit, storeObject, storeSnapshot, storeTree } from '../../support/objects.ts';
import { createRepo, git, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';
import { findingOf, findingsOf, keyLine, problemsOf, scanRange } from '../../support/scans.ts';

const LINES = 'one\ntwo\nthree\nfour\nfive\n';

/** A repository with one clean commit that is tagged `base`. */
function baseRepo(files: Readonly<Record<string, string>> = { 'a.ini': LINES }): Repo {
  const repo = createRepo();
  repo.commit(files, 'base');
  repo.git('tag', 'base');
  return repo;
}

describe('what a range holds', () => {
  it('is what its commits add, at its place in the file', () => {
    const repo = baseRepo();
    const commit = repo.commit({ 'a.ini': `one\ntwo\nthree\n${keyLine()}four\nfive\n` }, 'add a key');
    const scan = scanRange(repo, 'base..HEAD');
    expect(scan.status).toBe(1);
    expect(scan.report.target.kind).toBe('range');
    expect(places(scan.report)).toEqual(['a.ini:4:21 aws-access-key-id']);
    expect(findingOf(scan).provenance).toMatchObject({ kind: 'commit', commit, subject: 'add a key', inHead: true });
  });

  it('is not a key that was there before and stays', () => {
    const repo = baseRepo({ 'a.ini': `${keyLine()}${LINES}` });
    repo.commit({ 'a.ini': `${keyLine()}${LINES}six\n`, 'b.txt': 'x\n' });
    const scan = scanRange(repo, 'base..HEAD');
    expect(scan.report.findings).toEqual([]);
    expect(scan.status).toBe(0);
  });

  it('is not a key that is only removed in it', () => {
    const repo = baseRepo({ 'a.ini': `${keyLine()}${LINES}`, 'b.ini': keyLine('b') });
    repo.git('rm', '-q', 'b.ini');
    repo.commit({ 'a.ini': LINES });
    expect(scanRange(repo, 'base..HEAD').report.findings).toEqual([]);
  });

  it('is not a key that was added after it', () => {
    const repo = baseRepo();
    repo.commit({ 'a.ini': `${LINES}six\n` });
    repo.commit({ 'a.ini': keyLine() });
    expect(scanRange(repo, 'base..HEAD~1').report.findings).toEqual([]);
  });

  it('is a key that was added and removed again within it', () => {
    const repo = baseRepo();
    const commit = repo.commit({ 'a.ini': `${LINES}${keyLine()}` });
    repo.commit({ 'a.ini': LINES });
    expect(findingOf(scanRange(repo, 'base..HEAD'))).toMatchObject({
      start: { line: 6 },
      provenance: { commit, inHead: false },
    });
  });

  it('is one finding for a key in several versions of a file, with the first commit', () => {
    const repo = baseRepo();
    const commit = repo.commit({ 'a.ini': `${LINES}${keyLine()}` });
    repo.commit({ 'a.ini': `${LINES}more\n${keyLine()}` });
    repo.commit({ 'a.ini': LINES });
    repo.commit({ 'a.ini': `${keyLine()}${LINES}` });
    expect(findingOf(scanRange(repo, 'base..HEAD'))).toMatchObject({ start: { line: 6 }, provenance: { commit } });
  });

  it('is a key on a changed line', () => {
    const repo = baseRepo({ 'a.ini': `one\naws_access_key_id = later\nthree\n` });
    repo.commit({ 'a.ini': `one\n${keyLine()}three\n` });
    expect(places(scanRange(repo, 'base..HEAD').report)).toEqual(['a.ini:2:21 aws-access-key-id']);
  });

  it('is a new key beside an old one in the same file', () => {
    const repo = baseRepo({ 'a.ini': `${keyLine('old')}${LINES}` });
    repo.commit({ 'a.ini': `${keyLine('old')}${LINES}${keyLine('new')}` });
    const { report } = scanRange(repo, 'base..HEAD');
    expect(report.findings.map((f) => f.secret)).toEqual([accessKeyId('new')]);
  });

  it('is all of the first commit when the range has no lower end', () => {
    const repo = createRepo();
    repo.commit({ 'a.ini': keyLine() });
    expect(places(scanRange(repo, 'HEAD').report)).toEqual(['a.ini:1:21 aws-access-key-id']);
  });

  it('is ordered by commit date', () => {
    const repo = baseRepo();
    repo.commit({ 'z.ini': keyLine('z') });
    repo.commit({ 'b.ini': keyLine('b') });
    expect(scanRange(repo, 'base..HEAD').report.findings.map((f) => f.path)).toEqual(['z.ini', 'b.ini']);
  });

  it('counts its commits in the coverage', () => {
    const repo = baseRepo();
    for (const name of ['a', 'b', 'c']) repo.commit({ [`${name}.txt`]: 'x\n' });
    expect(scanRange(repo, 'base..HEAD').report.coverage.commits).toBe(3);
  });
});

describe('messages and names in a range', () => {
  it('finds a key in a commit message', () => {
    const repo = baseRepo();
    const commit = repo.commit({}, `deploy\n\nwith ${accessKeyId()}`);
    expect(findingOf(scanRange(repo, 'base..HEAD')).provenance).toMatchObject({ kind: 'commit-message', commit });
  });

  it('does not find a key in the message of a commit before it', () => {
    const repo = createRepo();
    repo.commit({}, `deploy with ${accessKeyId()}`);
    repo.commit({ 'a.txt': 'x\n' });
    expect(scanRange(repo, 'HEAD~1..HEAD').report.findings).toEqual([]);
  });

  it('finds a key in the name of an author', () => {
    const repo = baseRepo();
    const parents = [repo.git('rev-parse', 'HEAD').trim()];
    repo.git('update-ref', 'HEAD', storeSnapshot(repo, { a: 'x\n' }, { parents, author: `Bot ${accessKeyId()}` }));
    expect(findingOf(scanRange(repo, 'base..HEAD')).provenance.kind).toBe('commit-author');
  });

  it('finds a key in the name of a new file', () => {
    const repo = baseRepo();
    const commit = repo.commit({ [`${accessKeyId()}.txt`]: 'nothing inside\n' });
    expect(findingOf(scanRange(repo, 'base..HEAD')).provenance).toMatchObject({ kind: 'path-name', commit });
  });

  it('finds a key in a new file of every odd name', () => {
    const repo = baseRepo();
    const names = ['with space.ini', 'tab\there.ini', 'new\nline.ini', 'quo"te.ini', 'back\\slash.ini', '-rf', 'ü.ini'];
    const blob = storeObject(repo, 'blob', keyLine());
    const tree = storeTree(repo, Object.fromEntries(names.map((name) => [name, blob])));
    repo.git('update-ref', 'HEAD', storeCommit(repo, { tree, parents: [repo.git('rev-parse', 'base').trim()] }));
    expect(
      scanRange(repo, 'base..HEAD')
        .report.findings.map((f) => f.path)
        .sort(),
    ).toEqual(names.sort());
  });

  it('reports a new file whose name is not UTF-8 with its bytes', () => {
    const repo = baseRepo();
    const blob = Buffer.from(storeObject(repo, 'blob', keyLine()), 'hex');
    const name = Buffer.from([0x61, 0xe9]);
    const tree = storeObject(repo, 'tree', Buffer.concat([Buffer.from('100644 '), name, Buffer.from([0]), blob]));
    repo.git('update-ref', 'HEAD', storeCommit(repo, { tree, parents: [repo.git('rev-parse', 'base').trim()] }));
    expect(findingOf(scanRange(repo, 'base..HEAD')).pathBytes).toBe(name.toString('base64'));
  });
});

describe('changes of every kind in a range', () => {
  it('finds only the new key of a file that was renamed and edited', () => {
    const repo = baseRepo({ 'old.ini': `${keyLine('old')}${LINES.repeat(5)}` });
    repo.git('mv', 'old.ini', 'new.ini');
    repo.commit({ 'new.ini': `${keyLine('old')}${LINES.repeat(5)}${keyLine('new')}` });
    expect(places(scanRange(repo, 'base..HEAD').report)).toEqual(['new.ini:27:21 aws-access-key-id']);
  });

  it('finds nothing in a change of mode', () => {
    const repo = baseRepo({ 'a.ini': keyLine() });
    repo.git('update-index', '--chmod=+x', 'a.ini');
    git(repo.dir, ['commit', '-q', '-m', 'mode']);
    expect(scanRange(repo, 'base..HEAD').report.findings).toEqual([]);
  });

  it.each([
    ['UTF-16', Buffer.from(`\ufeff# x\n${keyLine()}`, 'utf16le'), 2],
    ['a binary file', Buffer.concat([Buffer.from([0, 1, 0, 10]), Buffer.from(keyLine())]), 2],
    ['CRLF lines', Buffer.from(`# x\r\n# y\r\n${keyLine()}`), 3],
    ['no line end at the end', Buffer.from(`# x\n${keyLine().trimEnd()}`), 2],
  ])('finds a key in %s', (_, content, line) => {
    const repo = baseRepo();
    repo.commit({ 'leak.bin': content });
    expect(findingOf(scanRange(repo, 'base..HEAD'))).toMatchObject({ path: 'leak.bin', start: { line, column: 21 } });
  });

  it('finds a key added to a UTF-16 file, and not the one that stood there', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': Buffer.from(`\ufeff${keyLine('old')}`, 'utf16le') });
    repo.commit({ 'a.txt': Buffer.from(`\ufeff${keyLine('old')}${keyLine('new')}`, 'utf16le') });
    expect(places(scanRange(repo, 'HEAD~1..HEAD').report)).toEqual(['a.txt:2:21 aws-access-key-id']);
  });

  it('finds a key in a file that a symbolic link became', () => {
    const repo = baseRepo();
    const target = storeObject(repo, 'blob', `keys/${accessKeyId()}`);
    const tree = storeTree(repo, { 'a.ini': `120000 ${target}` });
    repo.git('update-ref', 'HEAD', storeCommit(repo, { tree, parents: [repo.git('rev-parse', 'base').trim()] }));
    expect(findingOf(scanRange(repo, 'base..HEAD')).path).toBe('a.ini');
  });

  it('finds a key in a file without a line end that another line follows', () => {
    const repo = baseRepo({ 'a.ini': 'one' });
    repo.commit({ 'a.ini': `one\n${keyLine().trimEnd()}` });
    expect(places(scanRange(repo, 'base..HEAD').report)).toEqual(['a.ini:2:21 aws-access-key-id']);
  });

  it('says that a submodule was not looked at', () => {
    const repo = baseRepo();
    const tree = storeTree(repo, { 'l.ini': storeObject(repo, 'blob', keyLine()), module: `160000 ${'1'.repeat(40)}` });
    repo.git('update-ref', 'HEAD', storeCommit(repo, { tree, parents: [repo.git('rev-parse', 'base').trim()] }));
    const { status, report } = scanRange(repo, 'base..HEAD');
    expect(places(report)).toEqual(['l.ini:1:21 aws-access-key-id']);
    expect(report.coverage.skipped.map((skip) => skip.path)).toContain('module');
    expect(status).toBe(1);
  });
});

describe('merges in a range', () => {
  it('finds what only the merge commit brings', () => {
    const repo = baseRepo();
    repo.git('checkout', '-q', '-b', 'side');
    repo.commit({ 'b.txt': 'y\n' });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'c.txt': 'z\n' });
    repo.git('merge', '-q', '--no-ff', '--no-commit', 'side');
    const merge = repo.commit({ 'a.ini': `${LINES}${keyLine()}` }, 'an evil merge');
    expect(findingOf(scanRange(repo, 'base..HEAD'))).toMatchObject({
      path: 'a.ini',
      start: { line: 6 },
      provenance: { kind: 'commit', commit: merge },
    });
  });

  it('does not blame a merge for what a parent outside of the range brought', () => {
    const repo = baseRepo();
    repo.git('checkout', '-q', '-b', 'feature');
    repo.commit({ 'b.txt': 'y\n' });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'main.ini': keyLine() });
    repo.git('checkout', '-q', 'feature');
    repo.git('merge', '-q', '--no-ff', '-m', 'merge main', 'main');
    const { status, report } = scanRange(repo, 'main..feature');
    expect(report.findings).toEqual([]);
    expect(status).toBe(0);
  });

  it('finds a key of a side branch once, at its own commit', () => {
    const repo = baseRepo();
    repo.git('checkout', '-q', '-b', 'side');
    const commit = repo.commit({ 'side.ini': keyLine() });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'c.txt': 'z\n' });
    repo.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    expect(findingOf(scanRange(repo, 'base..HEAD')).provenance['commit']).toBe(commit);
  });

  it('finds what only an octopus merge brings', () => {
    const repo = baseRepo();
    const base = repo.git('rev-parse', 'base').trim();
    const parents = ['a', 'b', 'c'].map((name) => storeSnapshot(repo, { [name]: `${name}\n` }, { parents: [base] }));
    repo.git('update-ref', 'HEAD', storeSnapshot(repo, { a: 'a\n', 'b.ini': keyLine() }, { parents }));
    expect(places(scanRange(repo, 'base..HEAD').report)).toEqual(['b.ini:1:21 aws-access-key-id']);
  });
});

describe('a tag that a range names', () => {
  it.each(['base..v1', '--tags --not base', '--since=2000-01-01 v1'])('has its message looked at: %s', (range) => {
    const repo = baseRepo();
    repo.commit({ 'b.txt': 'x\n' });
    repo.git('tag', '-a', '-m', `release with ${accessKeyId()}`, 'v1');
    expect(findingOf(scanRange(repo, range)).provenance).toMatchObject({ kind: 'tag-message', tag: 'v1' });
  });

  it('is looked at where it brings no commit', () => {
    const repo = baseRepo();
    repo.git('tag', '-a', '-m', `release with ${accessKeyId()}`, 'v1');
    expect(findingOf(scanRange(repo, 'base..v1')).provenance.kind).toBe('tag-message');
  });

  it.each(['--tags --not base', 'a-blob', 'base a-blob'])('is looked at where it names a blob: %s', (range) => {
    const repo = baseRepo();
    repo.git('tag', 'a-blob', storeObject(repo, 'blob', keyLine()));
    expect(findingOf(scanRange(repo, range))).toMatchObject({ path: 'refs/tags/a-blob' });
  });

  it('may be a blob that has no name', () => {
    const repo = baseRepo();
    const object = storeObject(repo, 'blob', keyLine());
    const finding = findingOf(scanRange(repo, object));
    expect(finding).toMatchObject({ path: `(blob ${object})`, provenance: { unlocated: true } });
  });
});

describe('a secret that was taken away and comes back', () => {
  /** The key is in `base`, gone in `gone`, back in HEAD; a day lies between. */
  function comebackRepo(): Repo {
    const repo = createRepo();
    const day = (number: number): number => 1_600_000_000 + number * 86_400;
    repo.commit({ 'a.ini': keyLine() }, 'base', day(0));
    repo.git('tag', 'base');
    repo.commit({ 'a.ini': 'clean\n' }, 'take it away', day(1));
    repo.git('tag', 'gone');
    repo.commit({ 'a.ini': `# again\n${keyLine()}` }, 'bring it back', day(2));
    return repo;
  }

  it.each([
    ['is new in a range that begins where it was gone', 'gone..HEAD', 1],
    ['is known in a range that begins where it was there', 'base..HEAD', 0],
    ['is new since a date, whatever the commits before it hold', '--since=2020-09-14T00:00:00Z HEAD', 1],
    ['is new among the last commits', '--max-count=2 HEAD', 1],
    ['is new among the last commits, written in two words', '-n 2 HEAD', 1],
    [
      'is known since a date where the range excludes a commit that holds it',
      '--since=2020-09-14T00:00:00Z base..HEAD',
      0,
    ],
  ])('%s', (_, range, count) => {
    const { report, status } = scanRange(comebackRepo(), range);
    expect(report.findings).toHaveLength(count);
    expect(status).toBe(count);
  });
});

describe('a range that is not all there', () => {
  it('is 2 where a blob is missing, names it and reports the rest', () => {
    const repo = baseRepo();
    repo.commit({ 'leak.ini': keyLine(), 'gone.txt': 'gone\n' });
    const hash = repo.git('rev-parse', 'HEAD:gone.txt').trim();
    removeLoose(repo, hash);
    const scan = scanRange(repo, 'base..HEAD');
    expect(problemsOf(scan.report)).toMatch(new RegExp(`${hash}|gone\\.txt`));
    expect(findingsOf(scan.report)).toHaveLength(1);
    expect(scan.status).toBe(2);
  });

  it('is 2 where a commit inside is missing', () => {
    const repo = baseRepo();
    repo.commit({ 'b.txt': 'x\n' });
    repo.commit({ 'leak.ini': keyLine() });
    removeLoose(repo, repo.git('rev-parse', 'HEAD~1').trim());
    const { status } = keysieveJson(['scan', '--range', 'base..HEAD'], { cwd: repo.dir });
    expect(status).toBe(2);
  });

  it('is 2 where it reaches the edge of a shallow clone', () => {
    const repo = baseRepo();
    repo.commit({ 'b.txt': 'x\n' });
    const dir = `${temporaryDirectory()}/shallow`;
    git(repo.dir, ['clone', '-q', '--depth', '1', `file://${repo.dir}`, dir]);
    const scan = scanRange(repoAt(dir), 'HEAD');
    expect(scan.status).toBe(2);
    expect(problemsOf(scan.report)).toMatch(/shallow/i);
  });
});
