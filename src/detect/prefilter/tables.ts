/** The tables that a search goes by; the same for both searches, and kept in step with `wasm/prefilter.ts`. */

import { chooseGrams, type Gram } from './grams.ts';
import { type Literal, type Needle, uniqueNeedles } from './literal.ts';

export const BUCKETS = 0x8000;

/** Cells are numbered from 1; 0 is none. A cell says which needle to compare where a probe falls into its bucket. */
export interface Tables {
  readonly needles: readonly Needle[];
  /** For each bucket: bit `b & 7` is set where some gram of it has a fourth byte `b`. */
  readonly filter: Uint8Array;
  /** For each bucket its first cell. */
  readonly heads: Uint32Array;
  /** For each cell the next of the same bucket. */
  readonly next: readonly number[];
  /** For each cell an index in `needles`. */
  readonly needle: readonly number[];
  /** For each cell how far the needle begins before the probe, in bytes; may be -1. */
  readonly shift: readonly number[];
  /** Cells of the fullest bucket. */
  readonly longestChain: number;
  /** Bytes of the longest needle. */
  readonly longestNeedle: number;
}

/** The bucket of three bytes; bytes that differ in bit 0x20 or 0x80 only share it. */
export function bucketOf(first: number, second: number, third: number): number {
  return ((((first & 0x5f) | ((second & 0x5f) << 8)) * 0x9e35 + (third & 0x5f) * 0x6a5d) & 0xffff) >> 1;
}

/** Compiles `literals`. Throws RangeError for an empty one. */
export function createTables(literals: readonly Literal[]): Tables {
  const needles = uniqueNeedles(literals);
  const filter = new Uint8Array(BUCKETS);
  const heads = new Uint32Array(BUCKETS);
  const next = [0];
  const needle = [0];
  const shift = [0];

  function addCell(bucket: number, index: number, gram: Gram): void {
    const head = heads[bucket] as number;
    // Two of the bytes that a wildcard stands for may share a bucket: one cell, or hits would be told twice.
    if (head !== 0 && needle[head] === index && shift[head] === gram.shift) return;
    heads[bucket] = next.length;
    next.push(head);
    needle.push(index);
    shift.push(gram.shift);
  }

  needles.forEach((each, index) => {
    for (const gram of chooseGrams(each)) {
      const bits = gram.bytes[3] < 0 ? 0xff : 1 << (gram.bytes[3] & 7);
      forEachBucket(gram, (bucket) => {
        filter[bucket] = (filter[bucket] as number) | bits;
        addCell(bucket, index, gram);
      });
    }
  });
  const longestNeedle = needles.reduce((most, { values }) => Math.max(most, values.length), 0);
  return { needles, filter, heads, next, needle, shift, longestChain: longestChain(heads, next), longestNeedle };
}

function forEachBucket({ bytes: [first, second, third] }: Gram, visit: (bucket: number) => void): void {
  for (const a of choices(first)) {
    for (const b of choices(second)) {
      for (const c of choices(third)) visit(bucketOf(a, b, c));
    }
  }
}

/** Every byte that the hash can tell from others. */
const DISTINCT = Array.from({ length: 64 }, (_, index) => (index & 0x1f) | ((index & 0x20) << 1));

function choices(byte: number): readonly number[] {
  return byte >= 0 ? [byte] : DISTINCT;
}

function longestChain(heads: Uint32Array, next: readonly number[]): number {
  const lengths = new Uint32Array(next.length);
  let longest = 0;
  // A cell's successor is older than itself.
  for (let cell = 1; cell < next.length; cell++) lengths[cell] = (lengths[next[cell] as number] as number) + 1;
  for (const head of heads) longest = Math.max(longest, lengths[head] as number);
  return longest;
}
