/** The identity of a finding: the same for the same rule, path and secret, whatever the line, commit or time. */

import { createHash, scrypt } from 'node:crypto';
import { type PathName, pathKey } from '#model/path-name.ts';
import { isStrong, type Secret } from '#model/secret.ts';
import { bytesOfPath } from '#text/path-name.ts';

/** What is identified. `secretBits` is the entropy that the rule guarantees for every secret it finds. */
export interface Identity {
  readonly rule: string;
  readonly path: PathName;
  readonly secret: Secret;
  readonly secretBits: number;
}

/** Works out a fingerprint, or gives one that was worked out before. */
export type Identify = (identity: Identity) => Promise<string>;

const HASH_BYTES = 16;

/** Memory-hard: 16 MiB and some 40 ms a guess, for secrets that could be guessed (passwords, users' own patterns). */
const SCRYPT = { N: 16_384, r: 8, p: 1 };

/** Equal for what has the same fingerprint in one scan; it holds the secret, and stays inside the process. */
export function identityKey({ rule, path, secret }: Identity): string {
  return [rule, pathKey(path), secret.reveal()].join('\0');
}

/**
 * `v1:` and 32 hex digits. Strong secrets: SHA-256 over domain, rule, path and secret, NUL between them, cut to 16
 * bytes. Others: scrypt of the secret, salted by the SHA-256 of domain, rule and path. `docs/fingerprints.md` argues it.
 */
export async function fingerprint({ rule, path, secret, secretBits }: Identity): Promise<string> {
  const place = createHash('sha256')
    .update('keysieve/v1\0')
    .update(rule)
    .update('\0')
    .update(bytesOfPath(path))
    .update('\0');
  if (isStrong(secretBits)) return format(place.update(secret.reveal()).digest().subarray(0, HASH_BYTES));
  return format(await slowHash(secret.reveal(), place.digest()));
}

function format(hash: Uint8Array): string {
  return `v1:${Buffer.from(hash).toString('hex')}`;
}

function slowHash(secret: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, SCRYPT, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
}
