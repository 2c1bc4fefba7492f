/** What the actions of `keysieve baseline` do to the file, and what they refuse. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptedRepo, baseline, baselineDone, entriesOf, expiredRepo } from '../../support/baseline.ts';
import { folderWith, scanPaths, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId, credentialsFile, secretKey } from '../../support/keys.ts';
import { keysieve } from '../../support/keysieve.ts';
import { createRepo } from '../../support/repo.ts';
import { keyLine, scanHistory } from '../../support/scans.ts';

const FILE = '.keysieve-baseline';

describe('create', () => {
  it('writes one line for each secret, and nothing of the secrets', () => {
    const repo = createRepo();
    repo.commit({ 'a.ini': credentialsFile(), 'b b.ini': keyLine('b') });
    const run = baselineDone(
      repo,
      'create',
      '--reason',
      ' known\nsince 2024 ',
      '--until',
      '2999-12-31',
      '--author',
      'Ann',
    );
    expect(run.stdout).toContain('accepted 2 findings (3 secrets) in .keysieve-baseline');
    const ends = entriesOf(repo).map((line) => line.replace(/s10\$[0-9a-f]{32}\$[0-9a-f]{32} /, ''));
    const rest = 'until 2999-12-31 by Ann because known since 2024';
    expect(ends).toEqual([
      `aws-access-key-id a.ini ${rest}`,
      `aws-access-key-id b%20b.ini ${rest}`,
      `aws-secret-access-key a.ini ${rest}`,
    ]);
    const text = readFileSync(join(repo.dir, FILE), 'utf8') + run.stdout + run.stderr;
    for (const secret of [accessKeyId(), secretKey(), accessKeyId('b')]) expect(text).not.toContain(secret.slice(0, 8));
    expect(scanPaths(repo.dir)).toMatchObject({ status: 0, report: { findings: [], problems: [] } });
  });

  it('makes a file in which keysieve finds nothing itself', () => {
    const lines = Array.from({ length: 60 }, (_, index) => keyLine(`many${index}`));
    const repo = acceptedRepo({ 'a.ini': lines.join(''), 'secret.key': keyLine('x') });
    const { report } = scanPaths(repo.dir, [FILE, '--baseline', '/dev/null', '--enable', '*']);
    expect(report.findings).toEqual([]);
    expect(report.coverage.files).toBe(1);
  });

  it.each([['update', '--reason', 'x'], ['prune'], ['explain']])('has to come before %s', (...args) => {
    const repo = createRepo();
    const run = baseline(repo, ...args);
    expect(run.stderr).toContain('.keysieve-baseline: there is no such file; "keysieve baseline create" makes one');
    expect(run.status).toBe(2);
    expect(existsSync(join(repo.dir, FILE))).toBe(false);
  });

  it('replaces no file that is there', () => {
    const repo = acceptedRepo({ 'a.ini': keyLine() });
    const before = entriesOf(repo);
    const run = baseline(repo, 'create', '--reason', 'again');
    expect(run.stderr).toContain('.keysieve-baseline exists: add to it with "keysieve baseline update"');
    expect(run.status).toBe(2);
    expect(entriesOf(repo)).toEqual(before);
  });

  it('writes nothing where the scan is not complete', () => {
    const repo = createRepo();
    repo.commit({ 'a.ini': keyLine() });
    const run = baseline(repo, 'create', '--reason', 'x', 'a.ini', 'missing.ini');
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('the scan is not complete, so the baseline was left as it is');
    expect(existsSync(join(repo.dir, FILE))).toBe(false);
  });

  it('names no file whose name holds a secret', () => {
    const repo = createRepo();
    repo.commit({ [`x-${accessKeyId()}.txt`]: keyLine() });
    baselineDone(repo, 'create', '--reason', 'x', '--history');
    expect(entriesOf(repo).join()).not.toContain(accessKeyId());
    expect(scanHistory(repo).status).toBe(0);
  });

  it('works outside of a repository, and with a file of another name', () => {
    const dir = folderWith({ 'a.ini': keyLine() });
    baselineDone({ dir }, 'create', '--reason', 'x', '--baseline', 'known.txt');
    expect(scanPaths(dir).status).toBe(1);
    expect(scanPaths(dir, ['--baseline', 'known.txt']).status).toBe(0);
  });
});

describe('update', () => {
  it('adds what is new, and leaves everything else as it is', () => {
    const repo = acceptedRepo({ 'a.ini': keyLine() });
    const [old] = entriesOf(repo);
    repo.write({ 'a.ini': keyLine() + keyLine('b') });
    expect(baselineDone(repo, 'update', '--reason', 'another one').stdout).toContain('accepted 1 finding (1 secret)');
    const entries = entriesOf(repo);
    expect(entries).toHaveLength(2);
    expect(entries).toContain(old);
    expect(entries).toEqual([...entries].sort());
    expect(scanPaths(repo.dir).status).toBe(0);
    const before = readFileSync(join(repo.dir, FILE), 'utf8');
    expect(baselineDone(repo, 'update', '--reason', 'again').stdout).toBe('no findings: nothing to accept\n');
    expect(readFileSync(join(repo.dir, FILE), 'utf8')).toBe(before);
  });

  it('accepts what is staged', () => {
    const repo = acceptedRepo({ 'a.ini': keyLine() });
    repo.stage({ 'b.ini': keyLine('b') });
    baselineDone(repo, 'update', '--staged', '--reason', 'x');
    expect(entriesOf(repo)).toHaveLength(2);
    expect(scanStaged(repo.dir).status).toBe(0);
  });

  it('renews what is expired', () => {
    const repo = expiredRepo({ 'a.ini': keyLine() });
    expect(scanPaths(repo.dir).status).toBe(1);
    baselineDone(repo, 'update', '--reason', 'still needed', '--until', '2999-01-01');
    expect(entriesOf(repo)).toEqual([expect.stringContaining('until 2999-01-01 because still needed')]);
    expect(scanPaths(repo.dir)).toMatchObject({
      status: 0,
      report: { suppressed: [{ by: 'baseline', reason: 'still needed', expiry: '2999-01-01' }] },
    });
  });
});

describe('prune', () => {
  it('removes what matches nothing any more, keeps the rest, and says so', () => {
    const repo = acceptedRepo({
      'a.ini': keyLine('a') + keyLine('b'),
      'gone.ini': keyLine('c'),
      'kept.ini': keyLine('d'),
    });
    repo.write({ 'a.ini': keyLine('b') });
    repo.git('rm', '-q', 'gone.ini');
    const { stdout } = baselineDone(repo, 'prune');
    expect(stdout).toContain('removed aws-access-key-id in a.ini: a test account');
    expect(stdout).toContain('removed aws-access-key-id in gone.ini: a test account');
    expect(stdout).toContain('2 removed, 2 kept in .keysieve-baseline');
    expect(scanPaths(repo.dir, ['--strict-baseline']).status).toBe(0);
  });

  it.each([
    ['outside of what was scanned', ['kept.ini']],
    ['excluded', ['--exclude', 'a.ini']],
    ['of a rule that was not run', ['--disable', 'aws-access-key-id']],
  ])('keeps an entry that is %s', (_, args) => {
    const repo = acceptedRepo({ 'a.ini': keyLine(), 'kept.ini': 'x\n' });
    repo.write({ 'a.ini': 'x\n' });
    baselineDone(repo, 'prune', ...args);
    expect(entriesOf(repo)).toHaveLength(1);
    baselineDone(repo, 'prune');
    expect(entriesOf(repo)).toHaveLength(0);
  });

  it('keeps an entry for a file that is ignored, as long as it is there', () => {
    const repo = acceptedRepo({ 'a.ini': keyLine() });
    repo.git('rm', '-q', '--cached', 'a.ini');
    repo.write({ '.gitignore': 'a.ini\n' });
    baselineDone(repo, 'prune');
    expect(entriesOf(repo)).toHaveLength(1);
  });

  it('of files says nothing of what was accepted in the history, nor the other way round', () => {
    const repo = acceptedRepo({ 'a.ini': keyLine() });
    repo.commit({ 'b.ini': keyLine('b') });
    baselineDone(repo, 'update', '--reason', 'in the past', '--history');
    repo.commit({ 'a.ini': 'x\n', 'b.ini': 'x\n' });
    expect(entriesOf(repo).map((line) => / in history /.test(line))).toEqual([false, true]);
    baselineDone(repo, 'prune', '--history');
    expect(entriesOf(repo)).toHaveLength(2);
    baselineDone(repo, 'prune');
    expect(entriesOf(repo)).toEqual([expect.stringContaining('in the past')]);
  });
});

describe('explain', () => {
  it('says what entries stand for, and whether they are needed', () => {
    const repo = acceptedRepo({ 'a.ini': keyLine('a'), 'b.ini': keyLine('b') }, '--author', 'Ann');
    repo.write({ 'b.ini': 'x\n', 'a.ini': `\n${keyLine('a')}` });
    const { stdout } = baselineDone(repo, 'explain');
    expect(stdout).toMatch(/^\.keysieve-baseline:2: aws-access-key-id in a\.ini\n {2}reason {8}a test account/);
    expect(stdout).toContain('accepts a.ini:2:21');
    expect(stdout).toContain('accepted by   Ann');
    expect(stdout).toContain('matches nothing any more: keysieve baseline prune removes it');
    expect(baselineDone(repo, 'explain', 'b.ini').stdout).not.toContain('a.ini');
    expect(baseline(repo, 'explain', 'c.ini')).toMatchObject({ status: 2 });
  });

  it('says of two entries for one finding that both accept it, in text and in JSON', () => {
    const repo = acceptedRepo({ 'a.ini': keyLine('a') });
    const [entry = ''] = entriesOf(repo);
    writeFileSync(
      join(repo.dir, FILE),
      `${entry}\n${entry.replace(/because .*/, 'by Ann because of another branch')}\n`,
    );
    const { stdout } = baselineDone(repo, 'explain');
    expect(stdout.match(/now +accepts a\.ini:1:21/g)).toHaveLength(2);
    const state = { expired: false, unused: false, accepts: [{ path: 'a.ini', start: { line: 1, column: 21 } }] };
    const about = { rule: 'aws-access-key-id', path: 'a.ini', inHistory: false };
    expect(JSON.parse(baselineDone(repo, 'explain', '--json').stdout)).toEqual({
      schema: 'keysieve-entries/1',
      file: FILE,
      entries: [
        { line: 1, ...about, reason: 'a test account', ...state },
        { line: 2, ...about, reason: 'of another branch', author: 'Ann', ...state },
      ],
    });
  });
});

describe('a baseline that is broken', () => {
  it.each([
    ['no entry at all', 'x\n', /\.keysieve-baseline:1: is no entry: the form is RULE PATH HASH/],
    ['what is not UTF-8', Buffer.from('# \xe9\n', 'latin1'), /\.keysieve-baseline: is not UTF-8/],
    ['a conflict', '<<<<<<< HEAD\n=======\n>>>>>>> b\n', /\.keysieve-baseline:1: a merge left a conflict here/],
  ])('makes a scan of files fail, which still reports: %s', (_, text, message) => {
    const repo = createRepo();
    repo.commit({ 'a.ini': keyLine() });
    writeFileSync(join(repo.dir, FILE), text);
    const run = scanPaths(repo.dir);
    expect(run.stderr).toMatch(message);
    expect(run.report.findings).toHaveLength(1);
    expect(run.status).toBe(2);
  });

  it('that was named and does not exist is an error', () => {
    const run = keysieve(['scan', '--baseline', 'missing'], { cwd: folderWith({ 'a.ini': 'x\n' }) });
    expect(run.stderr).toContain('--baseline missing: there is no such file');
    expect(run.status).toBe(2);
  });
});
