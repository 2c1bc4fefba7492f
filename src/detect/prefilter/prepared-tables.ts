/** Tables of literals that are known when keysieve is built, as plain data: to lay them out takes longer than a small scan. */

import { type Literal, needleOf } from './literal.ts';
import { emptyCells, type OpenCells, type Tables } from './table-cells.ts';

/** Lists of buckets are pairs of a bucket and its value, in one row. */
export interface PreparedTables {
  /** The number of literals, and what they are, one a line. */
  readonly count: number;
  readonly keys: string;
  /** For each needle the indexes of its literals. */
  readonly needles: readonly (readonly number[])[];
  readonly filter: readonly number[];
  readonly near: readonly number[];
  readonly far: readonly number[];
  readonly next: readonly number[];
  readonly needle: readonly number[];
  readonly shift: readonly number[];
}

/** What `restoreTables` needs of the tables of `literals`. */
export function prepareTables(tables: Tables, literals: readonly Literal[]): PreparedTables {
  return {
    count: literals.length,
    keys: keysOf(literals),
    needles: tables.needles.map((needle) => needle.literals),
    filter: filledBuckets(tables.filter),
    near: filledBuckets(tables.near),
    far: filledBuckets(tables.far),
    next: tables.next,
    needle: tables.needle,
    shift: tables.shift,
  };
}

/** Tables of their own, which may grow; undefined where `literals` do not begin with those that were prepared. */
export function restoreTables(
  prepared: PreparedTables,
  literals: readonly Literal[],
): (OpenCells & Pick<Tables, 'needles'>) | undefined {
  if (keysOf(literals.slice(0, prepared.count)) !== prepared.keys) return undefined;
  const { filter, near, far } = emptyCells();
  return {
    needles: prepared.needles.map((indexes) => needleOf(literals, indexes)),
    filter: fill(filter, prepared.filter),
    near: fill(near, prepared.near),
    far: fill(far, prepared.far),
    next: [...prepared.next],
    needle: [...prepared.needle],
    shift: [...prepared.shift],
  };
}

function keysOf(literals: readonly Literal[]): string {
  return literals.map(({ literal, caseSensitive }) => (caseSensitive ? `=${literal}` : `~${literal}`)).join('\n');
}

function filledBuckets(buckets: Uint8Array | Uint32Array): readonly number[] {
  return Array.from(buckets, (value, bucket) => (value === 0 ? [] : [bucket, value])).flat();
}

function fill<T extends Uint8Array | Uint32Array>(buckets: T, pairs: readonly number[]): T {
  for (let at = 0; at < pairs.length; at += 2) buckets[pairs[at] as number] = pairs[at + 1] as number;
  return buckets;
}
