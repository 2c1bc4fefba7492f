/** What is said of AWS credentials: rule, severity, pairing and the account. */

import { describe, expect, it } from 'vitest';
import { keyAt, scanPaths } from '../../support/form-scans.ts';
import { accessKeyId, credentialsFile, secretKey, sessionToken, temporaryKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { repoAt, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('aws');
const SECRET = secretKey('aws');

function findingsIn(content: string, name = 'a.txt') {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ [name]: content });
  return scanPaths(dir).report;
}

it('reports a lone key ID at severity medium, with its account', () => {
  const [finding, ...others] = findingsIn(`id: ${KEY}\n`).findings;
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    rule: 'aws-access-key-id',
    severity: 'medium',
    related: [],
    details: { awsAccountId: '123456789012' },
  });
});

it('reports a lone named secret at severity high', () => {
  const report = findingsIn(`aws_secret_access_key = ${SECRET}\n`);
  expect(places(report)).toEqual(['a.txt:1:25 aws-secret-access-key']);
  expect(report.findings[0]?.severity).toBe('high');
});

it('reports a key ID and its secret as one critical finding that names both places', () => {
  const { findings } = findingsIn(credentialsFile('aws'));
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    rule: 'aws-access-key-id',
    severity: 'critical',
    start: { line: 2, column: 21 },
    end: { line: 2, column: 41 },
    details: { awsAccountId: '123456789012' },
    related: [
      {
        rule: 'aws-secret-access-key',
        path: 'a.txt',
        start: { line: 3, column: 25 },
        end: { line: 3, column: 65 },
      },
    ],
  });
});

describe('pairs', () => {
  it.each([
    { where: 'an environment file', content: `AWS_ACCESS_KEY_ID=${KEY}\nAWS_SECRET_ACCESS_KEY=${SECRET}\n` },
    { where: 'JSON', content: JSON.stringify({ accessKeyId: KEY, secretAccessKey: SECRET }, null, 2) },
    { where: 'JSON on one line', content: JSON.stringify({ AccessKeyId: KEY, SecretAccessKey: SECRET }) },
    { where: 'YAML', content: `aws:\n  access_key_id: ${KEY}\n  secret_access_key: ${SECRET}\n` },
    { where: 'shell', content: `export AWS_ACCESS_KEY_ID="${KEY}"\nexport AWS_SECRET_ACCESS_KEY="${SECRET}"\n` },
    { where: 'a constructor', content: `new BasicAWSCredentials("${KEY}", "${SECRET}")\n` },
    { where: 'a CSV of the console', content: `Access key ID,Secret access key\r\n${KEY},${SECRET}\r\n` },
    { where: 'a colon pair', content: `${KEY}:${SECRET}\n` },
    { where: 'the reverse order', content: `aws_secret_access_key = ${SECRET}\naws_access_key_id = ${KEY}\n` },
  ])('are found in $where', ({ content }) => {
    const { findings } = findingsIn(content);
    expect(findings.map((f) => [f.rule, f.severity, f.related.map((r) => r.rule)])).toEqual([
      ['aws-access-key-id', 'critical', ['aws-secret-access-key']],
    ]);
  });

  it('are told apart when there are two', () => {
    const { findings } = findingsIn(
      `${credentialsFile('aws-1')}\n${'# filler\n'.repeat(3)}${credentialsFile('aws-2')}`,
    );
    expect(findings.map((f) => [f.start.line, f.severity, f.related.map((r) => r.start.line)])).toEqual([
      [2, 'critical', [3]],
      [9, 'critical', [10]],
    ]);
  });

  it('name every secret that stands beside the same key ID', () => {
    const pair = (seed: string) => `aws_access_key_id = ${KEY}\naws_secret_access_key = ${secretKey(seed)}\n`;
    const { findings } = findingsIn(`${pair('first')}${'filler\n'.repeat(50)}${pair('second')}`);
    const lines = findings.flatMap((f) => [f.start.line, ...f.related.map((r) => r.start.line)]);
    expect(lines).toEqual(expect.arrayContaining([1, 2, 54]));
  });

  it('are not made of a key ID and a secret that stand far apart', () => {
    const { findings } = findingsIn(`id = ${KEY}\n${'filler line\n'.repeat(100)}aws_secret_access_key = ${SECRET}\n`);
    expect(findings.map((f) => [f.rule, f.severity])).toEqual([
      ['aws-access-key-id', 'medium'],
      ['aws-secret-access-key', 'high'],
    ]);
  });

  it('are not made across files', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'a.txt': `id = ${KEY}\n`, 'b.txt': `aws_secret_access_key = ${SECRET}\n` });
    expect(places(scanPaths(dir).report)).toEqual([keyAt('a.txt', 1, 6), 'b.txt:1:25 aws-secret-access-key']);
  });
});

