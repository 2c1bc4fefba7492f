/** A name of a tree that need not be looked at is a name of the tree that it was made from. */

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { treeEntries } from '#git/tree-object.ts';
import type { Derivation } from '#model/chunk.ts';
import { createNewNames } from '#scan/new-names.ts';
import { copiesOf, HASH_BYTES, trees } from '../support/derived-trees.ts';

function namesIn(tree: Buffer): readonly string[] {
  return [...treeEntries(tree, HASH_BYTES)].map(({ name }) => name.toString('latin1'));
}

it('holds in chains of trees', () => {
  fc.assert(
    fc.property(fc.array(trees, { minLength: 2, maxLength: 4 }), fc.integer({ min: 1, max: 30 }), (chain, least) => {
      const newNames = createNewNames(() => false);
      let base = Buffer.alloc(0);
      chain.forEach((tree, index) => {
        const derivation: Derivation = {
          id: index + 1,
          slot: 0,
          baseId: index,
          baseSlot: 0,
          baseLength: base.length,
          copies: copiesOf(base, tree, least),
        };
        const found = newNames.of(tree, HASH_BYTES, derivation).names.map((name) => name.toString('latin1'));
        const before = index === 0 ? [] : namesIn(base);
        expect(namesIn(tree)).toEqual(expect.arrayContaining(found));
        expect([...found, ...before]).toEqual(expect.arrayContaining([...namesIn(tree)]));
        newNames.wereQuiet();
        base = tree;
      });
    }),
    { numRuns: 2000 },
  );
});

it('looks at all names again where something was found in the base', () => {
  const tree = Buffer.concat([Buffer.from('100644 a\0'), Buffer.alloc(HASH_BYTES)]);
  const newNames = createNewNames(() => false);
  const root = { id: 1, slot: 0, baseId: 0, baseSlot: 0, baseLength: 0, copies: new Uint32Array(0) };
  const child = { ...root, id: 2, baseId: 1, baseLength: tree.length, copies: Uint32Array.of(0, 0, tree.length) };
  newNames.of(tree, HASH_BYTES, root);
  expect(newNames.of(tree, HASH_BYTES, child)).toMatchObject({ all: true, names: [Buffer.from('a')] });
  newNames.wereQuiet();
  expect(newNames.of(tree, HASH_BYTES, { ...child, id: 3, baseId: 2 })).toMatchObject({ all: false, names: [] });
});
