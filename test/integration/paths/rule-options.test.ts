/** Options that choose rules, set what fails, and exclude each other. */

import { describe, expect, it } from 'vitest';
import { keyAt, scanPaths } from '../../support/form-scans.ts';
import { accessKeyId, secretKey } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, repoAt, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('options');
const SECRET = secretKey('options');
const TOKEN = ['acme', 'a1b2c3d4'.repeat(4)].join('_');
const RULES = `[[rules]]\nid = "acme-token"\ndescription = "ACME"\nregex = '''acme_[a-z0-9]{32}'''\nkeywords = ["acme_"]\n`;

/** A key ID on line 1, a token of `RULES` on line 2, and a secret far below. */
function folder(): string {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': `${KEY}\n${TOKEN}\n${'\n'.repeat(60)}aws_secret_access_key=${SECRET}\n`, 'more/rules.toml': RULES });
  return dir;
}

const rulesOf = (args: readonly string[]) => scanPaths(folder(), ['a.txt', ...args]).report.findings.map((f) => f.rule);

it.each([
  { args: [], rules: ['aws-access-key-id', 'aws-secret-access-key'] },
  { args: ['--rules', 'more/rules.toml'], rules: ['aws-access-key-id', 'acme-token', 'aws-secret-access-key'] },
  { args: ['--disable', 'aws-access-key-id'], rules: ['aws-secret-access-key'] },
  { args: ['--disable', 'aws-secret-access-key'], rules: ['aws-access-key-id'] },
  { args: ['--disable', 'aws-*', '--rules', 'more/rules.toml'], rules: ['acme-token'] },
])('$args runs the rules $rules', ({ args, rules }) => {
  expect(rulesOf(args)).toEqual(rules);
});

it('names the option that took rules away', () => {
  const { report } = scanPaths(folder(), ['a.txt', '--disable', 'aws-access-key-id']);
  expect(report.coverage.narrowedBy.join(' ')).toContain('--disable');
});

it.each(['--enable', '--disable'])('refuses a rule that does not exist with %s', (option) => {
  const run = keysieve(['scan', option, 'no-such-rule'], { cwd: folder() });
  expect(run.stderr).toContain('no-such-rule');
  expect(run.status).toBe(2);
});

it.each([
  { what: 'does not exist', content: undefined },
  { what: 'is no TOML', content: 'a = [' },
  { what: 'has a bad regex', content: RULES.replace('[a-z0-9]', '[z-a]') },
])('ends in 2 when a file of --rules $what, and names it', ({ content }) => {
  const dir = folder();
  if (content !== undefined) repoAt(dir).write({ 'bad.toml': content });
  const run = keysieve(['scan', 'a.txt', '--rules', 'bad.toml'], { cwd: dir });
  expect(run.stderr).toContain('bad.toml');
  expect(run.status).toBe(2);
});

it.each([
  { level: 'info', status: 1 },
  { level: 'low', status: 1 },
  { level: 'medium', status: 1 },
  { level: 'high', status: 0 },
  { level: 'critical', status: 0 },
])('ends in $status for a medium finding with --fail-on $level, and prints it', ({ level, status }) => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': `${KEY}\n` });
  const run = scanPaths(dir, ['--fail-on', level]);
  expect(places(run.report)).toEqual([keyAt('a.txt', 1, 1)]);
  expect(run.status).toBe(status);
});

it('still ends in 2 for a problem when findings are below --fail-on', () => {
  expect(keysieve(['scan', 'a.txt', 'missing', '--fail-on', 'critical'], { cwd: folder() }).status).toBe(2);
});

describe('what is refused with 2 and a word on usage', () => {
  it.each([
    ['--staged', '--stdin'],
    ['--staged', '--history'],
    ['--history', '--stdin'],
    ['--history', '--range', 'HEAD'],
    ['--staged', '--range', 'HEAD'],
    ['--stdin', '--range', 'HEAD'],
    ['--stdin', 'a.txt'],
    ['--stdin-path', 'x'],
    ['--fail-on', 'most'],
    ['--color', 'sometimes'],
    ['--progress', 'maybe'],
    ['--trust', 'everyone'],
    ['--no-such-option'],
    ['--redact', 'x'],
    ['--redact', '-1'],
    ['--reveal', '--redact', '2'],
    ['--config'],
  ])('scan %s %s %s', (...args: string[]) => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'x\n' });
    const run = keysieve(['scan', ...args.filter((arg) => arg !== undefined)], { cwd: repo.dir });
    expect(run.stdout).toBe('');
    expect(run.stderr.length).toBeGreaterThan(10);
    expect(run.stderr).not.toMatch(/please report|\n\s+at /i);
    expect(run.status).toBe(2);
  });
});

it.each([['-h'], ['scan', '-h'], ['scan', '--staged', '-h'], ['scan', '--no-such-option', '-h'], ['--help']])(
  'prints help for %s %s %s and ends in 0',
  (...args: string[]) => {
    const run = keysieve(args, { cwd: temporaryDirectory() });
    expect(run.stdout).toMatch(/--staged|scan/);
    expect(run.status).toBe(0);
  },
);
