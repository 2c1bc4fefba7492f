/** `--own-keys`: the very values of the user's own credentials, in any spelling, whatever excuses others, and never printed. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHome as home } from '../support/home.ts';
import { accessKeyId, secretKey, sessionToken } from '../support/keys.ts';
import { keysieve, keysieveJson, type RunOptions } from '../support/keysieve.ts';
import { createRepo } from '../support/repo.ts';

const OWN = { id: accessKeyId('own'), secret: secretKey('own'), token: sessionToken('own', 600) };
const PROFILE = `[default]\naws_access_key_id = ${OWN.id}\naws_secret_access_key=${OWN.secret}\n[x]\naws_session_token = ${OWN.token}\n`;

const AT_HOME = { '.aws/credentials': PROFILE };

function folder(files: Readonly<Record<string, string>>): string {
  const repo = createRepo();
  repo.write(files);
  return repo.dir;
}

function scan(text: string, env: RunOptions['env'], ...args: readonly string[]) {
  const run = keysieveJson(['scan', '--own-keys', ...args], { cwd: folder({ 'a.txt': text }), env: env ?? {} });
  return { ...run, rules: run.report.findings.map(({ rule, severity }) => `${rule} ${severity}`) };
}

const { secret } = OWN;
const inBase64 = (shift: number): string => Buffer.from(`${'\0'.repeat(shift)}${secret}\0\x01\x02`).toString('base64');

describe('spellings', () => {
  it.each([
    ['raw', `x ${secret} y`],
    ['inside of a word', `x${secret}y`],
    ['percent-encoded', `?s=${encodeURIComponent(secret)}`],
    ['percent-encoded in lower case', encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['JSON-escaped slashes', `"${secret.replaceAll('/', '\\/')}"`],
    ['JSON-escaped signs', `"${secret.replaceAll('/', '\\u002F').replaceAll('+', '\\u002b')}"`],
    ['base64', `data: ${Buffer.from(secret).toString('base64')}`],
    ['base64, one byte in', inBase64(1)],
    ['base64, two bytes in', inBase64(2)],
    ['base64url, among other bytes', Buffer.from(`\xff\xfe${secret}\xff`, 'latin1').toString('base64url')],
    ['the token', `t=${OWN.token}`],
    ['the key ID', `key ${OWN.id}.`],
  ])('%s', (_, text) => {
    const { rules, status } = scan(text, home(AT_HOME).env);
    expect(rules).toEqual([expect.stringMatching(/^own-aws-(?:credential|secret-access-key|session-token) critical$/)]);
    expect(status).toBe(1);
  });
});

describe('where they come from', () => {
  const found = ['own-aws-secret-access-key critical'];

  it.each([
    ['~/.aws/config', () => home({ '.aws/config': `[profile x]\n  AWS_SECRET_ACCESS_KEY: "${secret}"\r\n` }).env],
    ['the environment', () => home({}, { AWS_SECRET_ACCESS_KEY: secret }).env],
    ['~ in a variable', () => home({ 'keys.ini': PROFILE }, { AWS_SHARED_CREDENTIALS_FILE: '~/keys.ini' }).env],
  ])('%s', (_, envOf) => {
    expect(scan(`x ${secret}`, envOf()).rules).toEqual(found);
  });

  it('a bearer token', () => {
    const { env } = home({}, { AWS_BEARER_TOKEN_BEDROCK: secret });
    expect(scan(`x ${secret}`, env).rules).toEqual(['own-aws-credential critical']);
  });

  it('the files that the environment names, and not those of the home folder', () => {
    const other = home({ 'keys.ini': PROFILE.replace(secret, secretKey('other')) });
    const variables = { AWS_SHARED_CREDENTIALS_FILE: join(other.dir, 'keys.ini'), AWS_CONFIG_FILE: '/dev/null' };
    const { env } = home(AT_HOME, variables);
    expect(scan(`x ${secret}\n`, env).rules).toEqual([]);
    expect(scan(`x ${secretKey('other')}\n`, env).rules).toEqual(found);
  });

  it('nowhere, unless it is asked for', () => {
    const options = { cwd: folder({ 'a.txt': `x${secret}` }), env: home(AT_HOME).env };
    expect(keysieveJson(['scan'], options).report.findings).toEqual([]);
  });
});

describe('the configuration of the user', () => {
  const settings = (text: string) => home({ ...AT_HOME, '.config/keysieve/config.toml': text }).env;
  const run = (env: RunOptions['env'], ...args: readonly string[]) =>
    keysieve(['scan', ...args], { cwd: folder({ 'a.txt': `x${secret}` }), env: env ?? {} });

  it('switches it on, and the command line off again', () => {
    const env = settings('[scan]\nown-keys = true\n');
    expect(run(env).status).toBe(1);
    expect(run(env, '--no-own-keys').status).toBe(0);
    expect(run(settings('[scan]\nown-keys = false\n')).status).toBe(0);
  });

  it.each([
    ['[scan]\nown-keys = "yes"\n', 'must be true or false'],
    ['[scan]\nexclude = ["**"]\n', 'exclude: is not known here'],
    ['own-keys = [\n', 'not valid TOML'],
  ])('is checked: %j', (text, message) => {
    const { status, stderr } = run(settings(text));
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it('is not that of the repository', () => {
    const cwd = folder({ 'a.txt': `x${secret}`, 'keysieve.toml': '[scan]\nown-keys = true\n' });
    const { status, stderr } = keysieve(['scan'], { cwd, env: home(AT_HOME).env });
    expect(status).toBe(2);
    expect(stderr).toContain('own-keys');
  });
});

describe('nothing excuses them', () => {
  const id = OWN.id;

  it('no comment, no allowlist, no list of disabled rules', () => {
    const cwd = folder({
      'a.txt': `${secret} # keysieve:allow own-aws-secret-access-key because it is mine\n${id} # gitleaks:allow\n`,
      'keysieve.toml': '[[allowlists]]\ndescription = "all"\npaths = [".*"]\nregexes = [".*"]\n',
    });
    const run = keysieveJson(['scan', '--own-keys', '--exclude', 'keysieve.toml'], { cwd, env: home(AT_HOME).env });
    expect(run.report.findings.map(({ rule }) => rule)).toEqual(['own-aws-credential']);
    expect(run.report.findings.flatMap(({ related }) => related.map(({ rule }) => rule))).toEqual([
      'own-aws-secret-access-key',
    ]);
    expect(run.report.suppressed).toEqual([]);
  });

  it('not even that it says EXAMPLE', () => {
    const example = `${secret.slice(0, 30)}EXAMPLEKEY`;
    const { env } = home({ '.aws/credentials': `aws_secret_access_key=${example}\n` });
    expect(scan(`aws_secret_access_key = ${example}\n`, env).rules).toEqual(['own-aws-secret-access-key critical']);
  });
});

describe('they are never printed', () => {
  const other = secretKey('of another');
  const text = [
    `aws_access_key_id = ${OWN.id}`,
    `aws_secret_access_key = ${secret} # ${encodeURIComponent(secret)}`,
    `url = https://b/?X-Amz-Credential=${OWN.id}&X-Amz-Security-Token=${encodeURIComponent(OWN.token)}`,
    `data: ${Buffer.from(`key ${secret} key`).toString('base64')}`,
    `aws_secret_access_key = ${other}`,
    `${secretKey('same line')} aws_secret_key=${secretKey('same line')} ${secret}`,
  ].join('\n');
  const spellings = [OWN.id, secret, OWN.token, encodeURIComponent(secret), encodeURIComponent(OWN.token)];
  const hidden = [...spellings, Buffer.from(`key ${secret} key`).toString('base64').slice(6, 50)];

  it.each(['text', 'json', 'jsonl', 'sarif'])('with --reveal as %s, while others are', (format) => {
    const cwd = folder({ 'a.txt': text, [`${OWN.id}.txt`]: 'x' });
    const env = home(AT_HOME).env;
    for (const jobs of ['1', '2']) {
      const args = ['scan', '--own-keys', '--reveal', '--verbose', '--jobs', jobs, '-f', format];
      const { stdout, stderr, status } = keysieve(args, { cwd, env });
      expect(status).toBe(1);
      expect(hidden.filter((value) => `${stdout}${stderr}`.includes(value))).toEqual([]);
      expect(stdout).toContain(other);
    }
  });

  it('not even their beginning, and nobody is told how to allow them', () => {
    const { env } = home(AT_HOME);
    const run = keysieve(['scan', '--own-keys'], {
      cwd: folder({ 'a.txt': `x ${secret} y\nurl=u:${secret}@h\n` }),
      env,
    });
    expect(run.stdout).toContain('x … y');
    expect(run.stdout).not.toContain(secret.slice(0, 3));
    expect(run.stdout).not.toContain('No secret');
    expect(run.status).toBe(1);
  });

  it('in errors about their file', () => {
    const { env, dir } = home({});
    mkdirSync(join(dir, '.aws', 'credentials'), { recursive: true });
    const run = keysieve(['scan', '--own-keys'], { cwd: folder({ 'a.txt': 'x' }), env });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('~/.aws/credentials: is not a file');
  });
});

it('says when there is nothing to look for, and what was left out', () => {
  const none = keysieve(['scan', '--own-keys'], { cwd: folder({ 'a.txt': 'x' }), env: home({}).env });
  expect(none.stderr + none.stdout).toContain(
    'there are no AWS credentials in ~/.aws/credentials, ~/.aws/config, the environment',
  );
  expect(none.status).toBe(0);
  const { env } = home({ '.aws/credentials': 'aws_secret_access_key = test\n' });
  const short = keysieve(['scan', '--own-keys'], { cwd: folder({ 'a.txt': 'a test' }), env });
  expect(short.stderr + short.stdout).toContain('1 value of fewer than 16');
  expect(short.status).toBe(0);
});
