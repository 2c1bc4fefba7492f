/** The tables that a search goes by; the same for both searches, and kept in step with `wasm/prefilter.ts`. */

import { DISTINCT_BYTES, farBucket, filterBit, nearBucket } from './buckets.ts';
import { chooseGrams } from './grams.ts';
import { type Literal, type Needles, uniqueNeedles } from './literal.ts';
import { type PreparedTables, restoreTables } from './prepared-tables.ts';
import { emptyCells, openCells, type Tables } from './table-cells.ts';

/**
 * Compiles `literals`. `prepared` are tables of literals with which `literals` may begin: they are then not laid out
 * again. Throws RangeError for an empty literal.
 */
export function createTables(literals: readonly Literal[], prepared?: PreparedTables): Tables {
  const base = prepared && restoreTables(prepared, literals);
  if (base !== undefined && base.needles.count === literals.length) return base;
  const needles = uniqueNeedles(literals);
  const { filter, near, far, next, needle, shift } = base === undefined ? emptyCells() : openCells(base);
  const lengths = chainLengths(next);

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

  for (const index of shortestFirst(needles, base?.needles.count ?? 0)) {
    const { values } = needles.at(index);
    const at = chooseGrams(values, filter);
    addGram(values, index, at);
    addGram(values, index, at + 1);
  }
  let longestNeedle = 0;
  for (let index = 0; index < needles.count; index++) {
    longestNeedle = Math.max(longestNeedle, needles.at(index).values.length);
  }
  const longestChain = lengths.reduce((most, length) => Math.max(most, length), 0);
  return { needles, filter, near, far, next, needle, shift, longestChain, longestNeedle };
}

/** For each cell how many there are from it on; a cell comes after those that it leads to. */
function chainLengths(next: readonly number[]): number[] {
  const lengths = [0];
  for (let cell = 1; cell < next.length; cell++) lengths.push((lengths[next[cell] as number] as number) + 1);
  return lengths;
}

/** Indexes of needles from `first` on. Short ones have the least choice of grams, so the others are chosen to suit them. */
function shortestFirst(needles: Needles, first: number): Iterable<number> {
  const { count } = needles;
  const keys = Float64Array.from({ length: count - first }, (_, index) => {
    return needles.at(first + index).values.length * count + first + index;
  });
  return keys.sort().map((key) => key % count);
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
