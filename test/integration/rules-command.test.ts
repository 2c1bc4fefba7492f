/** The built `keysieve rules`: what it prints, in both formats, and its statuses. */

import { describe, expect, it } from 'vitest';
import { accessKeyId, credentialsFile, secretKey } from '../support/keys.ts';
import { keysieve } from '../support/keysieve.ts';
import { createRepo, type Repo, repoAt, temporaryDirectory } from '../support/repo.ts';

const CONFIGURATION = `[extend]
disabledRules = ["jwt"]
[scan]
disable = ["aws-session-token"]
[[rules]]
id = "acme-token"
description = "ACME token"
regex = '''(?i)acme\\s*=\\s*([[:alnum:]]{20})'''
entropy = 3
validate = ["not-hex"]
[[rules]]
id = "acme-wide"
regex = '''acme_[0-9]{6}'''
optIn = true
`;

function configured(): Repo {
  const repo = createRepo();
  repo.write({ 'keysieve.toml': CONFIGURATION });
  return repo;
}

/** The answer in JSON, as far as these tests look at it, and the status. */
function rulesJson(cwd: string, args: readonly string[], input = '') {
  const { stdout, status, stderr } = keysieve(['rules', ...args, '-f', 'json'], { cwd, input });
  return { status, stderr, answer: JSON.parse(stdout) as Answer };
}

interface Answer {
  readonly schema: string;
  readonly matched: boolean;
  readonly rules: readonly Readonly<Record<string, unknown>>[];
  readonly files: readonly Readonly<Record<string, unknown>>[];
  readonly findings: readonly Readonly<Record<string, unknown>>[];
  readonly suppressed: readonly unknown[];
  readonly rejected: readonly Readonly<Record<string, unknown>>[];
}

const TOKEN = ['a8Dk3Lq9Zx', '7Pw2Rt5Yu1'].join('');

describe('list', () => {
  it('has the rules of the configuration, and what it says of ours', () => {
    const { answer, status } = rulesJson(configured().dir, []);
    const states = Object.fromEntries(answer.rules.map(({ id, state, origin }) => [id, [state, origin]]));
    expect(status).toBe(0);
    expect(answer.schema).toBe('keysieve-rules/1');
    expect(states).toMatchObject({
      'aws-access-key-id': ['on', 'built in'],
      'aws-session-token': ['disabled', 'built in'],
      jwt: ['disabled', 'built in'],
      'acme-token': ['on', 'keysieve.toml'],
      'acme-wide': ['opt-in', 'keysieve.toml'],
    });
  });

  it('heeds the command line', () => {
    const { answer } = rulesJson(configured().dir, [
      'list',
      'acme-*',
      '--enable',
      'acme-wide',
      '--disable',
      'acme-token',
    ]);
    expect(answer.rules.map(({ id, state }) => [id, state])).toEqual([
      ['acme-token', 'disabled'],
      ['acme-wide', 'on'],
    ]);
  });

  it('prints a table that fits a terminal', () => {
    const { stdout } = keysieve(['rules'], { cwd: configured().dir });
    expect(stdout).toMatch(/^acme-token +high +on +ACME token \(keysieve\.toml\)$/m);
    expect(stdout).toMatch(/^ {2}also found by aws-secret-access-key-apart,/m);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('writes to the terminal nothing that a configuration can choose', () => {
    const { dir, write } = createRepo();
    write({ 'keysieve.toml': '[[rules]]\nid = "x"\ntitle = "a\\u001b[2Jb"\nregex = "abcde"\n' });
    for (const args of [['list'], ['explain', 'x']]) {
      const { stdout } = keysieve(['rules', ...args], { cwd: dir });
      expect(stdout).toContain('a\\x1b[2Jb');
      expect(stdout).not.toContain('\x1b');
    }
  });
});

describe('explain', () => {
  it('says how a rule is searched for', () => {
    const { stdout, status } = keysieve(['rules', 'explain', 'aws-access-key-id'], { cwd: temporaryDirectory() });
    expect(status).toBe(0);
    expect(stdout).toMatch(/search +Looked for around "AKIA" or "ASIA"/);
    expect(stdout).toMatch(/checks +aws-access-key-id: key IDs of AWS/);
    expect(stdout).toContain('docs/rules.md#aws-access-key-id');
  });

  it('has a foreign regex as it was written and as it runs', () => {
    const { answer } = rulesJson(configured().dir, ['explain', 'acme-token']);
    const [rule] = answer.rules;
    expect(rule).toMatchObject({
      regex: { written: '(?i)acme\\s*=\\s*([[:alnum:]]{20})', source: expect.not.stringContaining('[:alnum:]') },
      search: { kind: 'whole', why: expect.stringContaining('no longest length') },
      checks: [{ check: 'not-hex', accepts: expect.any(String) }],
    });
  });

  it('means by the id of a kind all rules that report it', () => {
    const { answer } = rulesJson(temporaryDirectory(), ['explain', 'aws-secret-access-key', 'aws-*-unnamed']);
    expect(answer.rules.length).toBeGreaterThan(3);
    expect(answer.rules.every(({ reportAs }) => reportAs === 'aws-secret-access-key')).toBe(true);
  });

  it('refuses what does not exist, with what was probably meant', () => {
    expect(keysieve(['rules', 'explain', 'jwt', 'aws-acces-key-id'], { cwd: temporaryDirectory() })).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^keysieve: there is no rule "aws-acces-key-id", did you mean "aws-access-key-id"\?/,
      ),
    });
  });
});

