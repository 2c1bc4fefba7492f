/**
 * Orders the entries of a pack so that each follows its base, with few bases in memory at a time, and cuts them into
 * shares of about equal size without parting a family: an object and all that is made from it by deltas.
 */

import type { ObjectType } from '../batch-parser.ts';
import { objectTypeOf } from './entry-header.ts';
import { LOST_BASE, NO_BASE, type PackEntries } from './pack-entries.ts';

/** Entries to be read together. */
export interface Share {
  /** Every base before what is made from it. */
  readonly entries: Uint32Array;
  /** Where each object is to be kept for those made from it; the one that was kept there before is done with. */
  readonly slots: Uint8Array;
  /** Where its base is kept; NO_SLOT for whole objects. */
  readonly baseSlots: Uint8Array;
}

export const NO_SLOT = 255;

/** What the entries come to. */
export interface Families {
  readonly shares: readonly Share[];
  /** Entries that the pack does not hold the base of. */
  readonly orphans: readonly number[];
  /** Entries that are made from each other, which no git writes. */
  readonly circular: readonly number[];
}

/** Packed bytes and objects of a share, at most, unless one family has more. */
const SHARE_BYTES = 2 * 1024 * 1024;
const SHARE_OBJECTS = 8192;

/** Whether objects of a type are wanted. */
export type IsWantedType = (type: ObjectType) => boolean;

/**
 * Links the entries and cuts those into shares that are wanted. Families larger than a share come first, the largest of
 * all before the others.
 */
export function cutFamilies(entries: PackEntries, isWanted: IsWantedType = () => true): Families {
  const tree = linkChildren(entries);
  const whole = reachFrom(entries, tree, NO_BASE);
  const orphans = reachFrom(entries, tree, LOST_BASE);
  const weights = weigh(whole, entries);
  return {
    shares: cutShares(entries, tree, weights, isWanted),
    orphans: [...orphans],
    circular: leftOver(entries.bases.length, whole, orphans),
  };
}

/** Children of each entry as linked lists; 0 is none, so that numbers are entries plus one. */
interface Children {
  readonly first: Uint32Array;
  readonly next: Uint32Array;
}

function linkChildren({ bases }: PackEntries): Children {
  const first = new Uint32Array(bases.length);
  const next = new Uint32Array(bases.length);
  for (let entry = bases.length - 1; entry >= 0; entry--) {
    const base = bases[entry] as number;
    if (base < 0) continue;
    next[entry] = first[base] as number;
    first[base] = entry + 1;
  }
  return { first, next };
}

/** All entries that come of those with `base`, every base before what is made from it. */
function reachFrom({ bases }: PackEntries, { first, next }: Children, base: number): Uint32Array {
  const reached = new Uint32Array(bases.length);
  let count = 0;
  for (let entry = 0; entry < bases.length; entry++) if (bases[entry] === base) reached[count++] = entry;
  for (let at = 0; at < count; at++) {
    for (let child = first[reached[at] as number] as number; child !== 0; child = next[child - 1] as number) {
      reached[count++] = child - 1;
    }
  }
  return reached.subarray(0, count);
}

function leftOver(count: number, ...reached: readonly Uint32Array[]): number[] {
  const isReached = new Uint8Array(count);
  for (const some of reached) for (const entry of some) isReached[entry] = 1;
  return [...isReached.keys()].filter((entry) => isReached[entry] === 0);
}

/** Of each entry with all that comes of it. */
interface Weights {
  readonly objects: Uint32Array;
  readonly bytes: Float64Array;
}

function weigh(reached: Uint32Array, { bases, lengths }: PackEntries): Weights {
  const objects = new Uint32Array(bases.length).fill(1);
  const bytes = Float64Array.from(lengths);
  for (let at = reached.length - 1; at >= 0; at--) {
    const entry = reached[at] as number;
    const base = bases[entry] as number;
    if (base < 0) continue;
    objects[base] = (objects[base] as number) + (objects[entry] as number);
    bytes[base] = (bytes[base] as number) + (bytes[entry] as number);
  }
  return { objects, bytes };
}

function cutShares(
  { bases, types }: PackEntries,
  tree: Children,
  { objects, bytes }: Weights,
  isWanted: IsWantedType,
): readonly Share[] {
  const large: number[] = [];
  const groups: number[][] = [];
  let group: number[] = [];
  let [groupBytes, groupObjects] = [0, 0];
  for (let root = 0; root < bases.length; root++) {
    if (bases[root] !== NO_BASE) continue;
    // What is of no known type is read, to be told.
    const type = objectTypeOf(types[root] as number);
    if (type !== undefined && !isWanted(type)) continue;
    const [rootBytes, rootObjects] = [bytes[root] as number, objects[root] as number];
    if (rootBytes > SHARE_BYTES || rootObjects > SHARE_OBJECTS) {
      large.push(root);
      continue;
    }
    if (groupBytes + rootBytes > SHARE_BYTES || groupObjects + rootObjects > SHARE_OBJECTS) {
      groups.push(group);
      [group, groupBytes, groupObjects] = [[], 0, 0];
    }
    group.push(root);
    groupBytes += rootBytes;
    groupObjects += rootObjects;
  }
  if (group.length > 0) groups.push(group);
  large.sort((a, b) => (bytes[b] as number) - (bytes[a] as number) || a - b);
  return [...large.map((root) => [root]), ...groups].map((roots) => orderShare(roots, tree, objects));
}

/**
 * Depth first, of several children the one with the most descendants last: it takes the slot of its base, which nobody
 * needs after it. Only the others need a further slot, and have at most half of the descendants, so that 32 slots would
 * do for any pack.
 */
function orderShare(roots: readonly number[], { first, next }: Children, objects: Uint32Array): Share {
  const count = roots.reduce((sum, root) => sum + (objects[root] as number), 0);
  const share = { entries: new Uint32Array(count), slots: new Uint8Array(count), baseSlots: new Uint8Array(count) };
  const waiting: number[] = [];
  const push = (entry: number, slot: number, baseSlot: number): void => void waiting.push(entry, slot, baseSlot);
  let filled = 0;
  for (const root of roots) {
    push(root, 0, NO_SLOT);
    while (waiting.length > 0) {
      const [baseSlot = 0, slot = 0, entry = 0] = [waiting.pop(), waiting.pop(), waiting.pop()];
      share.entries[filled] = entry;
      share.slots[filled] = slot;
      share.baseSlots[filled++] = baseSlot;
      const last = heaviest(entry, { first, next }, objects);
      if (last !== 0) push(last - 1, slot, slot);
      for (let child = first[entry] as number; child !== 0; child = next[child - 1] as number) {
        if (child !== last) push(child - 1, slot + 1, slot);
      }
    }
  }
  return share;
}

function heaviest(entry: number, { first, next }: Children, objects: Uint32Array): number {
  let best = first[entry] as number;
  for (let child = best; child !== 0; child = next[child - 1] as number) {
    if ((objects[child - 1] as number) > (objects[best - 1] as number)) best = child;
  }
  return best;
}
