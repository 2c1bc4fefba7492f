/** The packs of private keys, tokens and Google: their samples, keys of every kind in files of every kind, and what is none. */

import { describe, expect, it } from 'vitest';
import { BEGIN, keyFiles, PEM_SHAPES, publicKey, serviceAccount, signedToken, token } from '../support/key-files.ts';
import { describeSamples, loadPack, matchesIn, reportedIn } from '../support/rules.ts';

const KEYS = loadPack('private-keys');
const JWT = loadPack('jwt');
const GOOGLE = loadPack('google');
for (const pack of [KEYS, JWT, GOOGLE]) describeSamples(pack);

const FILES = keyFiles();
const PRIVATE = FILES[1]?.pem ?? '';

describe.each(FILES)('a private key, $name', ({ pem, keyType, severity }) => {
  it.each(PEM_SHAPES)('is found whole in %s', (_, shape) => {
    const text = `first line\n${shape(pem)}\nlast line\n`;
    const found = matchesIn(KEYS, text);
    expect(found.map((match) => [match.severity, match.details['keyType']])).toEqual([[severity, keyType]]);
    const { secret = '' } = found[0] ?? {};
    expect(secret.startsWith(BEGIN)).toBe(true);
    expect(secret.endsWith('-----')).toBe(true);
    expect(text.slice(found[0]?.offset).startsWith(secret)).toBe(true);
  });

  it('is found without its END line', () => {
    const text = `${pem.replace(/-----END.*\n/, '')}\nSome more text that is no part of it.\n`;
    const [match] = matchesIn(KEYS, text);
    expect(match?.secret).toBe(pem.replace(/\n-----END.*\n/, ''));
  });
});

describe('no private key', () => {
  it.each([
    ['a public key', publicKey()],
    ['a public key with the label of a private one', publicKey().replaceAll('PUBLIC', 'PRIVATE')],
    ['a key with a line left out', PRIVATE.replace(/\n.+\n/, '\n')],
    ['a key with dots for its middle', PRIVATE.replace(/\n(.+)\n[\s\S]+\n(.+)\n/, '\n$1\n...\n$2\n')],
    ['the first line alone', `"${BEGIN}RSA PRIVATE KEY-----"`],
    ['both lines', `${BEGIN}RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----`],
    ['a list of labels', `["${BEGIN}RSA PRIVATE KEY-----", "${BEGIN}PRIVATE KEY-----", "${BEGIN}EC PRIVATE KEY-----"]`],
    ['a first line and prose', `${BEGIN}PRIVATE KEY-----\n${'some words of a text that goes on '.repeat(9)}`],
    ['one letter', `${BEGIN}PRIVATE KEY-----\n${'A'.repeat(640)}\n-----END PRIVATE KEY-----`],
  ])('%s', (_, text) => expect(matchesIn(KEYS, text)).toEqual([]));
});

describe('tokens', () => {
  const payload = { iss: 'https://login.acme.dev/realm', sub: '17', exp: 4_102_444_800 };

  it.each(['RS256', 'ES256', 'EdDSA', 'HS384', 'HS512'] as const)('%s, signed by node, is found', (alg) => {
    const secret = signedToken(alg, payload);
    expect(matchesIn(JWT, `Bearer ${secret}`)).toMatchObject([
      { secret, details: { algorithm: alg, issuer: 'login.acme.dev', expires: '2100-01-01T00:00:00Z' } },
    ]);
  });

  it.each([
    ['in quotes', (it: string) => `"${it}"`],
    ['before a dot', (it: string) => `The token is ${it}. More text.`],
    ['in a URL', (it: string) => `https://a.dev/?t=${it}&b=1`],
    ['behind an escape', (it: string) => `"x\\n${it}\\n"`],
    ['two on a line', (it: string) => `${it} ${it.replace(/.$/, 'A')}`],
  ])('%s', (_, shape) => {
    const secret = token(payload);
    expect(matchesIn(JWT, shape(secret))[0]?.secret).toBe(secret);
  });

  it.each([
    ['jwt.io', { sub: '1234567890', name: 'John Doe', admin: true }],
    ['a reserved issuer', { iss: 'https://accounts.example.org' }],
  ])('of %s is excused', (_, claims) => {
    expect(matchesIn(JWT, token(claims))[0]?.excuse?.reason).toMatch(/^documented example: /);
  });

  it('a public key of Supabase is info', () => {
    const claims = { iss: 'supabase', ref: 'abcdefghijklmnopqrst', role: 'anon' };
    expect(matchesIn(JWT, token(claims))[0]?.severity).toBe('info');
    expect(matchesIn(JWT, token({ ...claims, role: 'service_role' }))[0]?.severity).toBe('medium');
  });
});

