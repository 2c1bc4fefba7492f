/** A secret is whole nowhere in what is said or written, unless asked for; and what is printed cannot drive a terminal. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPosix, scanPaths } from '../support/form-scans.ts';
import { accessKeyId, credentialsFile, secretKey, sessionToken } from '../support/keys.ts';
import { keysieve } from '../support/keysieve.ts';
import { createRepo, repoAt, temporaryDirectory } from '../support/repo.ts';

const KEY = accessKeyId('redaction');
const OTHER = accessKeyId('redaction-other');
const SECRET = secretKey('redaction');
const TOKEN = sessionToken('redaction');
const ACME = ['acme', 'q7w8e9r0'.repeat(4)].join('_');
const ALLOW = ['gitleaks', 'allow'].join(':');
const SECRETS = [KEY, OTHER, SECRET, TOKEN, ACME];

const CONFIG = `[[rules]]
id = "acme-token"
description = "ACME token"
regex = '''acme_[a-z0-9]{32}'''
keywords = ["acme_"]
[[allowlists]]
description = "an excuse"
paths = ['''^excused/''']
`;

const FILES: Readonly<Record<string, string>> = {
  'keysieve.toml': CONFIG,
  'pair.ini': credentialsFile('redaction'),
  'line.txt': `${KEY} ${OTHER} ${KEY} aws_secret_access_key=${SECRET} ${ACME} ${ACME}\n`,
  'next.txt': `id=${KEY}\n${SECRET}\n${OTHER} aws_session_token=${TOKEN}\n`,
  'minified.js': `${'a;'.repeat(5000)}"${KEY}","${SECRET}","${OTHER}"${';b'.repeat(5000)}`,
  'allowed.txt': `${OTHER} ${KEY} # ${ALLOW}\n`,
  'excused/x.txt': `${KEY}\naws_secret_access_key=${SECRET}\n`,
  'adjacent.txt': `${KEY}:${SECRET}@${OTHER}\n`,
};

/** Whatever of a secret is longer than what may be shown: a leading quarter and one more, or any eight in a row. */
function leakedParts(text: string, secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) => {
    const head = secret.slice(0, Math.floor(secret.length / 4) + 1);
    const windows = Array.from({ length: secret.length - 7 }, (_, i) => secret.slice(i, i + 8)).slice(1);
    return (head.length > 7 ? [head, ...windows.slice(head.length)] : [head, ...windows]).filter((part) =>
      text.includes(part),
    );
  });
}

function written(dir: string): string {
  return readdirSync(dir)
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('\n');
}

const FORMATS = ['text', 'json', 'jsonl', 'sarif'] as const;

/** All formats of one scan to files, and text to standard output. */
function everythingSaid(dir: string, args: readonly string[]): string {
  const out = temporaryDirectory();
  const formats = FORMATS.flatMap((format) => ['-f', `${format}=${join(out, format)}`]);
  const toFiles = keysieve(['scan', ...args, ...formats, '--verbose', '--progress', 'always'], { cwd: dir });
  const toScreen = keysieve(['scan', ...args, '--color', 'always', '--verbose'], { cwd: dir });
  expect([toFiles.status, toScreen.status]).toEqual([1, 1]);
  return [toFiles.stdout, toFiles.stderr, toScreen.stdout, toScreen.stderr, written(out)].join('\n');
}

describe('no more than a quarter of a secret is shown', () => {
  it.each(Object.keys(FILES).filter((name) => !/toml|allowed|excused/.test(name)))('of %s in any format', (name) => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ [name]: FILES[name] ?? '', 'keysieve.toml': CONFIG });
    expect(leakedParts(everythingSaid(dir, [name]), [KEY, OTHER, SECRET, TOKEN, ACME])).toEqual([]);
  });

  it('of all files together, suppressed findings included', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write(FILES);
    expect(leakedParts(everythingSaid(dir, []), SECRETS)).toEqual([]);
  });

  it('of staged files', () => {
    const repo = createRepo();
    repo.commit({ 'keysieve.toml': CONFIG });
    repo.stage(FILES);
    expect(leakedParts(everythingSaid(repo.dir, ['--staged']), SECRETS)).toEqual([]);
  });

  it.each(FORMATS)('of standard input in %s', (format) => {
    const input = FILES['line.txt'] ?? '';
    const run = keysieve(['scan', '--stdin', '-f', format], { cwd: temporaryDirectory(), input });
    expect(leakedParts(run.stdout + run.stderr, [KEY, OTHER, SECRET])).toEqual([]);
    expect(run.status).toBe(1);
  });

  it('when the findings come with a problem', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write(FILES);
    const run = keysieve(['scan', '.', 'missing.txt', '--verbose'], { cwd: dir });
    expect(leakedParts(run.stdout + run.stderr, SECRETS)).toEqual([]);
    expect(run.status).toBe(2);
  });

  it('when a line holds a secret that is allowed beside one that is reported', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({
      'keysieve.toml': `[[allowlists]]\ndescription = "x"\nregexes = ['''^${KEY.slice(0, 14)}''']\n`,
      'a.txt': `${KEY} ${OTHER}\n`,
    });
    const said = everythingSaid(dir, ['a.txt']);
    expect(leakedParts(said, [KEY, OTHER])).toEqual([]);
  });

  it('in the messages about a broken configuration file that holds one', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'keysieve.toml': `[scan]\nfail-on = "${SECRET}"\n`, 'a.txt': 'x\n' });
    const run = keysieve(['scan'], { cwd: dir });
    expect(leakedParts(run.stdout + run.stderr, [SECRET])).toEqual([]);
    expect(run.status).toBe(2);
  });
});

