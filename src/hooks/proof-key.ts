/** Made-up credentials for the proof that a hook fires, new for each proof: they open nothing. */

import { randomBytes } from 'node:crypto';

/** A word that nobody can know before; hex. */
export function createToken(): string {
  return randomBytes(16).toString('hex');
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A file with a key ID of the documentation account 123456789012, and a secret. */
export function madeUpCredentials(): string {
  // Eight characters and the first half of the ninth hold the number of the account.
  const [first = 0, ...others] = randomBytes(8);
  const body = `RZPUZDIK${BASE32[first % 16]}${others.map((byte) => BASE32[byte % 32]).join('')}`;
  const id = ['AK', 'IA', body].join('');
  return `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${madeUpSecret()}\n`;
}

/** Forty characters of base64 of every kind, as secrets of AWS mostly are. */
function madeUpSecret(): string {
  for (;;) {
    const secret = randomBytes(30).toString('base64');
    if ([/[A-Z]/, /[a-z]/, /\d/, /[+/]/].every((kind) => kind.test(secret))) return secret;
  }
}
