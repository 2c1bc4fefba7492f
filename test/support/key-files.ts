/** Private keys and tokens made when the tests run, by node's own cryptography, and ways in which files hold them. */

import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

/** Joined here, so that no file of tests holds the first line of a key. */
export const BEGIN = ['-----BEGIN', ''].join(' ');

/** PEM of a fresh key pair's private half, and what a check should say of it. */
export interface KeyFile {
  readonly name: string;
  readonly pem: string;
  readonly keyType?: string;
  readonly severity: 'high' | 'medium' | 'low';
}

const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
const spki = { type: 'spki', format: 'pem' } as const;
const locked = { cipher: 'aes-128-cbc', passphrase: 'secret' } as const;

function rsa(privateKeyEncoding: object): string {
  const options = { modulusLength: 1024, publicKeyEncoding: spki, privateKeyEncoding };
  return String(generateKeyPairSync('rsa', options as never).privateKey);
}

function ec(privateKeyEncoding: object): string {
  const options = { namedCurve: 'P-256', publicKeyEncoding: spki, privateKeyEncoding };
  return String(generateKeyPairSync('ec', options as never).privateKey);
}

function edwards(name: 'ed25519' | 'ed448' | 'x25519'): string {
  const options = { publicKeyEncoding: spki, privateKeyEncoding: pkcs8 };
  return String(generateKeyPairSync(name as 'ed25519', options).privateKey);
}

/** One key of every kind that node can write. */
export function keyFiles(): readonly KeyFile[] {
  return [
    { name: 'RSA', pem: rsa({ type: 'pkcs1', format: 'pem' }), keyType: 'RSA', severity: 'high' },
    { name: 'RSA in PKCS #8', pem: rsa(pkcs8), keyType: 'RSA', severity: 'high' },
    { name: 'RSA, locked', pem: rsa({ ...pkcs8, ...locked }), severity: 'low' },
    {
      name: 'RSA, locked the old way',
      pem: rsa({ type: 'pkcs1', format: 'pem', ...locked }),
      keyType: 'RSA',
      severity: 'medium',
    },
    { name: 'EC', pem: ec({ type: 'sec1', format: 'pem' }), keyType: 'EC', severity: 'high' },
    { name: 'EC in PKCS #8', pem: ec(pkcs8), keyType: 'EC', severity: 'high' },
    { name: 'Ed25519', pem: edwards('ed25519'), keyType: 'Ed25519', severity: 'high' },
    { name: 'Ed448', pem: edwards('ed448'), keyType: 'Ed448', severity: 'high' },
    { name: 'X25519', pem: edwards('x25519'), keyType: 'X25519', severity: 'high' },
  ];
}

/** A public key in PEM. */
export function publicKey(): string {
  return String(generateKeyPairSync('ed25519', { publicKeyEncoding: spki, privateKeyEncoding: pkcs8 }).publicKey);
}

/** Ways in which a block stands in other files; each is to be found whole. */
export const PEM_SHAPES: readonly (readonly [string, (pem: string) => string])[] = [
  ['a file of its own', (pem) => pem],
  ['a file with CRLF', (pem) => pem.replaceAll('\n', '\r\n')],
  ['one line of an env file', (pem) => `KEY="${pem.replaceAll('\n', '\\n')}"\n`],
  ['JSON', (pem) => JSON.stringify({ key: pem })],
  ['JSON in JSON', (pem) => JSON.stringify({ a: JSON.stringify({ key: pem }) })],
  ['JSON of PHP, which escapes slashes', (pem) => JSON.stringify({ key: pem }).replaceAll('/', '\\/')],
  ['YAML', (pem) => `key: |\n${pem.replace(/^(?=.)/gm, '  ')}other: 1\n`],
  [
    'Java',
    (pem) =>
      `String k = ${lines(pem)
        .map((line) => `"${line}\\n"`)
        .join(' +\n    ')};`,
  ],
  [
    'Python',
    (pem) =>
      `k = (\n${lines(pem)
        .map((line) => `    b'${line}\\n'`)
        .join('\n')}\n)`,
  ],
  ['a list of JSON', (pem) => JSON.stringify(lines(pem), undefined, 2)],
  [
    'PHP',
    (pem) =>
      lines(pem)
        .map((line, i) => `$k ${i === 0 ? '' : '.'}= "${line}\\n";`)
        .join('\n'),
  ],
  [
    'C',
    (pem) =>
      `const char *k =\n${lines(pem)
        .map((line) => `\t"${line}\\r\\n"`)
        .join('\n')};`,
  ],
  [
    'a comment',
    (pem) =>
      lines(pem)
        .map((line) => ` * ${line}`)
        .join('\n'),
  ],
  [
    'a comment of shell',
    (pem) =>
      lines(pem)
        .map((line) => `# ${line}`)
        .join('\n'),
  ],
  [
    'a diff',
    (pem) =>
      lines(pem)
        .map((line) => `+${line}`)
        .join('\n'),
  ],
  [
    'a quoted mail',
    (pem) =>
      lines(pem)
        .map((line) => `> ${line}`)
        .join('\n'),
  ],
  ['a heredoc', (pem) => `cat <<EOF\n${pem}EOF\n`],
  ['a template literal', (pem) => `const k = \`${pem}\`;`],
  ['XML', (pem) => `<key>${pem.replaceAll('\n', '&#10;')}</key>`],
  ['one line with blanks', (pem) => lines(pem).join(' ')],
];

function lines(pem: string): readonly string[] {
  return pem.trim().split('\n');
}

/** A signed token of these claims. */
export function token(payload: object, header: object = { alg: 'HS256', typ: 'JWT' }, key = 'key'): string {
  const head = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${head}.${createHmac('sha256', key).update(head).digest('base64url')}`;
}

/** A token signed with a fresh key of this algorithm. */
export function signedToken(alg: 'RS256' | 'ES256' | 'EdDSA' | 'HS384' | 'HS512', payload: object): string {
  const head = [{ alg }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${head}.${signatureOf(alg, Buffer.from(head)).toString('base64url')}`;
}

function signatureOf(alg: string, data: Buffer): Buffer {
  if (alg.startsWith('HS'))
    return createHmac(`sha${alg.slice(2)}`, 'key')
      .update(data)
      .digest();
  if (alg === 'EdDSA') return sign(null, data, generateKeyPairSync('ed25519').privateKey);
  if (alg === 'RS256') return sign('sha256', data, generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
}

/** The JSON of a service account's key file. */
export function serviceAccount(pem: string, more: object = {}): string {
  const account = {
    type: 'service_account',
    project_id: 'acme-123',
    private_key_id: 'a1b2'.repeat(10),
    private_key: pem,
    client_email: 'deploy@acme-123.iam.gserviceaccount.com',
    ...more,
  };
  return JSON.stringify(account, undefined, 2);
}