describe('check', () => {
  const BROKEN = '[[rules]]\nid = "a"\nregex = "(("\nfoo = 1\n';

  it('says everything that is wrong, with file, line and field', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'bad.toml': BROKEN, '.gitleaks.toml': BROKEN, 'good.toml': CONFIGURATION });
    const names = ['bad.toml', '.gitleaks.toml', 'missing.toml', 'good.toml'];
    const { answer, status } = rulesJson(dir, ['check', ...names]);
    expect(status).toBe(2);
    expect(answer.files.map(({ file, ok }) => [file, ok])).toEqual(names.map((name) => [name, name === 'good.toml']));
    expect(answer.files[0]?.['errors']).toEqual([
      expect.stringMatching(/^bad\.toml:3: rules\[0\]\.regex: /),
      expect.stringMatching(/^bad\.toml:4: rules\[0\]\.foo: /),
    ]);
    // There an unknown key is none of our business.
    expect(answer.files[1]?.['errors']).toEqual([expect.stringMatching(/^\.gitleaks\.toml:3: rules\[0\]\.regex: /)]);
    expect(answer.files[2]?.['errors']).toEqual(['missing.toml: there is no such file']);
  });

  it('says which rules run on whole texts, in files for gitleaks too', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ '.gitleaks.toml': `[[rules]]\nid = "wide"\nregex = '''acme\\s*=\\s*(\\w{20})'''\n` });
    const { answer, status } = rulesJson(dir, ['check', '.gitleaks.toml']);
    expect(status).toBe(0);
    expect(answer.files).toMatchObject([
      { ok: true, rules: ['wide'], whole: [{ rule: 'wide', remedy: expect.stringContaining('bounds') }] },
    ]);
    expect(keysieve(['rules', 'check', '.gitleaks.toml'], { cwd: dir }).stdout).toContain(
      'slow: wide runs on whole texts',
    );
  });

  it('reads what a file extends, and knows what it changes', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({
      'conf/keysieve.toml': `[extend]\npath = "base.toml"\n[[rules]]\nid = "acme"\nseverity = "low"\n[[rules]]\nid = "keys"\npath = '''\\.pem$'''\n`,
      'conf/base.toml': `[[rules]]\nid = "acme"\nregex = 'acme_[0-9]{8}'\n`,
    });
    const { answer, status } = rulesJson(dir, ['check', 'conf/keysieve.toml']);
    expect(status).toBe(0);
    expect(answer.files).toMatchObject([{ rules: ['acme', 'keys'], changes: ['acme'] }]);
  });

  it('runs examples and counter-examples', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({
      'r.toml': `[[rules]]\nid = "acme"\nregex = 'acme_[0-9]{8}'\nexamples = ["acme_{digits:8}", "acme_1"]\ncounterExamples = ["acme_123", "acme_12345678"]\n`,
    });
    const { answer, status } = rulesJson(dir, ['check', 'r.toml']);
    expect(status).toBe(2);
    expect(answer.files).toMatchObject([
      {
        ok: false,
        samples: 4,
        failures: [
          { rule: 'acme', kind: 'example', number: 2 },
          { rule: 'acme', kind: 'counter-example', number: 2 },
        ],
      },
    ]);
  });
});

