/** `scan --stdin`: standard input as one file without a place. */

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closingLine, keyAt, scanStdin } from '../support/form-scans.ts';
import { accessKeyId, credentialsFile } from '../support/keys.ts';
import { keysieve, places } from '../support/keysieve.ts';
import { createRepo, repoAt, temporaryDirectory } from '../support/repo.ts';

const KEY = accessKeyId('stdin');

it('finds a key and says that it came from standard input', () => {
  const { report, status } = scanStdin(temporaryDirectory(), `one\nkey = ${KEY}\n`);
  expect(report.target.kind).toBe('stdin');
  expect(report.findings).toHaveLength(1);
  expect(report.findings[0]).toMatchObject({
    rule: 'aws-access-key-id',
    start: { line: 2, column: 7 },
    end: { line: 2, column: 27 },
    provenance: { kind: 'stdin' },
  });
  expect(status).toBe(1);
});

it('passes clean input and closes with what was scanned', () => {
  const run = keysieve(['scan', '--stdin'], { cwd: temporaryDirectory(), input: 'nothing here\n' });
  expect(closingLine(run.stdout)).toMatch(/\bfindings?\b/);
  expect(run.status).toBe(0);
});

it('counts the bytes that it read', () => {
  expect(scanStdin(temporaryDirectory(), 'x'.repeat(300_000)).report.coverage.bytes).toBe(300_000);
});

it('gives the input the name of --stdin-path', () => {
  const { report } = scanStdin(temporaryDirectory(), `${KEY}\n`, ['--stdin-path', 'config/dev.env']);
  expect(places(report)).toEqual([keyAt('config/dev.env', 1, 1)]);
});

it.each([
  { name: 'x.env', found: 1 },
  { name: 'x.txt', found: 0 },
])('finds $found with a rule for paths that end in .env in the input called $name', ({ name, found }) => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'r.toml': `[[rules]]\nid = "env-word"\ndescription = "x"\nregex = '''zebra\\d+'''\npath = '''\\.env$'''\n` });
  const { report } = scanStdin(dir, 'zebra12345\n', ['--stdin-path', name, '--rules', 'r.toml']);
  expect(report.findings).toHaveLength(found);
});

it('needs no repository and reads none', () => {
  const repo = createRepo();
  repo.stage({ 'a.txt': `${KEY}\n` });
  expect(scanStdin(repo.dir, 'clean\n').report.findings).toEqual([]);
});

it('needs no git', () => {
  const run = keysieve(['scan', '--stdin'], {
    cwd: temporaryDirectory(),
    env: { PATH: temporaryDirectory() },
    input: `${KEY}\n`,
  });
  expect(run.status).toBe(1);
});

it('pairs a key ID with its secret', () => {
  const { findings } = scanStdin(temporaryDirectory(), credentialsFile('stdin')).report;
  expect(findings.map((f) => [f.severity, f.related.map((r) => r.start.line)])).toEqual([['critical', [3]]]);
});

describe('input of every kind', () => {
  it.each([
    { what: 'UTF-16 with a mark', input: Buffer.from(`\ufeffone\nkey = ${KEY}\n`, 'utf16le') },
    { what: 'CRLF', input: `one\r\nkey = ${KEY}\r\n` },
    { what: 'no line end at the end', input: `one\nkey = ${KEY}` },
    { what: 'binary', input: Buffer.concat([Buffer.from([0, 1, 2, 0xff, 0x0a]), Buffer.from(`key = ${KEY}\0`)]) },
  ])('is scanned: $what', ({ input }) => {
    expect(scanStdin(temporaryDirectory(), input).report.findings[0]).toMatchObject({ start: { line: 2, column: 7 } });
  });

  it('is scanned to the end of 10 MB', () => {
    const { report } = scanStdin(temporaryDirectory(), `${'x = 1\n'.repeat(1_700_000)}${KEY}\n`);
    expect(report.findings[0]?.start).toEqual({ line: 1_700_001, column: 1 });
  });
});

it('obeys inline allows, unless --no-inline', () => {
  const allow = ['gitleaks', 'allow'].join(':');
  const input = `${KEY} # ${allow}\n`;
  expect(scanStdin(temporaryDirectory(), input).report.suppressed).toHaveLength(1);
  expect(scanStdin(temporaryDirectory(), input, ['--no-inline']).report.findings).toHaveLength(1);
});

it('takes escape sequences in --stdin-path for text', () => {
  const run = keysieve(['scan', '--stdin', '--stdin-path', '\u001b[2Jx\u0007'], {
    cwd: join(temporaryDirectory()),
    input: `${KEY}\n`,
  });
  expect(run.stdout + run.stderr).not.toMatch(/[\u0007\u001b]/);
  expect(run.status).toBe(1);
});