it.each([
  { where: 'Kubernetes', content: `- name: AWS_SECRET_ACCESS_KEY\n  value: ${SECRET}\n`, line: 2, column: 10 },
  { where: 'ECS', content: `{"name": "AWS_SECRET_ACCESS_KEY",\n "value": "${SECRET}"}\n`, line: 2, column: 12 },
])('finds a secret whose name stands on the line before ($where)', ({ content, line, column }) => {
  expect(places(findingsIn(content))).toEqual([`a.txt:${line}:${column} aws-secret-access-key`]);
});

it('finds a secret that begins or ends with a sign', () => {
  const inner = SECRET.slice(1, -1);
  for (const value of [`+${inner}A`, `A${inner}/`, `/${inner}+`]) {
    expect(findingsIn(`aws_secret_access_key=${value}\n`).findings, value.slice(0, 1)).toHaveLength(1);
  }
});

it('finds a session token', () => {
  const report = findingsIn(`aws_session_token = ${sessionToken('aws')}\n`);
  expect(places(report)).toEqual(['a.txt:1:21 aws-session-token']);
});

it('reports the three parts of temporary credentials as a critical leak', () => {
  const content = `aws_access_key_id=${temporaryKeyId('aws')}\naws_secret_access_key=${SECRET}\naws_session_token=${sessionToken('aws')}\n`;
  const { findings } = findingsIn(content);
  expect(findings[0]?.severity).toBe('critical');
});

describe('documented examples', () => {
  const documentedId = ['AK', 'IA', 'IOSFODNN7', 'EXAMPLE'].join('');
  const documentedSecret = ['wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCY', 'EXAMPLE', 'KEY'].join('');

  it('are listed as suppressed with a reason and do not fail the scan', () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'a.ini': `aws_access_key_id = ${documentedId}\naws_secret_access_key = ${documentedSecret}\n` });
    const { report, status } = scanPaths(dir);
    expect(places(report)).toEqual([]);
    expect(report.suppressed.length).toBeGreaterThan(0);
    expect(report.suppressed.map((s) => s.by)).not.toContain('inline');
    expect(report.suppressed.every((s) => s.reason.length > 0)).toBe(true);
    expect(status).toBe(0);
  });

  it('do not excuse a real secret beside a documented key ID', () => {
    const report = findingsIn(`aws_access_key_id = ${documentedId}\naws_secret_access_key = ${SECRET}\n`);
    expect(places(report)).toEqual(['a.txt:2:25 aws-secret-access-key']);
  });

  it('do not excuse a real key ID beside a documented secret', () => {
    const report = findingsIn(`aws_access_key_id = ${KEY}\naws_secret_access_key = ${documentedSecret}\n`);
    expect(places(report)).toEqual([keyAt('a.txt', 1, 21)]);
  });

  it('do not excuse a real key beside them', () => {
    expect(places(findingsIn(`${documentedId} ${KEY}\n`))).toEqual([keyAt('a.txt', 1, 22)]);
  });
});

it.each([
  { what: 'a placeholder', content: 'aws_secret_access_key = <YOUR_SECRET_ACCESS_KEY>\n' },
  { what: 'a variable', content: `aws_secret_access_key = \${AWS_SECRET_ACCESS_KEY}\n` },
  { what: 'a run of one character', content: `aws_secret_access_key = ${'x'.repeat(40)}\n` },
  { what: 'a hash of a commit', content: `aws_secret_access_key_hash = ${'0a1b2c3d4e'.repeat(4)}\n` },
  { what: 'a longer word around it', content: `X${KEY}Y\n` },
  { what: 'an identifier of a role', content: `${['AR', 'OA'].join('')}${KEY.slice(4)}Q\n` },
  { what: 'a name without a value', content: 'aws_access_key_id =\naws_secret_access_key =\n' },
])('does not report $what', ({ content }) => {
  expect(places(findingsIn(content))).toEqual([]);
});

it('gives the same fingerprint to the same secret in the same place, and another to another', () => {
  const print = (content: string) => findingsIn(content).findings.map((f) => f.fingerprint);
  const [first] = print(`${KEY}\n`);
  expect(first).toMatch(/^v1:/);
  expect(print(`moved\ndown ${KEY}\n`)).toEqual([first]);
  expect(print(`${accessKeyId('aws-other')}\n`)).not.toEqual([first]);
});

it('tells in the text report how to rotate and how to allow', () => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': `${KEY}\n` });
  const { stdout } = keysieve(['scan'], { cwd: dir });
  expect(stdout).toMatch(/rotate|deactivate|revoke/i);
  expect(stdout).toMatch(/keysieve:allow/);
  expect(stdout).toContain('123456789012');
});
