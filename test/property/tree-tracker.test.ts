/** What is remembered of a tree's entries is what a look at each of them says. */

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTreeTracker, type OnEntry } from '#git/tree-tracker.ts';
import type { Derivation } from '#model/chunk.ts';
import { copiesOf, HASH_BYTES, trees } from '../support/derived-trees.ts';

/** A number that all bytes of an entry have a part in. */
const sumOf: OnEntry = (tree, start, zero) => {
  let value = zero - start;
  for (let at = start; at <= zero + HASH_BYTES; at++) value = (31 * value + (tree[at] as number)) | 0;
  return value;
};

/** A tree, how many bytes its end lacks, which of the earlier ones it is made from, and whether it is remembered. */
const steps = fc.record({
  tree: trees,
  missing: fc.constantFrom(0, 0, 0, 0, 1, HASH_BYTES + 3),
  back: fc.integer({ min: 1, max: 3 }),
  slot: fc.integer({ min: 0, max: 2 }),
  isKept: fc.constantFrom(true, true, true, false),
});

const NO_TREE = { id: 0, slot: 0, bytes: Buffer.alloc(0) };

it('holds in families of trees, whole or cut off, remembered or not', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 2, maxLength: 6 }), fc.integer({ min: 1, max: 30 }), (family, least) => {
      const [tracker, alone] = [createTreeTracker(HASH_BYTES, sumOf), createTreeTracker(HASH_BYTES, sumOf)];
      const read: (typeof NO_TREE)[] = [];
      family.forEach(({ tree, missing, back, slot, isKept }, index) => {
        const bytes = tree.subarray(0, Math.max(0, tree.length - missing));
        const base = read.at(-back) ?? NO_TREE;
        const derivation: Derivation = {
          id: index + 1,
          slot,
          baseId: base.id,
          baseSlot: base.slot,
          baseLength: base.bytes.length,
          copies: copiesOf(base.bytes, bytes, least),
        };
        const { values, ...found } = tracker.read(bytes, derivation);
        const { values: expected, ...rest } = alone.read(bytes, undefined);
        expect(found).toEqual({ ...rest, hasBase: found.hasBase });
        expect(values.subarray(0, found.count)).toEqual(expected.subarray(0, rest.count));
        if (isKept) tracker.keep();
        read.push({ id: index + 1, slot, bytes });
      });
    }),
    { numRuns: 3000 },
  );
});

it('looks at no entry again that was copied', () => {
  const entries = ['a', 'b', 'c'].map((name) =>
    Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.alloc(HASH_BYTES, name)]),
  );
  const tree = Buffer.concat(entries);
  let looks: boolean[] = [];
  const tracker = createTreeTracker(HASH_BYTES, (_tree, _start, _zero, isNameKnown) => looks.push(isNameKnown));
  const root = { id: 1, slot: 0, baseId: 0, baseSlot: 0, baseLength: 0, copies: new Uint32Array(0) };
  tracker.read(tree, root);
  tracker.keep();
  expect(looks).toEqual([false, false, false]);
  looks = [];
  // Of the entry in the middle another id: everything else was copied.
  const idAt = tree.indexOf('b'.repeat(HASH_BYTES));
  const [behind, end] = [idAt + HASH_BYTES, tree.length];
  const changed = Buffer.concat([tree.subarray(0, idAt), Buffer.alloc(HASH_BYTES, 'x'), tree.subarray(behind)]);
  const copies = Uint32Array.of(0, 0, idAt, behind, behind, end - behind);
  const found = tracker.read(changed, { ...root, id: 2, baseId: 1, baseLength: end, copies });
  expect(looks).toEqual([true]);
  expect(found).toMatchObject({ count: 3, hasBase: true });
});
