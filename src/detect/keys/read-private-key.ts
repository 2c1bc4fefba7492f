/** Says what a PEM block of a private key holds: what kind of key, whether a passphrase protects it, whether it is whole. */

import { decodeBase64 } from '../checks/decode-base64.ts';
import { type DerValue, derChildren, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, readDer, SEQUENCE } from './der.ts';
import { readOpenPgpKey } from './openpgp-key.ts';
import { readOpenSshKey } from './openssh-key.ts';
import type { PemBlock } from './pem.ts';
import type { PrivateKey } from './private-key.ts';

/** The key of a block; undefined for everything that is no private key, such as public keys and made-up bodies. */
export function readPrivateKey(pem: PemBlock): PrivateKey | undefined {
  const bytes = decodeBase64(wholeBytes(pem.body));
  if (bytes === undefined || !/PRIVATE KEY(?: BLOCK)?$/.test(pem.label)) return undefined;
  if (pem.label === 'OPENSSH PRIVATE KEY') return readOpenSshKey(bytes);
  if (pem.label === 'PGP PRIVATE KEY BLOCK') return readOpenPgpKey(bytes);
  if (pem.headers.some((header) => /^Proc-Type: ?4,ENCRYPTED/.test(header))) return traditional(pem, bytes);
  return readDerKey(pem.label, bytes);
}

/** Base64 that was cut may have a last character that says nothing. */
function wholeBytes(body: string): string {
  const digits = body.replace(/=+$/, '');
  return digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
}

const TRADITIONAL_TYPES: Readonly<Record<string, string>> = {
  'RSA PRIVATE KEY': 'RSA',
  'EC PRIVATE KEY': 'EC',
  'DSA PRIVATE KEY': 'DSA',
};

/** Ciphertext, of which there is nothing to read; it is a multiple of eight bytes long (RFC 1423). */
function traditional(pem: PemBlock, bytes: Uint8Array): PrivateKey | undefined {
  const isWhole = pem.isClosed && bytes.length % 8 === 0;
  return bytes.length < LEAST_BYTES
    ? undefined
    : { ...typeOf(TRADITIONAL_TYPES[pem.label]), protection: 'weak', isWhole };
}

/** The smallest keys that there are, Ed25519 in PKCS #8, have 48. */
const LEAST_BYTES = 48;

function typeOf(type: string | undefined): { readonly type?: string } {
  return type === undefined ? {} : { type };
}

/**
 * `RSAPrivateKey` (RFC 8017), `ECPrivateKey` (RFC 5915), OpenSSL's of DSA and `PrivateKeyInfo` (RFC 5958) are sequences
 * that begin with a version; `EncryptedPrivateKeyInfo` begins with an algorithm.
 */
function readDerKey(label: string, bytes: Uint8Array): PrivateKey | undefined {
  const outer = readDer(bytes, 0);
  if (outer?.tag !== SEQUENCE || outer.to < LEAST_BYTES) return undefined;
  const isWhole = bytes.length >= outer.to && bytes.length - outer.to < SLACK_BYTES;
  const parts = derChildren(bytes, outer, 3);
  if (label === 'ENCRYPTED PRIVATE KEY') {
    const isEncrypted = parts[0]?.tag === SEQUENCE && parts[1]?.tag === OCTET_STRING;
    return isEncrypted ? { protection: 'strong', isWhole } : undefined;
  }
  if (!isVersion(bytes, parts[0])) return undefined;
  return { ...typeOf(TRADITIONAL_TYPES[label] ?? algorithmOf(bytes, parts[1])), protection: 'none', isWhole };
}

/** What may stand behind the key: a line break that went into the base64. */
const SLACK_BYTES = 4;

function isVersion(bytes: Uint8Array, value: DerValue | undefined): boolean {
  return value?.tag === INTEGER && value.to - value.from === 1 && (bytes[value.from] ?? 2) <= 1;
}

/** RFC 8017, 5480, 3279 and 8410; keys are the identifiers in hex as they are encoded. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  '2a864886f70d010101': 'RSA',
  '2a864886f70d01010a': 'RSA',
  '2a8648ce3d0201': 'EC',
  '2a8648ce380401': 'DSA',
  '2b656e': 'X25519',
  '2b656f': 'X448',
  '2b6570': 'Ed25519',
  '2b6571': 'Ed448',
};

function algorithmOf(bytes: Uint8Array, algorithm: DerValue | undefined): string | undefined {
  if (algorithm?.tag !== SEQUENCE) return undefined;
  const [name] = derChildren(bytes, algorithm, 1);
  if (name?.tag !== OBJECT_IDENTIFIER) return undefined;
  const hex = Array.from(bytes.subarray(name.from, name.to), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return ALGORITHMS[hex];
}