describe('--redact', () => {
  function shown(...args: string[]): { id: string | undefined; text: string } {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'a.txt': `${KEY}\n` });
    return {
      id: scanPaths(dir, args).report.findings[0]?.secret,
      text: keysieve(['scan', ...args], { cwd: dir }).stdout,
    };
  }

  it.each([
    { n: '0', kept: 0 },
    { n: '2', kept: 2 },
    { n: '4', kept: 4 },
    { n: '5', kept: 5 },
    { n: '6', kept: 5 },
    { n: '100', kept: 5 },
  ])('$n keeps $kept characters of a key ID', ({ n, kept }) => {
    const { id, text } = shown('--redact', n);
    expect(id).toBe(`${KEY.slice(0, kept)}\u2026`);
    // One letter alone stands in the title of the rule too.
    expect(text).not.toContain(KEY.slice(0, Math.max(2, kept + 1)));
  });

  it('keeps 4 when it is not given', () => {
    expect(shown().id).toBe(`${KEY.slice(0, 4)}\u2026`);
  });
});

it.each(FORMATS)('--reveal prints the whole secret in %s', (format) => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': `aws_secret_access_key = ${SECRET}\n` });
  const run = keysieve(['scan', '--reveal', '-f', format], { cwd: dir });
  expect(run.stdout).toContain(SECRET);
  expect(run.status).toBe(1);
});

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

describe('what could drive a terminal is escaped in the text report', () => {
  it.each([
    { what: 'a colour', noise: '\u001b[31m' },
    { what: 'a cleared screen', noise: '\u001b[2J\u001b[H' },
    { what: 'a title', noise: '\u001b]0;x\u0007' },
    { what: 'a link', noise: '\u001b]8;;http://x.invalid\u001b\\' },
    { what: 'an eight-bit control', noise: '\u009b31m' },
    { what: 'a carriage return', noise: 'hidden\rshown' },
    { what: 'a backspace', noise: 'x\b\b\b' },
    { what: 'a bell', noise: '\u0007' },
    { what: 'a delete', noise: '\u007f' },
    { what: 'a turn of direction', noise: '\u202e\u2066' },
    { what: 'a zero-width character', noise: '\u200b\u200d' },
    { what: 'a line separator', noise: '\u2028' },
  ])('$what on the line of a finding', ({ noise }) => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'a.txt': `${noise} ${KEY} ${noise}\n` });
    const run = keysieve(['scan', '--color', 'never', '--verbose'], { cwd: dir });
    expect(run.stdout + run.stderr).not.toMatch(CONTROL);
    expect(run.stdout).toContain('AKIA\u2026');
    expect(run.status).toBe(1);
  });

  it.runIf(isPosix).each([
    { what: 'of a finding', args: ['scan', '--color', 'never'] },
    {
      what: 'of a skip',
      args: ['scan', '--color', 'never', '--verbose', '--exclude', '**/*x*', '--no-require-coverage'],
    },
    { what: 'of something over the size', args: ['scan', '--color', 'never', '--verbose', '--max-file-size', '5'] },
  ])('in the name $what', ({ args }) => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ '\u001b[2J\u001b]0;x\u0007\u202e\r\nfake:1:1': `${KEY}\n`, tiny: 'x\n' });
    const run = keysieve(args, { cwd: dir });
    expect(run.stdout + run.stderr).not.toMatch(CONTROL);
    expect(run.stdout + run.stderr).not.toMatch(/^fake:1:1/m);
  });

  it('in the title of a rule that the repository brings', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    const rule = `[[rules]]\nid = "x-rule"\ndescription = "red \\u001b[31m\\u202e"\nregex = '''zebra\\d+'''\n`;
    write({ 'keysieve.toml': rule, 'a.txt': 'zebra12345\n' });
    const run = keysieve(['scan', 'a.txt', '--color', 'never'], { cwd: dir });
    expect(run.stdout + run.stderr).not.toMatch(CONTROL);
    expect(run.status).toBe(1);
  });

  it('in the reason of an allowlist', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({
      'keysieve.toml': `[[allowlists]]\ndescription = "red \\u001b[31m"\nregexes = ['''.''']\n`,
      'a.txt': `${KEY}\n`,
    });
    const run = keysieve(['scan', '--color', 'never', '--verbose'], { cwd: dir });
    expect(run.stdout + run.stderr).not.toMatch(CONTROL);
    expect(run.status).toBe(0);
  });
});

it('gives control characters of names to machines unchanged', () => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'x\u202ey\u0007.txt': `${KEY}\n` });
  expect(scanPaths(dir).report.findings[0]?.path).toBe('x\u202ey\u0007.txt');
});
