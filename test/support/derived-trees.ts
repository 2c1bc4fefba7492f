/** Trees as bytes, and how git would copy one out of another. */

import { Buffer } from 'node:buffer';
import fc from 'fast-check';

export const HASH_BYTES = 20;

/** Few letters, and those of modes among them, so that what was copied often begins in the middle of something. */
const names = fc.string({ unit: fc.constantFrom('a', ' ', '1', '0'), minLength: 1, maxLength: 6 });
const ids = fc.constantFrom(Buffer.alloc(HASH_BYTES, 'a'), Buffer.alloc(HASH_BYTES, '1 a\0'), Buffer.alloc(HASH_BYTES));
/** Trees of a few entries, some of them the same. */
export const trees = fc
  .array(fc.tuple(fc.constantFrom('100644', '40000'), names, ids), { maxLength: 6 })
  .map((entries) => Buffer.concat(entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), id])));

/** Copies the longest stretches of the base that there are, as git does, of `least` bytes and more: `Derivation.copies`. */
export function copiesOf(base: Buffer, tree: Buffer, least: number): Uint32Array {
  const copies: number[] = [];
  for (let at = 0; at < tree.length; ) {
    let [from, size] = [-1, 0];
    for (let start = 0; start < base.length; start++) {
      let length = 0;
      while (at + length < tree.length && base[start + length] === tree[at + length]) length++;
      if (length > size) [from, size] = [start, length];
    }
    if (size >= least) copies.push(at, from, size);
    at += Math.max(1, size >= least ? size : 1);
  }
  return Uint32Array.from(copies);
}
