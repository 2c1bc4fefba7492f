/** The tables that a search goes by; the same for both searches, and kept in step with `wasm/prefilter.ts`. */

import { DISTINCT_BYTES, FAR_BUCKETS, farBucket, filterBit, NEAR_BUCKETS, nearBucket } from './buckets.ts';
import { chooseGrams } from './grams.ts';
import { type Literal, type Needle, uniqueNeedles } from './literal.ts';

/** Cells are numbered from 1; 0 is none. A cell says which needle to compare where a probe falls into its bucket. */
export interface Tables {
  readonly needles: readonly Needle[];
  /** For each bucket of three bytes: bit `b & 7` is set where some gram of it has a fourth byte `b`. */
  readonly filter: Uint8Array;
  /** For each bucket of three bytes its first cell; only for grams of which not all four bytes are known. */
  readonly near: Uint32Array;
  /** For each bucket of four bytes its first cell. */
  readonly far: Uint32Array;
  /** For each cell the next of the same bucket. */
  readonly next: readonly number[];
  /** For each cell an index in `needles`. */
  readonly needle: readonly number[];
  /** For each cell how far the needle begins before the probe, in bytes; may be -1. */
  readonly shift: readonly number[];
  /** Cells of the fullest bucket; a probe leads to two buckets. */
  readonly longestChain: number;
  /** Bytes of the longest needle. */
  readonly longestNeedle: number;
}

/** Compiles `literals`. Throws RangeError for an empty one. */
export function createTables(literals: readonly Literal[]): Tables {
  const needles = uniqueNeedles(literals);
  const filter = new Uint8Array(NEAR_BUCKETS);
  const near = new Uint32Array(NEAR_BUCKETS);
  const far = new Uint32Array(FAR_BUCKETS);
  const next = [0];
  const needle = [0];
  const shift = [0];
  const lengths = [0];

  function addCell(heads: Uint32Array, bucket: number, index: number, at: number): void {
    const head = heads[bucket] as number;
    // Two of the bytes that a wildcard stands for may share a bucket: one cell, or hits would be told twice.
    if (head !== 0 && needle[head] === index && shift[head] === at) return;
    heads[bucket] = next.length;
    next.push(head);
    needle.push(index);
    shift.push(at);
    lengths.push((lengths[head] as number) + 1);
  }

  /** The gram that begins at byte `at` of a needle; what sticks out of the needle may be any byte. */
  function addGram(values: Uint8Array, index: number, at: number): void {
    const known = at >= 0 && at + 4 <= values.length;
    if (known) addCell(far, farBucketAt(values, at), index, at);
    const fourth = values[at + 3];
    const bits = fourth === undefined ? 0xff : filterBit(fourth);
    for (const bucket of nearBucketsAt(values, at)) {
      filter[bucket] = (filter[bucket] as number) | bits;
      if (!known) addCell(near, bucket, index, at);
    }
  }

  for (const index of shortestFirst(needles)) {
    const { values } = needles[index] as Needle;
    const at = chooseGrams(values, filter);
    addGram(values, index, at);
    addGram(values, index, at + 1);
  }
  const longestNeedle = needles.reduce((most, { values }) => Math.max(most, values.length), 0);
  const longestChain = lengths.reduce((most, length) => Math.max(most, length), 0);
  return { needles, filter, near, far, next, needle, shift, longestChain, longestNeedle };
}

/** Indexes of needles. Short ones have the least choice of grams, so the others are chosen to suit them. */
function shortestFirst(needles: readonly Needle[]): Iterable<number> {
  const keys = Float64Array.from(needles, ({ values }, index) => values.length * needles.length + index);
  return keys.sort().map((key) => key % needles.length);
}

function farBucketAt(values: Uint8Array, at: number): number {
  const byte = (index: number): number => values[at + index] as number;
  return farBucket(byte(0), byte(1), byte(2), byte(3));
}

function nearBucketsAt(values: Uint8Array, at: number): readonly number[] {
  const first = values[at];
  const second = values[at + 1];
  const third = values[at + 2];
  if (first !== undefined && second !== undefined && third !== undefined) return [nearBucket(first, second, third)];
  const choices = (byte: number | undefined): readonly number[] => (byte === undefined ? DISTINCT_BYTES : [byte]);
  return choices(first).flatMap((a) => choices(second).flatMap((b) => choices(third).map((c) => nearBucket(a, b, c))));
}
