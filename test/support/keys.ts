/**
 * Synthetic AWS credentials, built when the tests run so that nothing in this repository looks like a live one. The
 * same seed gives the same credential; the key IDs belong to the documentation account 123456789012.
 */

import { createHash } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOf(seed: string, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let i = 0; parts.length * 32 < length; i++) parts.push(createHash('sha256').update(`${seed}:${i}`).digest());
  return Buffer.concat(parts).subarray(0, length);
}

/** The body of a key ID of account 123456789012: 16 characters of base32. */
function keyBody(seed: string): string {
  const bytes = bytesOf(`id:${seed}`, 8);
  const tail = [...bytes].slice(1).map((byte) => BASE32[byte % 32]);
  return `RZPUZDIK${BASE32[(bytes[0] ?? 0) % 16]}${tail.join('')}`;
}

/** A long-term access key ID: 20 characters. */
export function accessKeyId(seed = 'a'): string {
  return ['AK', 'IA', keyBody(seed)].join('');
}

/** A temporary access key ID: 20 characters. */
export function temporaryKeyId(seed = 'a'): string {
  return ['AS', 'IA', keyBody(seed)].join('');
}

/** A secret access key: 40 characters of base64 with both cases, a digit and `+` or `/`. */
export function secretKey(seed = 'a'): string {
  for (let i = 0; ; i++) {
    const secret = bytesOf(`secret:${seed}:${i}`, 30).toString('base64');
    if (/[A-Z]/.test(secret) && /[a-z]/.test(secret) && /[0-9]/.test(secret) && /[+/]/.test(secret)) return secret;
  }
}

/** A session token with the header of today's regional tokens. */
export function sessionToken(seed = 'a', length = 400): string {
  const header = Buffer.concat([Buffer.from([0x21, 0x0a, 9]), Buffer.from('origin_ec')]);
  return Buffer.concat([header, bytesOf(`token:${seed}`, length)]).toString('base64');
}

/** Key ID and secret as the shared credentials file holds them. */
export function credentialsFile(seed = 'a'): string {
  return `[default]\naws_access_key_id = ${accessKeyId(seed)}\naws_secret_access_key = ${secretKey(seed)}\n`;
}
