/** Reports to standard output and to files, several at once. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closingLine } from '../../support/form-scans.ts';
import { accessKeyId, credentialsFile } from '../../support/keys.ts';
import { type JsonFinding, type JsonReport, keysieve } from '../../support/keysieve.ts';
import { repoAt, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('formats');

function folder(): string {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': `one\nkey = ${KEY}\n`, 'b.ini': credentialsFile('formats') });
  return dir;
}

interface SarifResult {
  readonly ruleId: string;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: Readonly<Record<string, number>>;
    };
  }[];
}

interface SarifRun {
  readonly columnKind: string;
  readonly invocations: readonly { readonly executionSuccessful: boolean }[];
  readonly results: readonly SarifResult[];
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
}

function sarifRun(text: string): SarifRun {
  const log = JSON.parse(text) as { readonly version: string; readonly runs: readonly SarifRun[] };
  expect(log.version).toBe('2.1.0');
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as SarifRun;
}

it('writes text to standard output by default', () => {
  const run = keysieve(['scan'], { cwd: folder() });
  expect(run.stdout).toMatch(/^a\.txt:2:7\b.*\bmedium\b/m);
  expect(run.stdout).toMatch(/^b\.ini:2:21\b.*\bcritical\b/m);
  expect(closingLine(run.stdout)).toMatch(/\b2 findings\b.*\b2 files\b/);
});

it('writes several formats in one run, those without a file to standard output', () => {
  const dir = folder();
  const out = temporaryDirectory();
  const [json, sarif] = [join(out, 'x.json'), join(out, 'y.sarif')];
  const run = keysieve(['scan', '-f', 'text', '-f', `json=${json}`, '-f', `sarif=${sarif}`], { cwd: dir });
  expect(run.stdout).toMatch(/^a\.txt:2:7\b/m);
  expect((JSON.parse(readFileSync(json, 'utf8')) as JsonReport).findings).toHaveLength(2);
  expect(sarifRun(readFileSync(sarif, 'utf8')).results).toHaveLength(2);
  expect(run.status).toBe(1);
});

it('takes a relative file from the current directory', () => {
  const dir = folder();
  keysieve(['scan', '-f', 'json=x.json'], { cwd: dir });
  expect((JSON.parse(readFileSync(join(dir, 'x.json'), 'utf8')) as JsonReport).schema).toBe('keysieve-report/1');
});

it('writes the one format to the file of --output, and keeps the exit status', () => {
  const dir = folder();
  const file = join(temporaryDirectory(), 'out.json');
  const run = keysieve(['scan', '--format', 'json', '--output', file], { cwd: dir });
  expect((JSON.parse(readFileSync(file, 'utf8')) as JsonReport).findings).toHaveLength(2);
  expect(run.stdout).toBe('');
  expect(run.status).toBe(1);
});

it.each([
  { what: 'an unknown format', args: ['-f', 'yaml'] },
  { what: 'a format without a name', args: ['-f', '=x'] },
  { what: '--output with two formats', args: ['-f', 'json', '-f', 'text', '-o', 'x'] },
  { what: 'two formats on standard output', args: ['-f', 'json', '-f', 'sarif'] },
])('refuses $what with 2', ({ args }) => {
  const run = keysieve(['scan', ...args], { cwd: folder() });
  expect(run.stdout).toBe('');
  expect(run.stderr).not.toBe('');
  expect(run.status).toBe(2);
});

it('ends in 2 when a report cannot be written', () => {
  const run = keysieve(['scan', '-f', 'json=missing-folder/x.json'], { cwd: folder() });
  expect(run.stderr).toContain('missing-folder');
  expect(run.status).toBe(2);
});

it('does not write a report through a name that holds an equals sign wrongly', () => {
  const dir = folder();
  keysieve(['scan', '-f', 'json=a=b.json'], { cwd: dir });
  expect(readFileSync(join(dir, 'a=b.json'), 'utf8')).toContain('keysieve-report/1');
});

it('writes the whole of a long JSON report into a pipe', () => {
  const dir = temporaryDirectory();
  const keys = Array.from({ length: 5000 }, (_, i) => `${accessKeyId(`pipe-${i}`)}\n`);
  writeFileSync(join(dir, 'many.txt'), keys.join(''));
  const run = keysieve(['scan', '-f', 'json'], { cwd: dir });
  expect((JSON.parse(run.stdout) as JsonReport).findings).toHaveLength(new Set(keys).size);
});

describe('jsonl', () => {
  it('has one finding a line and then a summary', () => {
    const lines = keysieve(['scan', '-f', 'jsonl'], { cwd: folder() }).stdout.trimEnd().split('\n');
    const parsed = lines.map((line) => JSON.parse(line) as Partial<JsonFinding & JsonReport>);
    expect(parsed.map((line) => line.rule)).toEqual(['aws-access-key-id', 'aws-access-key-id', undefined]);
    expect(parsed.at(-1)?.coverage?.files).toBe(2);
  });

  it('has the same findings as json', () => {
    const dir = folder();
    const whole = JSON.parse(keysieve(['scan', '-f', 'json'], { cwd: dir }).stdout) as JsonReport;
    const lines = keysieve(['scan', '-f', 'jsonl'], { cwd: dir }).stdout.trimEnd().split('\n').slice(0, -1);
    const findings = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(findings.map((f) => f['fingerprint'])).toEqual(whole.findings.map((f) => f.fingerprint));
  });
});

describe('sarif', () => {
  it('gives the positions of the JSON report in UTF-16 code units', () => {
    const run = sarifRun(keysieve(['scan', '-f', 'sarif'], { cwd: folder() }).stdout);
    const [first] = run.results;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(first?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'a.txt' },
      region: { startLine: 2, startColumn: 7, endLine: 2, endColumn: 27 },
    });
  });

  it('describes every rule that it reports', () => {
    const run = sarifRun(keysieve(['scan', '-f', 'sarif'], { cwd: folder() }).stdout);
    expect(run.tool.driver.rules.map((rule) => rule.id)).toEqual(
      expect.arrayContaining(run.results.map((r) => r.ruleId)),
    );
    expect(run.results.every((result) => Object.keys(result.partialFingerprints).length > 0)).toBe(true);
  });

  it('says that the scan failed when there was a problem', () => {
    const dir = folder();
    const good = sarifRun(keysieve(['scan', '-f', 'sarif', 'a.txt'], { cwd: dir }).stdout);
    const bad = sarifRun(keysieve(['scan', '-f', 'sarif', 'a.txt', 'missing.txt'], { cwd: dir }).stdout);
    expect(good.invocations[0]?.executionSuccessful).toBe(true);
    expect(bad.invocations[0]?.executionSuccessful).toBe(false);
    expect(bad.results).toHaveLength(1);
  });

  it('encodes names of files in their URIs', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'a b/\u00fc#%.txt': `${KEY}\n` });
    const run = sarifRun(keysieve(['scan', '-f', 'sarif'], { cwd: dir }).stdout);
    expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('a%20b/%C3%BC%23%25.txt');
  });
});

it('prints findings only with --quiet', () => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': 'clean\n' });
  const clean = keysieve(['scan', '--quiet'], { cwd: dir });
  expect(clean.stdout + clean.stderr).toBe('');
  expect(clean.status).toBe(0);
  expect(keysieve(['scan', '--quiet'], { cwd: folder() }).stdout).toMatch(/^a\.txt:2:7\b/m);
});

it.each([
  { what: '--color always', args: ['--color', 'always'], env: {}, colour: true },
  { what: 'FORCE_COLOR', args: [], env: { FORCE_COLOR: '1' }, colour: true },
  { what: '--color never', args: ['--color', 'never'], env: { FORCE_COLOR: '1' }, colour: false },
  { what: 'NO_COLOR', args: [], env: { NO_COLOR: '1' }, colour: false },
  { what: 'a pipe', args: [], env: {}, colour: false },
])('decides on colours by $what', ({ args, env, colour }) => {
  const { stdout } = keysieve(['scan', ...args], { cwd: folder(), env });
  expect(stdout.includes('\u001b[')).toBe(colour);
});
