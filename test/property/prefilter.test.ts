/** Both prefilters against the plain one: the same hits in the same order, in any bytes, at any place. */

import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BUILT_IN_TABLES } from '#detect/generated/built-in-tables.ts';
import { uniqueNeedles } from '#detect/prefilter/literal.ts';
import { type PreparedTables, prepareTables, restoreTables } from '#detect/prefilter/prepared-tables.ts';
import type { Tables } from '#detect/prefilter/table-cells.ts';
import { createTables } from '#detect/prefilter/tables.ts';

import { createPrefilter, createTwinPrefilter, type Literal, type Prefilter } from '#detect/prefilter.ts';
import { instantiateScanner } from '#detect/scanner-module.ts';
import { VECTOR_DEFAULTS } from '#detect/vector-settings.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { compileRules } from '#rules/compile.ts';
import { selectRules } from '#rules/select-rules.ts';
import { listHits, plainHits } from '../support/plain-prefilter.ts';

/** Few different characters, so that literals overlap, share buckets, and occur by chance. */
const CHARACTERS = ['a', 'b', 'A', 'B', '_', '@', '[', '{', '`', '0', 'é', '\0', '漢'];

const literal: fc.Arbitrary<Literal> = fc.record({
  literal: fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('a', 'B'), minLength: 2, maxLength: 100 }) },
  ),
  caseSensitive: fc.boolean(),
});
const literals = fc.array(literal, { maxLength: 12 });
/** 0 is the size of normal use. */
const blockBytes = fc.constantFrom(0, 32, 64, 96, 128, 4096);

const chance = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 300 }).map((text) => Buffer.from(text));
const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

/** In WebAssembly from the first byte on. */
function createVector(list: readonly Literal[], block: number): Prefilter {
  const size = block === 0 ? {} : { blockBytes: block };
  return createPrefilter(list, { after: -1, instantiate: instantiateScanner, ...size });
}

/** With tables laid out beforehand for the first half, as the built-in rules have them. */
function createPrepared(list: readonly Literal[]): Prefilter {
  const half = list.slice(0, list.length >> 1);
  // Two that occur in the same places are no built-in anchors.
  while (uniqueNeedles(half).count < half.length) half.pop();
  const prepared = JSON.parse(JSON.stringify(prepareTables(createTables(half), half))) as PreparedTables;
  return createPrefilter(list, VECTOR_DEFAULTS, prepared);
}

function agree(list: readonly Literal[], bytes: Uint8Array, block = 0): void {
  const expected = plainHits(list, bytes);
  expect(listHits(createTwinPrefilter(list).find(bytes))).toEqual(expected);
  expect(listHits(createVector(list, block).find(bytes))).toEqual(expected);
  expect(listHits(createPrepared(list).find(bytes))).toEqual(expected);
}

it('agree on texts of the letters of the literals', () => {
  fc.assert(fc.property(literals, chance, blockBytes, agree), { numRuns: 200 });
});

it('agree on any bytes', () => {
  fc.assert(fc.property(literals, anyBytes, blockBytes, agree), { numRuns: 100 });
});

it('agree where everything overlaps', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'A', 'b'), minLength: 1, maxLength: 9 });
  const some = fc.array(fc.record({ literal: few, caseSensitive: fc.boolean() }), { minLength: 1, maxLength: 40 });
  const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b'), maxLength: 400 }).map((value) => Buffer.from(value));
  fc.assert(fc.property(some, text, blockBytes, agree), { numRuns: 80 });
});

it('find every literal at both ends of the bytes, at every place between, and at every border of a block', () => {
  fc.assert(
    fc.property(literals, literal, fc.oneof(chance, anyBytes), blockBytes, (list, planted, around, block) => {
      const needle = Buffer.from(planted.literal);
      const all = [...list, planted];
      const prefilters = [createTwinPrefilter(all), createVector(all, block)];
      for (let at = 0; at <= around.length; at += 1 + (at >> 6)) {
        const bytes = Buffer.concat([around.subarray(0, at), needle, around.subarray(at)]);
        const expected = plainHits(all, bytes);
        for (const prefilter of prefilters) expect(listHits(prefilter.find(bytes))).toEqual(expected);
      }
    }),
    { numRuns: 30 },
  );
});

it('agree at every alignment of a view', () => {
  fc.assert(
    fc.property(literals, chance, blockBytes, (list, bytes, block) => {
      const prefilters = [createTwinPrefilter(list), createVector(list, block)];
      for (let from = 0; from < Math.min(bytes.length, 64); from++) {
        for (const view of [bytes.subarray(from), bytes.subarray(0, from)]) {
          const expected = plainHits(list, view);
          for (const prefilter of prefilters) expect(listHits(prefilter.find(view))).toEqual(expected);
        }
      }
    }),
    { numRuns: 20 },
  );
});

it('agree on real files, for our own keywords and for words of those files', () => {
  const files = [process.execPath, '../../package-lock.json', '../../src/detect/detect.ts'].map((name) =>
    readFileSync(name === process.execPath ? name : new URL(name, import.meta.url)).subarray(0, 200_000),
  );
  const keywords = builtInRuleSet().rules.flatMap((rule) =>
    rule.keywords.map((word) => ({ literal: word, caseSensitive: rule.caseSensitiveKeywords })),
  );
  for (const bytes of files) {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 41), fc.integer({ min: 2, max: 40 }), fc.boolean()), { maxLength: 30 }),
        (cuts) => {
          const words = cuts.map(([at, length, caseSensitive]) => ({
            literal: bytes.toString('latin1', at, at + length).replace(/[^\0-\x7f]/g, 'x'),
            caseSensitive,
          }));
          agree([...keywords, ...words], bytes);
        },
      ),
      { numRuns: 4 },
    );
  }
});

it('takes over the tables of the built-in rules, whole and with more behind them, and no others', () => {
  const rules = selectRules(builtInRuleSet().rules, []);
  const { anchors } = compileRules({ rules, allowlists: [] });
  const known = anchors.length;
  const more = [...anchors, { literal: 'acme_', caseSensitive: true }, { literal: 'ASIA', caseSensitive: false }];
  expect(restoreTables(BUILT_IN_TABLES, anchors)).toBeDefined();
  expect(restoreTables(BUILT_IN_TABLES, more)).toBeDefined();
  expect(restoreTables(BUILT_IN_TABLES, anchors.slice(1))).toBeUndefined();
  expect(plain(createTables(anchors, BUILT_IN_TABLES))).toEqual(plain(createTables(anchors)));
  expect(plain(createTables(more, BUILT_IN_TABLES)).needles).toEqual(plain(createTables(more)).needles);
  expect(BUILT_IN_TABLES.count).toBe(known);
});

/** As plain lists, whatever kinds of array they are. */
function plain({ needles, next, needle, shift, ...tables }: Tables) {
  const lists = [next, needle, shift].map((list) => Array.from(list));
  return { ...tables, lists, owners: needles.owners, needles: needles.owners.map((_, index) => needles.at(index)) };
}
