/** Objects that no honest git writes: the scan goes on, names them or reads them, and finds the key. */

import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { storeCommit, storeObject, storeTree } from '../../support/objects.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
import { findingsOf, keyLine, type Scan, scanBoth } from '../../support/scans.ts';
import { harmfulOutput } from '../../support/terminal.ts';

/** Points the branch `topic` at an object, which git itself might refuse to do. */
function pointTopic(repo: Repo, hash: string): void {
  repo.write({ '.git/refs/heads/topic': `${hash}\n` });
}

/** A repository with one clean commit, tagged `base`. */
function baseRepo(): { readonly repo: Repo; readonly base: string } {
  const repo = createRepo();
  const base = repo.commit({ 'a.txt': 'x\n' });
  repo.git('tag', 'base');
  return { repo, base };
}

/** A tree that holds the key of a seed in a file that is named after it. */
function leakTree(repo: Repo, seed = 'a'): string {
  return storeTree(repo, { [`${seed}.ini`]: storeObject(repo, 'blob', keyLine(seed)) });
}

/** The key is found, nothing is said of a bug, and the status is 1, or 2 with a problem. */
function expectSurvived(scan: Scan): void {
  expect(findingsOf(scan.report)).toHaveLength(1);
  expect(scan.stderr).not.toMatch(/please report/i);
  expect(harmfulOutput(scan)).toBe('');
  expect(scan.status).toBe(scan.report.problems.length > 0 ? 2 : 1);
}

const PERSON = 'Test Author <author@example.com> 1700000000 +0000';

/** Heads of commits, after `tree` and `parent`. */
const HEADS: Readonly<Record<string, string>> = {
  'no author date': 'author Test <a@example.com>\ncommitter Test <a@example.com>\n\nx\n',
  'a date beyond every calendar': `author ${PERSON}\ncommitter T <t@example.com> 99999999999999999 +0000\n\nx\n`,
  'a date before 1970': `author ${PERSON}\ncommitter T <t@example.com> -99999999 +0000\n\nx\n`,
  'a date that is no number': `author ${PERSON}\ncommitter T <t@example.com> tomorrow +0000\n\nx\n`,
  'a time zone beyond the earth': `author ${PERSON}\ncommitter T <t@example.com> 1700000000 +999999\n\nx\n`,
  'a name with angle brackets': `author A <b> <c> <d@example.com> 1700000000 +0000\ncommitter ${PERSON}\n\nx\n`,
  'no message': `author ${PERSON}\ncommitter ${PERSON}\n`,
  'an empty message': `author ${PERSON}\ncommitter ${PERSON}\n\n`,
  'a message with a NUL': `author ${PERSON}\ncommitter ${PERSON}\n\nbefore\0after\n`,
  'a message with marks of a batch stream': `author ${PERSON}\ncommitter ${PERSON}\n\n${'1'.repeat(40)} missing\n\n`,
  'an unknown encoding': `author ${PERSON}\ncommitter ${PERSON}\nencoding NO-SUCH\n\nx\n`,
  'an encoding of two bytes': `author ${PERSON}\ncommitter ${PERSON}\nencoding UTF-16\n\nx\n`,
  'a thousand unknown headers': `author ${PERSON}\ncommitter ${PERSON}\n${'odd header\n'.repeat(1000)}\nx\n`,
};

/** A commit with an odd head on top of another. */
function storeOdd(repo: Repo, head: string, parent: string, seed = 'a'): string {
  return storeObject(repo, 'commit', `tree ${leakTree(repo, seed)}\nparent ${parent}\n${head}`);
}

describe('commits', () => {
  it.each(Object.entries(HEADS))('in history with %s', (_, head) => {
    const { repo, base } = baseRepo();
    pointTopic(repo, storeOdd(repo, head, base));
    expectSurvived(scanBoth(['--history'], { cwd: repo.dir }));
  });

  it('in a range, with all of these', () => {
    const { repo, base } = baseRepo();
    const heads = Object.values(HEADS);
    pointTopic(
      repo,
      heads.reduce((parent, head, i) => storeOdd(repo, head, parent, `s${i}`), base),
    );
    const { report } = scanBoth(['--range=base..topic'], { cwd: repo.dir });
    expect(heads.map((_, i) => findingsOf(report, `s${i}`).length)).toEqual(heads.map(() => 1));
  });

  it.each(['--history', '--range=base..topic'])('with the same parent twice (%s)', (form) => {
    const { repo, base } = baseRepo();
    pointTopic(repo, storeCommit(repo, { tree: leakTree(repo), parents: [base, base] }));
    expectSurvived(scanBoth([form], { cwd: repo.dir }));
  });

  it.each(['--history', '--range=base..topic'])('with thirty parents (%s)', (form) => {
    const { repo, base } = baseRepo();
    const tree = repo.git('rev-parse', 'base^{tree}').trim();
    const parents = Array.from({ length: 30 }, (_, i) => storeCommit(repo, { tree, parents: [base], message: `${i}` }));
    pointTopic(repo, storeCommit(repo, { tree: leakTree(repo), parents }));
    expectSurvived(scanBoth([form], { cwd: repo.dir }));
  });
});

