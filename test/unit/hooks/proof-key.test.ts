/** What the doctor commits in its proof must be found by rules that are on, and be new each time. */

import { expect, it } from 'vitest';
import { createToken, madeUpCredentials } from '#hooks/proof-key.ts';
import { proofOf } from '#hooks/proof-token.ts';

it('is a key with a secret, never the same', () => {
  const made = Array.from({ length: 200 }, madeUpCredentials);
  expect(new Set(made).size).toBe(made.length);
  for (const text of made) expect(text).toMatch(/_id = AKIA[A-Z2-7]{16}\n.*_key = [\w+/]{40}\n$/);
});

it('gives a proof that the token alone is not', () => {
  const token = createToken();
  expect(token).toMatch(/^[0-9a-f]{32}$/);
  expect(proofOf(token)).not.toContain(token);
});
