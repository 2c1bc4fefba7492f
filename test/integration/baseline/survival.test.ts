/** What stays accepted in every form of scan, and what does not. */

import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptedRepo, baselineDone, entriesOf } from '../../support/baseline.ts';
import { scanPaths, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId, credentialsFile, secretKey } from '../../support/keys.ts';
import { places } from '../../support/keysieve.ts';
import type { Repo } from '../../support/repo.ts';
import { keyLine, scanHistory, scanRange } from '../../support/scans.ts';

const FILE = 'config/dev.ini';

describe('in a scan of files', () => {
  it.each([
    ['lines above it', `# a\n\n# b\n${keyLine()}`],
    ['another layout', `  "aws_access_key_id":\t'${accessKeyId()}',\r\n`],
    ['the same key twice', keyLine() + keyLine()],
  ])('an accepted key stays accepted with %s', (_, content) => {
    const repo = acceptedRepo({ [FILE]: keyLine() });
    repo.write({ [FILE]: content });
    const { status, report } = scanPaths(repo.dir);
    expect(report.findings).toEqual([]);
    expect(status).toBe(0);
    expect(report.suppressed).toMatchObject([
      { by: 'baseline', reason: 'a test account', entry: '.keysieve-baseline:2', finding: { path: FILE } },
    ]);
  });

  it.each([
    ['a changed key', { [FILE]: keyLine('b') }, [`${FILE}:1:21 aws-access-key-id`]],
    [
      'a second key on the line',
      { [FILE]: `${keyLine().trimEnd()} ${accessKeyId('b')}\n` },
      [`${FILE}:1:42 aws-access-key-id`],
    ],
    ['the key in another file', { 'other.ini': keyLine() }, ['other.ini:1:21 aws-access-key-id']],
  ])('%s is reported', (_, files, expected) => {
    const repo = acceptedRepo({ [FILE]: keyLine() });
    repo.write(files);
    const { status, report } = scanPaths(repo.dir);
    expect(places(report)).toEqual(expected);
    expect(status).toBe(1);
  });

  it('the same value under another rule is reported', () => {
    const repo = acceptedRepo({ [FILE]: keyLine() });
    const rule = `[[rules]]\nid = "other"\ndescription = "Other"\nregex = '''[A-Z0-9]{20}'''\n`;
    repo.write({ 'more.toml': rule });
    const { report } = scanPaths(repo.dir, ['--rules', 'more.toml', '--disable', 'aws-access-key-id']);
    expect(places(report)).toEqual([`${FILE}:1:21 other`]);
  });

  it('a secret that is changed beside an accepted key ID is reported by itself', () => {
    const repo = acceptedRepo({ [FILE]: credentialsFile() });
    expect(entriesOf(repo)).toHaveLength(2);
    expect(scanPaths(repo.dir).status).toBe(0);
    repo.write({ [FILE]: credentialsFile().replace(secretKey(), secretKey('b')) });
    expect(places(scanPaths(repo.dir).report)).toEqual([`${FILE}:3:25 aws-secret-access-key`]);
  });

  it('a key of several lines stays accepted when it is indented', () => {
    const body = Array.from({ length: 4 }, (_, index) => secretKey(`pem${index}`)).join('\n');
    const rule = `[[rules]]\nid = "block"\ndescription = "Block"\nregex = '''(?s)BEGIN X(.{100,300}?)END X'''\nkeywords = ["BEGIN X"]\n`;
    const block = `BEGIN X\n${body}\nEND X\n`;
    const repo = acceptedRepo({ 'keysieve.toml': rule, 'key.txt': block }, '--disable', 'generic-*');
    repo.write({ 'key.txt': block.replaceAll('\n', '\r\n    ') });
    const { report } = scanPaths(repo.dir, ['--disable', 'generic-*']);
    expect(places(report)).toEqual([]);
    expect(report.suppressed).toHaveLength(1);
  });
});

describe('a file that moves', () => {
  const move = (repo: Repo): void => {
    renameSync(join(repo.dir, FILE), join(repo.dir, 'moved.ini'));
    repo.git('add', '-A');
  };

  it('is reported, also when it is only renamed in the commit', () => {
    const repo = acceptedRepo({ [FILE]: keyLine() });
    move(repo);
    expect(places(scanPaths(repo.dir).report)).toEqual(['moved.ini:1:21 aws-access-key-id']);
    expect(places(scanStaged(repo.dir).report)).toEqual(['moved.ini:1:21 aws-access-key-id']);
  });

  it('stays accepted when that was asked for', () => {
    const repo = acceptedRepo({ [FILE]: keyLine() }, '--any-path');
    move(repo);
    expect(scanPaths(repo.dir)).toMatchObject({ status: 0, report: { findings: [] } });
    expect(scanStaged(repo.dir)).toMatchObject({ status: 0, report: { findings: [] } });
    repo.write({ 'moved.ini': keyLine('b') });
    expect(scanPaths(repo.dir).status).toBe(1);
  });
});

describe('in other forms', () => {
  it('what is staged beside an accepted key is reported alone', () => {
    const repo = acceptedRepo({ [FILE]: keyLine() });
    repo.stage({ [FILE]: `# moved down\n${keyLine('b')}\t${keyLine()}` });
    const { report } = scanStaged(repo.dir);
    expect(places(report)).toEqual([`${FILE}:2:21 aws-access-key-id`]);
  });

  it('a history holds one finding for each rule, path and secret, and each is accepted once', () => {
    const repo = acceptedRepo({ [FILE]: keyLine() });
    repo.commit({ [FILE]: `# a\n${keyLine()}` });
    repo.commit({ [FILE]: 'nothing\n' });
    expect(scanHistory(repo)).toMatchObject({ status: 0, report: { findings: [] } });
    expect(scanHistory(repo).report.suppressed).toHaveLength(1);
    repo.commit({ [FILE]: keyLine('b') });
    expect(places(scanHistory(repo).report)).toEqual([`${FILE}:1:21 aws-access-key-id`]);
  });

  it('a range is judged by the baseline that stood at its start', () => {
    const repo = acceptedRepo({ [FILE]: keyLine() });
    const base = repo.git('rev-parse', 'HEAD').trim();
    repo.commit({ 'new.ini': keyLine('b') });
    baselineDone(repo, 'update', '--reason', 'excusing myself');
    repo.git('add', '-A');
    repo.commit({});
    expect(places(scanRange(repo, `${base}..HEAD`).report)).toEqual(['new.ini:1:21 aws-access-key-id']);
    expect(scanRange(repo, `${base}..HEAD`, '--trust', 'worktree').status).toBe(0);
    expect(scanRange(repo, `${base}..HEAD`, '--baseline', '.keysieve-baseline').status).toBe(0);
    expect(scanRange(repo, `${base}..HEAD`, '--trust', 'head').status).toBe(0);
  });
});
