/** The AWS pack: its own samples, every idiom, everything that must not be reported, and texts made to be slow. */

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_KEY_IDS, EXAMPLE_SECRETS, OTHER_EXAMPLE_IDS, OTHER_EXAMPLE_SECRETS } from '../support/aws-examples.ts';
import { PAIRS } from '../support/aws-shapes.ts';
import { accessKeyId, secretKey, sessionToken, temporaryKeyId } from '../support/keys.ts';
import { describeSamples, loadPack, matchesIn, reportedIn } from '../support/rules.ts';

const AWS = loadPack('aws');
const PAIRS_A_SHAPE = 120;

describeSamples(AWS);

/** What must be reported of a credential. */
function bothOf(id: string, secret: string): string[] {
  return [`aws-access-key-id ${id}`, `aws-secret-access-key ${secret}`];
}

describe('idioms', () => {
  it.each(PAIRS)('$name: finds every pair', ({ text, written }) => {
    for (let i = 0; i < PAIRS_A_SHAPE; i++) {
      const [id, secret] = [accessKeyId(`pair ${i}`), secretKey(`pair ${i}`)];
      const found = reportedIn(AWS, text({ id, secret }));
      expect(found).toEqual(bothOf(id, written(secret)));
    }
  });

  it.each(PAIRS)('$name: finds secrets that start and end in signs', ({ text, written }) => {
    const id = accessKeyId();
    for (const [first, last] of ['++', '//', '+/', '/+', '+a', 'a/']) {
      const secret = `${first}${secretKey().slice(1, -1)}${last}`;
      expect(reportedIn(AWS, text({ id, secret }))).toContain(`aws-secret-access-key ${written(secret)}`);
    }
  });
});

describe('severity', () => {
  const severities = (text: string): string[] => matchesIn(AWS, text).map(({ severity }) => severity);

  it.each([
    ['a lone long-term key ID', accessKeyId(), 'medium'],
    ['a lone temporary key ID', temporaryKeyId(), 'low'],
    ['a named secret', `aws_secret_access_key = ${secretKey()}`, 'high'],
    ['a session token', sessionToken(), 'medium'],
    ['a general name in context', `bucket = a\nsecret_key = ${secretKey()}`, 'medium'],
    [
      'a general name far below a key ID',
      `# ${EXAMPLE_KEY_IDS[10]}\n${'\n'.repeat(50)}secret_key = ${secretKey()}`,
      'high',
    ],
    ['bait', ['AK', 'IAYVP4CIPPA7NZWJ5K'].join(''), 'low'],
  ])('%s', (_, text, severity) => {
    expect(severities(text).at(-1)).toEqual(severity);
  });

  it('of a fictitious account is that of any other', () => {
    const [match] = matchesIn(AWS, accessKeyId());
    expect(match).toMatchObject({ severity: 'medium', details: { awsAccountId: '123456789012' } });
    expect(match?.excuse).toBeUndefined();
  });
});

describe('published examples', () => {
  it.each(EXAMPLE_KEY_IDS)('key ID %# is listed as excused', (id) => {
    const [match] = matchesIn(AWS, `aws_access_key_id = ${id}\n`);
    expect(match?.excuse?.reason).toMatch(/^documented example: /);
  });

  it.each(EXAMPLE_SECRETS)('secret %# is listed as excused', (secret) => {
    const reasons = matchesIn(AWS, `aws_secret_access_key = ${secret}\n`).map(({ excuse }) => excuse?.reason);
    expect(reasons).toEqual([expect.stringMatching(/^documented example: /)]);
  });

  it.each([...EXAMPLE_KEY_IDS, ...OTHER_EXAMPLE_IDS, ...EXAMPLE_SECRETS, ...OTHER_EXAMPLE_SECRETS])(
    'value %# is never reported, whatever it is called',
    (value) => {
      const names = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'AWS_S3_SECRET'];
      const text = names.map((name) => `${name} = "${value}"\n`).join(`${EXAMPLE_KEY_IDS[0]}\n`);
      expect(reportedIn(AWS, text)).toEqual([]);
    },
  );

  it.each([
    ['example in lower case', `${secretKey().slice(0, 30)}example${secretKey('b').slice(0, 3)}`],
    ['one character', 'x'.repeat(40)],
    ['a run of one', `${secretKey().slice(0, 34)}000000`],
    ['an ascending run', `${secretKey().slice(0, 34)}abcdef`],
  ])('%s is excused', (_, secret) => {
    const [match, ...more] = matchesIn(AWS, `aws_secret_access_key = ${secret}`);
    expect([match?.excuse?.by, more]).toEqual(['allowlist', []]);
  });
});

