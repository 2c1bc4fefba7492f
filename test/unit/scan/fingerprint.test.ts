import { describe, expect, it } from 'vitest';
import { Secret } from '#model/secret.ts';
import { fingerprint, type Identity } from '#scan/fingerprint.ts';

const of = (secret: string, rest: Partial<Identity> = {}) =>
  fingerprint({ rule: 'a-rule', path: { text: 'dir/é.txt' }, secret: new Secret(secret), secretBits: 128, ...rest });

/**
 * Computed once with Python's hashlib from the recipe of `fingerprint`. They may never change: baselines and SARIF
 * results of every user hold them.
 */
const GOLDEN: readonly (readonly [string, number, string])[] = [
  ['value-1', 128, 'v1:36567c78743e72b10ac1cd080f52d082'],
  ['value-1', 64, 'v1:36567c78743e72b10ac1cd080f52d082'],
  ['wärt\n😀', 128, 'v1:d60a115c6a3af2955124beb61732e81f'],
  ['value-1', 63.9, 'v1:e038103c686698c913f7156bd8e6cf23'],
  ['value-1', 0, 'v1:e038103c686698c913f7156bd8e6cf23'],
  ['wärt\n😀', 0, 'v1:d21ce9bc423b4e0540d5910b4de4b6de'],
];

describe('fingerprint', () => {
  it.each(GOLDEN)('of %j with %d bits is what it always was', async (secret, secretBits, expected) => {
    expect(await of(secret, { secretBits })).toBe(expected);
  });

  it('of a path that is not UTF-8 is over its bytes', async () => {
    const bytes = Uint8Array.from([0x63, 0xe9]);
    expect(await of('value-1', { path: { text: 'c\\xe9', bytes } })).toBe('v1:1d656c306dac5798b7ce4311222f82b7');
    expect(await of('value-1', { path: { text: 'c\\xe9' } })).not.toBe('v1:1d656c306dac5798b7ce4311222f82b7');
  });

  it.each([128, 0])('tells rules, paths and secrets apart, with %d bits', async (secretBits) => {
    const all = await Promise.all([
      of('value-1', { secretBits }),
      of('value-2', { secretBits }),
      of('value-1', { secretBits, rule: 'b-rule' }),
      of('value-1', { secretBits, path: { text: 'dir/e.txt' } }),
      // The same letters, cut at another place.
      of('value-1', { secretBits, rule: 'a-ruled', path: { text: 'ir/é.txt' } }),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });
});
