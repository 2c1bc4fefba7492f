/** Named secrets: planted values in all forms in which names are given to values, and what must not be reported. */

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ASSIGNMENT_FORMS } from '../support/assignment-forms.ts';
import { loadPack, reportedIn } from '../support/rules.ts';

const GENERIC = loadPack('generic-secrets');

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const ALPHABETS = {
  base62: `${LOWER}${LOWER.toUpperCase()}${DIGITS}`,
  base36: `${LOWER}${DIGITS}`,
  hex: '0123456789abcdef',
} as const;

/** Random characters, the same in every run. */
function drawn(alphabet: string, length: number, seed: string): string {
  const bytes = createHash('sha512').update(`${alphabet} ${length} ${seed}`).digest();
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
}

const KINDS = [
  { alphabet: 'base62', length: 12 },
  { alphabet: 'base62', length: 16 },
  { alphabet: 'base62', length: 32 },
  { alphabet: 'base36', length: 12 },
  { alphabet: 'base36', length: 24 },
  { alphabet: 'hex', length: 32 },
] as const;
const NAMES = ['db_password', 'admin_passwd', 'api_key', 'client_secret', 'auth_token', 'access_token', 'secret_key'];
const SEEDS = ['a'];

/** Values that are not found of all that are planted in a form. */
function missedIn(text: (name: string, value: string) => string): {
  readonly missed: number;
  readonly planted: number;
} {
  let [missed, planted] = [0, 0];
  for (const { alphabet, length } of KINDS) {
    for (const name of NAMES) {
      for (const seed of SEEDS) {
        const value = drawn(ALPHABETS[alphabet], length, `${name} ${seed}`);
        const found = reportedIn(GENERIC, text(name, value)).some((report) => report.endsWith(` ${value}`));
        planted++;
        if (!found) missed++;
      }
    }
  }
  return { missed, planted };
}

describe('random values of 12 characters and more', () => {
  it.each(ASSIGNMENT_FORMS)('$name: nine of ten are found', ({ text }) => {
    const { missed, planted } = missedIn(text);
    expect(missed / planted).toBeLessThan(0.1);
  });
});