const NOISE_LINES = 10_000;

/** Random bytes of a line, the same in every run. */
function bytesOf(line: number, length: 20 | 32 | 64): Buffer {
  const algorithm = { 20: 'sha1', 32: 'sha256', 64: 'sha512' }[length];
  return createHash(algorithm).update(`line ${line}`).digest();
}

const hex = (line: number): string => bytesOf(line, 20).toString('hex');
const base64 = (line: number): string => bytesOf(line, 64).toString('base64');

const NOISE: readonly (readonly [string, (line: number) => string])[] = [
  ['SHA-1', (i) => `${hex(i)}  file-${i}.tar.gz`],
  ['SHA-1 in capitals', (i) => hex(i).toUpperCase()],
  ['pinned actions', (i) => `      uses: actions/checkout@${hex(i)}`],
  ['package-lock.json', (i) => `      "integrity": "sha512-${base64(i)}",`],
  ['old lock files', (i) => `      "integrity": "sha1-${bytesOf(i, 20).toString('base64')}",`],
  ['yarn.lock', (i) => `  resolved "https://registry.example/x-${i}.tgz#${hex(i)}"`],
  ['go.sum', (i) => `example.org/m v1.${i}.0 h1:${bytesOf(i, 32).toString('base64')}`],
  ['poetry.lock', (i) => `    {file = "a-${i}.whl", hash = "sha256:${bytesOf(i, 32).toString('hex')}"},`],
  ['UUIDs', (i) => hex(i).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')],
  ['SRI cut to 40 characters', (i) => `<script integrity="sha512-${base64(i).slice(0, 40)}">`],
  ['ETags', (i) => `etag: "${base64(i).slice(0, 40)}"`],
  ['cache keys', (i) => `  "cacheKey": "${base64(i).slice(0, 40)}",`],
  ['base64 wrapped at 64', (i) => base64(i).slice(0, 64)],
  ['base64 wrapped at 76', (i) => base64(i).slice(0, 76)],
  ['base64 wrapped at 40', (i) => base64(i).slice(0, 40)],
  ['PEM with a last line of 40', (i) => `${base64(i).slice(0, 64)}\n${base64(i + 1).slice(0, 40)}\n-----END X-----`],
  ['base64url', (i) => bytesOf(i, 64).toString('base64url').replace(/.{20}/g, '$&_')],
  ['source maps', (i) => `"mappings":"${'AAAA;AACA,SAASA,IAAIC;'.repeat(4)}${i}"`],
  ['data URIs', (i) => `url(data:image/png;base64,${base64(i).slice(0, 40)})`],
  ['presigned URLs', (i) => `X-Amz-Signature=${bytesOf(i, 32).toString('hex')}&X-Amz-Expires=300`],
];

describe('noise', () => {
  it.each(NOISE)('%s: 10,000 lines, even beside key IDs, give no finding', (_, line) => {
    const id = accessKeyId();
    const lines = Array.from({ length: NOISE_LINES / 5 }, (_group, group) => [
      `# ${id}`,
      ...Array.from({ length: 5 }, (_line, i) => line(group * 5 + i)),
      '',
    ]);
    const found = reportedIn(AWS, lines.flat().join('\n'));
    expect([found.length, ...found.slice(0, 3)]).toEqual([1, `aws-access-key-id ${id}`]);
  });

  it.each([
    'callFunctionCheckIfDataAlreadyExistsInDb',
    'AwsSecretAccessKeyFromTheParameterStoreX',
    'com/AmazonCloudWatch/latest/logs/Listings',
    'src/main/java/com/acme/S3UploadFileTest1',
    'opt/app/build/V2/lib/x86/Release/libAbcd',
    'Library/Frameworks/Xcode/SDK15/usr/lib64',
    'process.env.AWS_SECRET_ACCESS_KEY',
    `\${AWS_SECRET_ACCESS_KEY}`,
    '{{ .Values.aws.secretAccessKey }}',
    'aws_iam_access_key.deploy.secret',
    '<your-secret-access-key-goes-here-please>',
  ])('%s is no secret', (value) => {
    const id = accessKeyId();
    const text = `id = ${id}\naws_secret_access_key = ${value}\nsecret = "${value}"\n'${value}'\n`;
    expect(reportedIn(AWS, text)).toEqual([`aws-access-key-id ${id}`]);
  });

  it.each(['client_secret', 'secret_key_base', 'JWT_SECRET', 'webhookSecret', 'public_key', 'sha', 'checksum'])(
    '%s is not of AWS',
    (name) => {
      expect(reportedIn(AWS, `region: eu-central-1\nbucket: backups\n${name}: ${secretKey()}\n`)).toEqual([]);
    },
  );

  it('a secret key is never followed by a padding sign', () => {
    const secret = secretKey();
    const values = [
      `${secret}=`,
      `${secret}%3D`,
      `${secret}\\u003d`,
      `${secret}A`,
      `${secret}/`,
      `${secret}\\/x`,
      `A${secret}`,
    ];
    const text = values.map((value) => `aws_secret_access_key = "${value}"\n`).join('');
    expect(reportedIn(AWS, text)).toEqual([]);
  });
});

describe('session tokens', () => {
  const token = sessionToken();

  it.each([
    ['shell', `export AWS_SESSION_TOKEN=${token}\n`, token],
    ['JSON', `"SessionToken":"${token.replaceAll('/', '\\/')}"`, token.replaceAll('/', '\\/')],
    ['URL', `&X-Amz-Security-Token=${encodeURIComponent(token)}&X`, encodeURIComponent(token)],
    ['no name', `\n${token}\n`, token],
  ])('%s', (_, text, secret) => {
    expect(reportedIn(AWS, text)).toEqual([`aws-session-token ${secret}`]);
  });

  it('finds tokens of several thousand characters, padding included', () => {
    const long = sessionToken('long', 4000);
    expect(reportedIn(AWS, long)).toEqual([`aws-session-token ${long}`]);
    expect(long).toMatch(/=$/);
  });
});

const HOSTILE_LENGTH = 2_000_000;
/** Of processor time, so that other tests beside it do not count. The slowest takes 2 s; a cost that grows faster than the text is far above. */
const LIMIT_MS = 8000;
/** Every anchor of the pack, so that every rule runs. */
const ANCHORS = `${accessKeyId()} secret oDYXdz oGZXIvYXdz oJb3JpZ2luX2Vj `;

describe('texts made to be slow', () => {
  it.each([
    ['one letter', 'A'],
    ['base64', base64(1).slice(0, 63)],
    ['secret_key=', 'secret_key='],
    ['secret', 'secret'],
    ['secret with blanks', `secret${' '.repeat(70)}`],
    ['secret in lines', 'secret\n'],
    ['aws_', 'aws_'],
    ['aws a a a', 'aws a a a secret '],
    ['names', '"name": "AWS_SECRET_ACCESS_KEY", '],
    ['values', '"value": "'],
    ['calls', 'secret a(a(a('],
    ['escapes', 'secret\\n\\n\\n\\"'],
    ['backslashes', '\\'],
    ['percent', '%2F%3D'],
    ['escaped slashes', '\\/'],
    ['key IDs', 'AKIA'],
    ['token heads', ['IQoJ', 'b3JpZ2luX2Vj'].join('')],
    ['blanks', ' '],
    ['tags', '<secret></a>\n<'],
    ['almost secrets', `aws_secret_key=${base64(2).slice(0, 39)}\n`],
    ['hashes', `${hex(1)}\n`],
  ])('%s', (_, piece) => {
    const text = ANCHORS + piece.repeat(HOSTILE_LENGTH / piece.length);
    const started = process.cpuUsage();
    matchesIn(AWS, text);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
  });
});
