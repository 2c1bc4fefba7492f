/**
 * Reads trees that were made from each other by deltas, one after the other: an entry that was copied from another tree
 * is not looked at again. Most trees of a history differ from another one in the ids of a few objects.
 */

import type { Derivation } from '#model/chunk.ts';
import { firstAtLeast } from '#text/first-at-least.ts';

/**
 * Told of an entry, which begins at `start`, and of the zero behind its name; `isNameKnown`: mode and name stand in a tree
 * that was looked at. What it returns is remembered of the entry, and must follow from its bytes alone.
 */
export type OnEntry = (tree: Uint8Array, start: number, zero: number, isNameKnown: boolean) => number;

/** What was found in one tree. */
export interface TrackedTree {
  /** How many whole entries it has. */
  readonly count: number;
  /** What `OnEntry` returned for each of them, now or earlier, in order; what follows is of no tree. Valid until the next call. */
  readonly values: Int32Array;
  /** Whether the last entry is cut off. */
  readonly isCutOff: boolean;
  /** Whether entries are left out because they stand in a tree that was looked at. */
  readonly hasBase: boolean;
}

/** Remembers the trees of one unit at a time. */
export interface TreeTracker {
  /** Looks at the entries of `tree` that are new. */
  read(tree: Uint8Array, derivation: Derivation | undefined): TrackedTree;
  /** Remembers the tree that was read last, so that what is copied from it is known; one that is cut off is not remembered. */
  keep(): void;
}

/** A tree: where its entries begin, with its length behind the last, and the value of each. */
interface Entries {
  id: number;
  count: number;
  starts: Int32Array;
  values: Int32Array;
}

/** `hashBytes` is the length of an id: 20 or 32. Nothing is known at first. */
export function createTreeTracker(hashBytes: number, look: OnEntry): TreeTracker {
  const bySlot: (Entries | undefined)[] = [];
  /** The tree that is read, in memory of a tree that nobody asks for any more. */
  let current = noEntries();
  let slot = NO_SLOT;

  const add = (start: number, value: number): void => {
    if (current.count + 1 >= current.starts.length) grow(current, current.count + 1);
    current.starts[current.count] = start;
    current.values[current.count++] = value;
  };

  /** Takes over entries of `base` from `first` on, as long as they end before `limit`, and returns where they end. */
  const takeOver = (base: Entries, first: number, limit: number, shift: number): number => {
    const last = firstAtLeast(base.starts, limit + 1, base.count + 1) - 1;
    if (last <= first) return (base.starts[first] as number) + shift;
    if (current.count + last - first >= current.starts.length) grow(current, current.count + last - first);
    for (let entry = first; entry < last; entry++) {
      current.starts[current.count] = (base.starts[entry] as number) + shift;
      current.values[current.count++] = base.values[entry] as number;
    }
    return (base.starts[last] as number) + shift;
  };

  /** Reads `tree` to its end, or to where it is cut off, which is returned. */
  const readEntries = (tree: Uint8Array, copies: Uint32Array, base: Entries | undefined): number => {
    let copy = 0;
    let at = 0;
    while (at < tree.length) {
      while (copy < copies.length && (copies[copy] as number) + (copies[copy + 2] as number) <= at) copy += 3;
      const to = copies[copy] ?? Number.POSITIVE_INFINITY;
      const shift = to - (copies[copy + 1] as number);
      const copied = to + (copies[copy + 2] as number);
      const same = base !== undefined && to <= at ? entryAt(base, at - shift) : -1;
      if (base !== undefined && same >= 0) {
        const next = takeOver(base, same, copied - shift, shift);
        if (next > at) {
          at = next;
          continue;
        }
      }
      const zero = endOfName(tree, at);
      const end = zero + 1 + hashBytes;
      if (end > tree.length) return at;
      add(at, look(tree, at, zero, same >= 0 && zero < copied));
      at = end;
    }
    return at;
  };

  return {
    read(tree, derivation) {
      const base = derivation === undefined ? undefined : bySlot[derivation.baseSlot];
      const known = base !== undefined && base.id === derivation?.baseId ? base : undefined;
      slot = derivation?.slot ?? NO_SLOT;
      current.id = derivation?.id ?? 0;
      current.count = 0;
      const end = readEntries(tree, derivation?.copies ?? NO_COPIES, known);
      current.starts[current.count] = end;
      const isCutOff = end < tree.length;
      if (isCutOff) slot = NO_SLOT;
      return { count: current.count, values: current.values, isCutOff, hasBase: known !== undefined };
    },
    keep() {
      if (slot === NO_SLOT) return;
      const replaced = bySlot[slot];
      bySlot[slot] = current;
      current = replaced ?? noEntries();
      slot = NO_SLOT;
    },
  };
}

const NO_SLOT = -1;
const NO_COPIES = new Uint32Array(0);
const SPACE = 0x20;

function noEntries(): Entries {
  return { id: 0, count: 0, starts: new Int32Array(64), values: new Int32Array(64) };
}

/** Makes room for `count` entries and the end of the last. */
function grow(entries: Entries, count: number): void {
  for (const field of ['starts', 'values'] as const) {
    const more = new Int32Array(2 * (count + 1));
    more.set(entries[field]);
    entries[field] = more;
  }
}

/** The entry that begins at `start`, or -1. */
function entryAt({ starts, count }: Entries, start: number): number {
  const entry = firstAtLeast(starts, start, count);
  return entry < count && starts[entry] === start ? entry : -1;
}

/** Where the zero behind the name stands in the entry that begins at `start`; the tree's length if there is none. */
function endOfName(tree: Uint8Array, start: number): number {
  let at = start;
  while (at < tree.length && tree[at] !== SPACE) at++;
  while (at < tree.length && tree[at] !== 0) at++;
  return at;
}
