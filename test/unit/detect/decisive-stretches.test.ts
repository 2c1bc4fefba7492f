import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_STRETCHES } from '#detect/derived/changes.ts';
import { carryOver, joinStretches } from '#detect/derived/decisive-stretches.ts';
import type { Derivation } from '#model/chunk.ts';

const derivation = (copies: readonly number[], baseLength = 100): Derivation => ({
  id: 2,
  slot: 0,
  baseId: 1,
  baseSlot: 0,
  baseLength,
  copies: Uint32Array.from(copies),
});

describe('stretches that decided', () => {
  it('are moved with what was copied, and told apart from parts', () => {
    const carried = carryOver(Uint32Array.of(10, 20, 30, 50), derivation([5, 8, 32]), 60);
    expect(carried).toEqual({ whole: Uint32Array.of(7, 17), parts: Uint32Array.of(27, 37) });
  });

  it('depend on the ends of the content that they reach', () => {
    const stretches = Uint32Array.of(0, 4, 96, 100);
    expect(carryOver(stretches, derivation([0, 0, 100]), 100)?.whole).toEqual(stretches);
    expect(carryOver(stretches, derivation([1, 0, 100]), 102)?.parts).toEqual(Uint32Array.of(1, 5, 97, 101));
  });

  it('are given up where a content is copied over and over', () => {
    const many = Uint32Array.from({ length: 1000 }, (_, at) => 10 + at);
    const twice = derivation([0, 0, 2000, 2000, 0, 2000], 2000);
    expect(carryOver(many, twice, 4000)).toBeUndefined();
    const nested = Uint32Array.from(Array.from({ length: 500 }, (_, at) => [10 + at, 2000]).flat());
    const bytes = Array.from({ length: 6000 }, (_, at) => [at, 1000, 1]).flat();
    expect(carryOver(nested, derivation(bytes, 2000), 6000)).toBeUndefined();
  });
});

const stretch = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 12 })).map(([from, length]) => [from, from + length]);
const lists = fc.array(stretch, { maxLength: 8 }).map((pairs) => Uint32Array.from(pairs.flat()));
const pairsOf = (list: Uint32Array): number[][] =>
  Array.from({ length: list.length / 2 }, (_, at) => [...list.subarray(2 * at, 2 * at + 2)]);
const holds = ([a = 0, b = 0]: number[], [from = 0, to = 0]: number[]): boolean => a <= from && to <= b;

describe('lists of stretches', () => {
  it('are joined in order, each held by one of the result', () => {
    fc.assert(
      fc.property(lists, lists, lists, (...parts) => {
        const first = joinStretches(NO_STRETCHES, parts[0]) ?? NO_STRETCHES;
        const joined = pairsOf(joinStretches(first, parts[1], parts[2]) ?? NO_STRETCHES);
        const all = parts.flatMap(pairsOf);
        expect(all.filter((one) => !joined.some((other) => holds(other, one)))).toEqual([]);
        expect(joined.filter((one) => !all.some((other) => `${other}` === `${one}`))).toEqual([]);
        joined.forEach((one, at) => {
          const [before] = joined.slice(at - 1, at);
          if (at > 0)
            expect({ before, one, isBehind: (before?.[0] ?? 0) < (one[0] ?? 0) }).toMatchObject({ isBehind: true });
          expect(joined.filter((other) => holds(other, one))).toEqual([one]);
        });
      }),
    );
  });

  it('are carried over as a look at every pair of a copy and a stretch says', () => {
    const copies = fc.array(fc.tuple(fc.nat(3), fc.nat(40), fc.integer({ min: 1, max: 20 })), { maxLength: 5 });
    fc.assert(
      fc.property(lists, copies, fc.nat(3), (list, spaced, behind) => {
        const stretches = joinStretches(NO_STRETCHES, list) ?? NO_STRETCHES;
        let at = 0;
        const copied = spaced.map(([gap, from, size]) => {
          const to = at + gap;
          at = to + size;
          return [to, from, size] as const;
        });
        const [baseLength, length] = [60, at + behind];
        const [whole, parts]: [number[], number[]] = [[], []];
        for (const [to, from, size] of copied) {
          for (const [first = 0, last = 0] of pairsOf(stretches)) {
            const [begin, end] = [Math.max(first, from), Math.min(last, from + size)];
            if (end <= begin) continue;
            const isCut = end - begin < last - first;
            const sees = (first > 0 || to + from === 0) && (last < baseLength || to + size === length);
            (isCut || !sees ? parts : whole).push(begin - from + to, end - from + to);
          }
        }
        const carried = carryOver(stretches, derivation(copied.flat(), baseLength), length);
        expect(carried).toEqual({ whole: Uint32Array.from(whole), parts: Uint32Array.from(parts) });
      }),
    );
  });
});
