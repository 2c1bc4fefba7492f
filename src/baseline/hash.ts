/** The slow hash by which a baseline knows a secret again. The recipe is part of the file format: it may never change. */

import { randomBytes, scrypt } from 'node:crypto';
import { isStrong, type Secret } from '#model/secret.ts';
import type { SecretHash } from './entry.ts';

const DIGEST_BYTES = 16;
const SALT_BYTES = 16;

/**
 * What a new entry costs each guess, and each scan that finds the secret: 16 MiB and some 40 ms, or 1 MiB and 3 ms where
 * the secret is strong, which is as good.
 */
export function costFor(secretBits: number): number {
  return isStrong(secretBits) ? 10 : 14;
}

/** 32 hex digits that nobody has used before. */
export function newSalt(): string {
  return randomBytes(SALT_BYTES).toString('hex');
}

/** scrypt with N = 2^cost, r = 8, p = 1 of the secret in UTF-8, as 32 hex digits. Runs on node's own threads. */
export function digestOf(secret: Secret, { cost, salt }: Pick<SecretHash, 'cost' | 'salt'>): Promise<string> {
  const options = { N: 2 ** cost, r: 8, p: 1 };
  return new Promise((resolve, reject) => {
    scrypt(withoutLayout(secret.reveal()), Buffer.from(salt, 'hex'), DIGEST_BYTES, options, (error, digest) =>
      error === null ? resolve(digest.toString('hex')) : reject(error),
    );
  });
}

/** Shorter secrets stand in sentences by chance. */
const LEAST_QUOTED = 8;

/** Whether a text that is to be written beside it quotes the secret. */
export function quotes(text: string, secret: Secret): boolean {
  const value = secret.reveal();
  return value.length >= LEAST_QUOTED && text.includes(value);
}

/** A key of several lines is the same key when it is indented, or its lines end otherwise. */
function withoutLayout(secret: string): string {
  return secret.replace(/[ \t]*\r?\n[ \t]*/g, '\n');
}
