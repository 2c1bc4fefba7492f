/** Which lines of staged files `scan --staged` reports: those that the next commit adds, from the index alone. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closingLine, keyAt, said, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId, secretKey } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo } from '../../support/repo.ts';

const KEY = accessKeyId('lines');
const OLD_KEY = accessKeyId('lines-old');

it('finds a key in the first commit of a repository', () => {
  const repo = createRepo();
  repo.stage({ 'a.txt': `first\nkey = ${KEY}\n` });
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([keyAt('a.txt', 2, 7)]);
  expect(status).toBe(1);
});

it('says where in the file an added key starts and ends', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\ntwo\nthree\n' });
  repo.stage({ 'a.txt': `one\ntwo\n  key: "${KEY}",\nthree\n` });
  const [finding] = scanStaged(repo.dir).report.findings;
  expect(finding).toMatchObject({ path: 'a.txt', start: { line: 3, column: 9 }, end: { line: 3, column: 29 } });
});

it('names the index and the staged object as provenance', () => {
  const repo = createRepo();
  repo.stage({ 'a.txt': `${KEY}\n` });
  const { report } = scanStaged(repo.dir);
  const object = repo.git('rev-parse', ':a.txt').trim();
  expect(report.target.kind).toBe('staged');
  expect(report.findings[0]?.provenance).toMatchObject({ kind: 'index', object });
});

it('passes a clean commit and closes with what was scanned', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.stage({ 'a.txt': 'one\ntwo\n', 'b.txt': 'three\n' });
  const run = keysieve(['scan', '--staged'], { cwd: repo.dir });
  expect(closingLine(run.stdout)).toMatch(/\bfindings?\b.*\b2 (staged )?files\b/);
  expect(run.status).toBe(0);
});

it('counts the staged files and no others', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n', 'b.txt': 'one\n', 'c.txt': 'one\n' });
  repo.stage({ 'a.txt': 'two\n', 'new.txt': 'new\n' });
  expect(scanStaged(repo.dir).report.coverage.files).toBe(2);
});

it('finds a key on a changed line', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\nkey = none\nthree\n' });
  repo.stage({ 'a.txt': `one\nkey = ${KEY}\nthree\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 2, 7)]);
});

it('does not report a key on an unchanged line of a changed file', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': `key = ${OLD_KEY}\ntwo\n` });
  repo.stage({ 'a.txt': `key = ${OLD_KEY}\nchanged\nmore\n` });
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([]);
  expect(status).toBe(0);
});

it('reports only the new one of two keys in a changed file', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': `key = ${OLD_KEY}\ntwo\nthree\n` });
  repo.stage({ 'a.txt': `key = ${OLD_KEY}\ntwo\nthree\nkey = ${KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 4, 7)]);
});

it('reports a key that is committed already when it is added on a second line', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': `key = ${OLD_KEY}\ntwo\n` });
  repo.stage({ 'a.txt': `key = ${OLD_KEY}\ntwo\nagain = ${OLD_KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 3, 9)]);
});

it('does not report a key on a removed line', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': `one\nkey = ${OLD_KEY}\nthree\n` });
  repo.stage({ 'a.txt': 'one\nthree\n' });
  expect(places(scanStaged(repo.dir).report)).toEqual([]);
});

it('does not report a key that only moved down because lines were added above it', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': `one\nkey = ${OLD_KEY}\n` });
  repo.stage({ 'a.txt': `new\nnew\nnew\none\nkey = ${OLD_KEY}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([]);
});

it('reports an added secret whose name stands on the unchanged line before', () => {
  const repo = createRepo();
  const file = (value: string) => `env:\n  - name: AWS_SECRET_ACCESS_KEY\n    value: ${value}\n`;
  repo.commit({ 'pod.yaml': file('from-vault') });
  repo.stage({ 'pod.yaml': file(secretKey('two-lines')) });
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual(['pod.yaml:3:12 aws-secret-access-key']);
  expect(status).toBe(1);
});

it.each([
  { kind: 'named', line: `aws_secret_access_key = ${secretKey('late')}` },
  { kind: 'bare', line: secretKey('late') },
])('reports a $kind secret that is added beside a key ID that was committed before', ({ line }) => {
  const repo = createRepo();
  repo.commit({ 'a.ini': `aws_access_key_id = ${OLD_KEY}\n` });
  repo.stage({ 'a.ini': `aws_access_key_id = ${OLD_KEY}\n${line}\n` });
  const { report, status } = scanStaged(repo.dir);
  const lines = report.findings.flatMap((f) => [f.start.line, ...f.related.map((r) => r.start.line)]);
  expect(lines).toContain(2);
  expect(status).toBe(1);
});

it('finds a key that is in the index and no longer in the work tree', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.stage({ 'a.txt': `one\nkey = ${KEY}\n` });
  repo.write({ 'a.txt': 'one\nclean again\n' });
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 2, 7)]);
});

it('finds a key in the index when the file is gone from the work tree', () => {
  const repo = createRepo();
  repo.stage({ 'a.txt': `key = ${KEY}\n` });
  rmSync(join(repo.dir, 'a.txt'));
  expect(places(scanStaged(repo.dir).report)).toEqual([keyAt('a.txt', 1, 7)]);
});

it('does not look at what is in the work tree only', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  repo.stage({ 'a.txt': 'one\nstaged\n' });
  repo.write({ 'a.txt': `one\nstaged\nkey = ${KEY}\n`, 'untracked.txt': `${KEY}\n` });
  const { report, status } = scanStaged(repo.dir);
  expect(places(report)).toEqual([]);
  expect(status).toBe(0);
});

it('passes when nothing is staged, and says so loudly', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': `key = ${OLD_KEY}\n` });
  const run = keysieve(['scan', '--staged'], { cwd: repo.dir });
  expect(said(run)).toMatch(/nothing|no staged/i);
  expect(run.status).toBe(0);
});

it('passes when nothing is staged in a repository without commits', () => {
  const run = keysieve(['scan', '--staged'], { cwd: createRepo().dir });
  expect(said(run)).toMatch(/nothing|no staged/i);
  expect(run.status).toBe(0);
});

it('ends in 2 when nothing is staged and --require-coverage is given', () => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n' });
  expect(keysieve(['scan', '--staged', '--require-coverage'], { cwd: repo.dir }).status).toBe(2);
});

it('says file, line and column of every finding in the text report', () => {
  const repo = createRepo();
  repo.stage({ 'a.txt': `one\nkey = ${KEY}\n`, 'dir/b.txt': `${OLD_KEY}\n` });
  const run = keysieve(['scan', '--staged'], { cwd: repo.dir });
  expect(run.stdout).toMatch(/^a\.txt:2:7\b/m);
  expect(run.stdout).toMatch(/^dir\/b\.txt:1:1\b/m);
  expect(closingLine(run.stdout)).toMatch(/\b2 findings\b/);
});

it('orders findings by path, line and column', () => {
  const repo = createRepo();
  const [one, two, three] = [accessKeyId('order-1'), accessKeyId('order-2'), accessKeyId('order-3')];
  repo.stage({ 'b.txt': `x ${one} ${two}\n`, 'a/z.txt': `\n${three}\n`, 'a.txt': `\n\n${three}\n` });
  expect(places(scanStaged(repo.dir).report)).toEqual([
    keyAt('a.txt', 3, 1),
    keyAt('a/z.txt', 2, 1),
    keyAt('b.txt', 1, 3),
    keyAt('b.txt', 1, 24),
  ]);
});
