/** The prefilter against its plain twin: the same literals in any bytes, at any place. */

import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPlainPrefilter, createPrefilter, type Literal } from '#detect/prefilter.ts';
import { builtInRuleSet } from '#rules/builtin.ts';

/** Few different characters, so that literals overlap, share blocks, and occur by chance. */
const CHARACTERS = ['a', 'b', 'A', 'B', '_', '@', '[', '{', '`', '0', 'é', '\0', '漢'];

const literal: fc.Arbitrary<Literal> = fc.record({
  literal: fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 12 }),
  caseSensitive: fc.boolean(),
});
const literals = fc.array(literal, { maxLength: 12 });

const chance = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 60 }).map((text) => Buffer.from(text));
const anyBytes = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));

function agree(list: readonly Literal[], bytes: Uint8Array): void {
  expect(createPrefilter(list).present(bytes)).toEqual(createPlainPrefilter(list).present(bytes));
}

it('agrees on texts of the letters of the literals', () => {
  fc.assert(fc.property(literals, chance, agree), { numRuns: 3000 });
});

it('agrees on any bytes', () => {
  fc.assert(fc.property(literals, anyBytes, agree), { numRuns: 1000 });
});

it('finds every literal at both ends of the bytes and at every place between', () => {
  fc.assert(
    fc.property(literals, literal, fc.oneof(chance, anyBytes), (list, planted, around) => {
      const needle = Buffer.from(planted.literal);
      const all = [...list, planted];
      const { present } = createPrefilter(all);
      for (let at = 0; at <= around.length; at++) {
        const bytes = Buffer.concat([around.subarray(0, at), needle, around.subarray(at)]);
        expect(present(bytes)).toContain(all.length - 1);
        expect(present(bytes)).toEqual(createPlainPrefilter(all).present(bytes));
      }
    }),
    { numRuns: 150 },
  );
});

it('agrees at every alignment of a view', () => {
  fc.assert(
    fc.property(literals, chance, (list, bytes) => {
      const { present } = createPrefilter(list);
      const plain = createPlainPrefilter(list);
      for (let from = 0; from < Math.min(bytes.length, 16); from++) {
        expect(present(bytes.subarray(from))).toEqual(plain.present(bytes.subarray(from)));
        expect(present(bytes.subarray(0, from))).toEqual(plain.present(bytes.subarray(0, from)));
      }
    }),
    { numRuns: 300 },
  );
});

it('agrees on real files, for our own keywords and for words of those files', () => {
  const files = [process.execPath, '../../package-lock.json', '../../src/detect/prefilter.ts'].map((name) =>
    readFileSync(name === process.execPath ? name : new URL(name, import.meta.url)).subarray(0, 400_000),
  );
  const keywords = builtInRuleSet().rules.flatMap((rule) =>
    rule.keywords.map((word) => ({ literal: word, caseSensitive: rule.caseSensitiveKeywords })),
  );
  for (const bytes of files) {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 13), fc.integer({ min: 1, max: 12 }), fc.boolean()), { maxLength: 30 }),
        (cuts) => {
          const words = cuts.map(([at, length, caseSensitive]) => ({
            literal: bytes.toString('latin1', at, at + length).replace(/[^\0-\x7f]/g, 'x'),
            caseSensitive,
          }));
          agree([...keywords, ...words], bytes);
        },
      ),
      { numRuns: 8 },
    );
  }
});