describe('Google', () => {
  const file = serviceAccount(PRIVATE);
  const details = { serviceAccount: 'deploy@acme-123.iam.gserviceaccount.com', projectId: 'acme-123' };

  it.each([
    ['a file', file, file],
    ['one line', JSON.stringify(JSON.parse(file)), JSON.stringify(JSON.parse(file))],
    ['YAML', `key: |\n${file.replace(/^/gm, '  ')}\n`, file.replace(/\n/g, '\n  ')],
    ['a string of JSON', JSON.stringify({ a: file }), JSON.stringify(file).slice(1, -1)],
    ['a list', `[${file}, {"type": "other"}]`, file],
    ['an object around it', `{"a": {"b": ${file}}}`, file],
  ])('a service account in %s is one finding', (_, text, secret) => {
    expect(matchesIn(GOOGLE, text)).toMatchObject([{ severity: 'critical', secret, details }]);
  });

  it('two of them in a list are two', () => {
    const [a, b] = [file, serviceAccount(FILES[0]?.pem ?? '')];
    expect(matchesIn(GOOGLE, `[${a},${b}]`).map(({ secret }) => secret)).toEqual([a, b]);
  });

  it.each([
    ['no key', serviceAccount('private_key')],
    ['an elided key', serviceAccount(`${BEGIN}PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n`)],
    ['another type', serviceAccount(PRIVATE, { type: 'authorized_user' })],
    ['no address', serviceAccount(PRIVATE, { client_email: undefined })],
    ['no end', file.slice(0, -2)],
  ])('%s is none', (_, text) => expect(matchesIn(GOOGLE, text)).toEqual([]));

  it('the key that the documentation shows is excused', () => {
    const key = ['AIzaSyDaGmWKa4JsXZ-', 'HjGw7ISLn_3namBGewQe'].join('');
    expect(reportedIn(GOOGLE, key)).toEqual([]);
    expect(matchesIn(GOOGLE, key)[0]?.excuse?.reason).toMatch(/Google Cloud documentation/);
  });
});

const HOSTILE_LENGTH = 500_000;
const LIMIT_MS = 8000;

describe('texts made to be slow', () => {
  it.each([
    ['first lines', `${BEGIN}PRIVATE KEY-----\n`],
    ['first lines and half a body', `${BEGIN}PRIVATE KEY-----\n${'MIIEabc/'.repeat(200)}\n`],
    ['first lines and seams', `"${BEGIN}PRIVATE KEY-----" + "`],
    ['first lines and quotes', `${BEGIN}PRIVATE KEY-----${'"\n'.repeat(300)}`],
    ['one long body', 'MIIEabc/'],
    ['heads of tokens', 'eyJ'],
    ['heads of tokens with dots', 'eyJhbGciOiJIUzI1NiJ9.eyJ'],
    ['tokens without end', ` ${'eyJhbGciOiJIUzI1NiJ9.eyJ'}${'a'.repeat(70_000)}`],
    ['types', '"type": "service_account",'],
    ['types in braces', '{"type": "service_account",'],
    [
      'types of many spellings',
      Array.from({ length: 9 }, (_, i) => `{"type"${' '.repeat(i % 3)}:${' '.repeat(i / 3)}"service_account"`).join(
        ',',
      ),
    ],
    ['braces', '{'],
    ['backslashes', '{"type": "service_account"\\\\\\\\\\\\\\\\"'],
    ['heads of keys', 'AIza'],
  ])('%s', (_, piece) => {
    const text = piece.repeat(Math.ceil(HOSTILE_LENGTH / piece.length));
    const started = performance.now();
    for (const pack of [KEYS, JWT, GOOGLE])
      matchesIn(pack, `${BEGIN}PRIVATE KEY----- eyJh service_account AIza ${text}`);
    expect(performance.now() - started).toBeLessThan(LIMIT_MS);
  });
});
