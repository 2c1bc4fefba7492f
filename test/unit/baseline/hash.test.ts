import { describe, expect, it } from 'vitest';
import { costFor, digestOf, newSalt } from '#baseline/hash.ts';
import { Secret } from '#model/secret.ts';

const SALT = '000102030405060708090a0b0c0d0e0f';

/** Computed once with Python's hashlib.scrypt. They may never change: baselines of every user hold such digests. */
const GOLDEN: readonly (readonly [string, number, string])[] = [
  ['value-1', 10, 'd6b16986d6deeccace58f5412d400306'],
  ['value-1', 14, 'a1942778de89d443dbe77356e4f1c304'],
  ['wärt\n😀', 10, '7640189336ff9e06836d80db8d50b4b1'],
  ['wärt\n😀', 14, 'ad9c270c4e3ac9f6eda2a9efa0df33e4'],
  ['', 10, '697c55f92742afed687d7ff23bdb2c64'],
];

describe('digestOf', () => {
  it.each(GOLDEN)('of %j at cost %d is what it always was', async (secret, cost, digest) => {
    expect(await digestOf(new Secret(secret), { cost, salt: SALT })).toBe(digest);
  });

  it.each(['wärt\r\n😀', '  wärt\n  😀', 'wärt  \r\n\t😀'].map((text) => [text]))(
    'is the same however the lines of %j are laid out',
    async (secret) => {
      const plain = secret.startsWith(' ') ? '  wärt\n😀' : 'wärt\n😀';
      expect(await digestOf(new Secret(secret), { cost: 10, salt: SALT })).toBe(
        await digestOf(new Secret(plain), { cost: 10, salt: SALT }),
      );
    },
  );

  it.each(['va lue-1', 'value-1 ', ' value-1'])('heeds the blanks of one line: %j', async (secret) => {
    expect(await digestOf(new Secret(secret), { cost: 10, salt: SALT })).not.toBe(
      await digestOf(new Secret('value-1'), { cost: 10, salt: SALT }),
    );
  });
});

it.each([
  [0, 14],
  [63.9, 14],
  [64, 10],
  [240, 10],
])('a rule that guarantees %d bits gets cost %d', (bits, cost) => expect(costFor(bits)).toBe(cost));

it('salts differ', () => {
  expect(new Set(Array.from({ length: 100 }, newSalt)).size).toBe(100);
});