/** One raw tree entry. */
function entry(mode: string, name: string, hash: string): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, 'hex')]);
}

/** Raw trees, given a clean blob and one that holds a key. */
const TREES: Readonly<Record<string, (clean: string, leak: string) => readonly Buffer[]>> = {
  'a name twice': (clean, leak) => [entry('100644', 'a', clean), entry('100644', 'a', leak)],
  'names out of order': (clean, leak) => [entry('100644', 'z', clean), entry('100644', 'a', leak)],
  'names that climb': (_, leak) => [entry('100644', '../../x', leak)],
  'a name with slashes': (_, leak) => [entry('100644', 'a/b/c', leak)],
  'a .git inside': (_, leak) => [entry('100644', '.git', leak)],
  'an absolute name': (_, leak) => [entry('100644', '/dev/zero', leak)],
  'a name like a member of every object': (_, leak) => [entry('100644', '__proto__', leak)],
  'a mode that nobody knows': (_, leak) => [entry('100777', 'a', leak)],
  'a mode with leading zeros': (_, leak) => [entry('0100644', 'a', leak)],
  'a very long name': (_, leak) => [entry('100644', 'n'.repeat(5000), leak)],
};

function storeOddTree(repo: Repo, entries: (clean: string, leak: string) => readonly Buffer[], seed = 'a'): string {
  const leak = storeObject(repo, 'blob', keyLine(seed));
  return storeObject(repo, 'tree', Buffer.concat(entries(storeObject(repo, 'blob', 'x\n'), leak)));
}

describe('trees', () => {
  it.each(Object.entries(TREES))('in history with %s', (_, entries) => {
    const { repo, base } = baseRepo();
    pointTopic(repo, storeCommit(repo, { tree: storeOddTree(repo, entries), parents: [base] }));
    expectSurvived(scanBoth(['--history'], { cwd: repo.dir }));
  });

  it('in a range, with all of these', () => {
    const { repo, base } = baseRepo();
    const odd = Object.values(TREES);
    const stack = (parent: string, entries: (typeof odd)[number], i: number) =>
      storeCommit(repo, { tree: storeOddTree(repo, entries, `s${i}`), parents: [parent] });
    pointTopic(repo, odd.reduce(stack, base));
    const { report } = scanBoth(['--range=base..topic'], { cwd: repo.dir });
    expect(odd.map((_, i) => findingsOf(report, `s${i}`).length)).toEqual(odd.map(() => 1));
  });
});

describe('tags', () => {
  it.each([
    ['no tagger', (hash: string) => `object ${hash}\ntype commit\ntag x\n\n${accessKeyId('tag')}\n`],
    ['a wrong type', (hash: string) => `object ${hash}\ntype blob\ntag x\ntagger ${PERSON}\n\n${accessKeyId('tag')}\n`],
    ['no object', () => `type commit\ntag x\n\n${accessKeyId('tag')}\n`],
    [
      'a name of many lines',
      (hash: string) => `object ${hash}\ntype commit\ntag x\u001b[2J\n\n${accessKeyId('tag')}\n`,
    ],
  ])('with %s', (_, body) => {
    const repo = createRepo();
    const hash = repo.commit({ 'leak.ini': keyLine() });
    repo.write({ '.git/refs/tags/odd': `${storeObject(repo, 'tag', body(hash))}\n` });
    const scan = scanBoth(['--history'], { cwd: repo.dir });
    expectSurvived(scan);
    expect(findingsOf(scan.report, 'tag')).toHaveLength(1);
  });
});

describe('an object of another kind than it says', () => {
  it('does not stop the scan: a blob in place of a folder', () => {
    const repo = createRepo();
    repo.commit({ 'leak.ini': keyLine() });
    const blob = storeObject(repo, 'blob', 'no tree\n');
    const tree = storeObject(repo, 'tree', entry('40000', 'sub', blob));
    repo.git('update-ref', 'refs/heads/odd', storeCommit(repo, { tree }));
    const scan = scanBoth(['--history'], { cwd: repo.dir });
    expect(findingsOf(scan.report)).toHaveLength(1);
    // Each object is scanned as what it is, so nothing is left out.
    expect(scan.status).toBe(1);
  });
});
