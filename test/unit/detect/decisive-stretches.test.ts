import { describe, expect, it } from 'vitest';
import { carryOver } from '#detect/derived/decisive-stretches.ts';
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
    const bytes = Array.from({ length: 6000 }, (_, at) => [at, 5, 1]).flat();
    expect(carryOver(many, derivation(bytes, 2000), 6000)).toBeUndefined();
  });
});