describe('test', () => {
  it('finds, with place and details, and keeps the secret to itself', () => {
    const key = accessKeyId();
    const { stdout, status } = keysieve(['rules', 'test', 'aws-access-key-id', `id: ${key}`], {
      cwd: temporaryDirectory(),
    });
    expect(status).toBe(0);
    expect(stdout).toContain('(text):1:5: medium: AWS access key ID [aws-access-key-id]');
    expect(stdout).toContain('awsAccountId 123456789012');
    expect(stdout).toMatch(/\nrule aws-access-key-id: 1 match\n$/);
    expect(stdout).not.toContain(key);
  });

  it('shows the secret when it is asked to', () => {
    const key = accessKeyId();
    const { stdout } = keysieve(['rules', 'test', 'aws-access-key-id', key, '--reveal'], { cwd: temporaryDirectory() });
    expect(stdout).toContain(key);
  });

  it.each([
    ['a text', (text: string) => [text], ''],
    ['standard input', () => ['-'], 'stdin'],
    ['a file', () => ['--file', 'notes.txt'], 'file'],
  ])('looks at %s', (_, args, from) => {
    const { dir, write } = configured();
    const text = `acme = ${TOKEN}`;
    if (from === 'file') write({ 'notes.txt': text });
    const { answer, status } = rulesJson(dir, ['test', 'acme-token', ...args(text)], from === 'stdin' ? text : '');
    expect(status).toBe(0);
    expect(answer).toMatchObject({
      matched: true,
      rules: ['acme-token'],
      findings: [{ start: { line: 1, column: 8 } }],
    });
  });

  it.each([
    ['entropy', '1'.repeat(20)],
    ['not-hex', '0123456789abcdef0123'],
  ])('says that %s rejects', (by, value) => {
    const { answer, status } = rulesJson(configured().dir, ['test', 'acme-token', `x\nacme = ${value}`]);
    expect(status).toBe(1);
    expect(answer).toMatchObject({ matched: false, findings: [], rejected: [{ by, start: { line: 2, column: 8 } }] });
    expect(answer.rejected[0]?.['secret']).not.toBe(value);
  });

  it('says what is excused', () => {
    const { answer, status } = rulesJson(temporaryDirectory(), [
      'test',
      'aws-access-key-id',
      `AKIA${'IOSFODNN7'}EXAMPLE`,
    ]);
    expect(status).toBe(1);
    expect(answer.suppressed).toMatchObject([{ by: 'allowlist' }]);
  });

  it('has the partners that a rule requires, and reports none of them', () => {
    const rule = 'aws-secret-access-key-unnamed';
    const lone = rulesJson(temporaryDirectory(), ['test', rule, `"${secretKey()}"`]);
    const pair = rulesJson(temporaryDirectory(), ['test', rule, `"${accessKeyId()}", "${secretKey()}"`]);
    expect([lone.status, pair.status]).toEqual([1, 0]);
    expect(pair.answer.findings).toMatchObject([
      { rule: 'aws-secret-access-key', related: [{ rule: 'aws-access-key-id' }] },
    ]);
  });

  it('tries rules that are off', () => {
    expect(rulesJson(configured().dir, ['test', 'acme-wide', 'acme_123456']).status).toBe(0);
  });

  it('names the text for rules that look at paths', () => {
    const { dir, write } = createRepo();
    write({ 'keysieve.toml': `[[rules]]\nid = "x"\nregex = 'zebra[0-9]{4}'\npath = '''\\.env$'''\n` });
    const status = (...more: readonly string[]) => rulesJson(dir, ['test', 'x', 'zebra1234', ...more]).status;
    expect([status(), status('--stdin-path', 'a.env')]).toEqual([1, 0]);
  });

  it('fails where the file is not there', () => {
    const run = keysieve(['rules', 'test', 'jwt', '--file', 'missing'], { cwd: temporaryDirectory() });
    expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining('missing') });
  });

  it('fails where the configuration is broken', () => {
    const { dir, write } = createRepo();
    write({ 'keysieve.toml': 'x = 1\n' });
    expect(keysieve(['rules', 'test', 'jwt', credentialsFile()], { cwd: dir })).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('keysieve.toml:1: x'),
    });
  });
});

it('scan --verbose names the rules that run on whole texts, in the text alone', () => {
  const { dir } = configured();
  const said = '1 rule runs on whole texts, which is slower: acme-token (';
  expect(keysieve(['scan', '-v'], { cwd: dir }).stdout).toContain(`note: ${said}`);
  expect(keysieve(['scan'], { cwd: dir }).stdout).not.toContain('whole texts');
  expect(keysieve(['scan', '-v', '-f', 'json'], { cwd: dir }).stdout).not.toContain('whole texts');
});
