/** Carries stretches that decided about a content (`reads.ts`) over to what was made from it. */

import type { Derivation } from '#model/chunk.ts';
import { MOST_STRETCHES } from '../reads.ts';
import { NO_STRETCHES, type Stretches } from './changes.ts';

/** What became of stretches, at their places in the new content. */
export interface CarriedOver {
  /** Those that were copied: they still decide. */
  readonly whole: Stretches;
  /** What was copied of others, or of those that saw another end of the content: all has to be decided anew there. */
  readonly parts: Stretches;
}

/** Pairs of a copy and a stretch that are looked at for one content: a pack may copy without end. */
const MOST_PAIRS = 1 << 20;

/**
 * `stretches` begin in rising order, and so do those that are returned. `length` is that of the new content. Undefined
 * where it would take too long.
 */
export function carryOver(
  stretches: Stretches,
  { copies, baseLength }: Derivation,
  length: number,
): CarriedOver | undefined {
  if (stretches.length === 0) return NOTHING;
  const longest = longestOf(stretches);
  const whole: number[] = [];
  const parts: number[] = [];
  let pairs = 0;
  for (let copy = 0; copy < copies.length; copy += 3) {
    const [to, from, size] = [copies[copy] as number, copies[copy + 1] as number, copies[copy + 2] as number];
    const end = from + size;
    const seesStart = to === 0 && from === 0;
    const seesEnd = end === baseLength && to + size === length;
    // One that begins farther ahead ends before the copy.
    for (let at = firstBeginning(stretches, from - longest); at < stretches.length; at += 2) {
      const [first, last] = [stretches[at] as number, stretches[at + 1] as number];
      if (first >= end) break;
      pairs++;
      if (last <= from) continue;
      const isWhole = first >= from && last <= end && (first > 0 || seesStart) && (last < baseLength || seesEnd);
      const list = isWhole ? whole : parts;
      list.push(Math.max(first, from) - from + to, Math.min(last, end) - from + to);
    }
    if (pairs > MOST_PAIRS) return undefined;
  }
  if (whole.length + parts.length > 2 * MOST_STRETCHES) return undefined;
  return { whole: Uint32Array.from(whole), parts: Uint32Array.from(parts) };
}

function longestOf(stretches: Stretches): number {
  let longest = 0;
  for (let at = 0; at < stretches.length; at += 2) {
    longest = Math.max(longest, (stretches[at + 1] as number) - (stretches[at] as number));
  }
  return longest;
}

/** Where the first stretch stands that begins at `least` or behind it. */
function firstBeginning(stretches: Stretches, least: number): number {
  let [low, high] = [0, stretches.length / 2];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[2 * middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

const NOTHING: CarriedOver = { whole: NO_STRETCHES, parts: NO_STRETCHES };

/**
 * All lists in one, in the order in which they begin, without those that another one holds; undefined where one is
 * undefined, or all are too much to keep. The first list is in order, and none of it holds another.
 */
export function joinStretches(first: Stretches, ...others: readonly (Stretches | undefined)[]): Stretches | undefined {
  const added: (readonly [from: number, to: number])[] = [];
  for (const list of others) {
    if (list === undefined) return undefined;
    for (let at = 0; at < list.length; at += 2) added.push([list[at] as number, list[at + 1] as number]);
  }
  const joined = added.length === 0 ? first : merged(first, added.sort(byBeginning));
  return joined.length > 2 * MOST_STRETCHES ? undefined : joined;
}

/** Of those that begin together the longest first, so that what holds another stands in front of it. */
function byBeginning([a, lengthA]: readonly [number, number], [b, lengthB]: readonly [number, number]): number {
  return a - b || lengthB - lengthA;
}

function merged(first: Stretches, added: readonly (readonly [from: number, to: number])[]): Stretches {
  const all: number[] = [];
  let farthest = -1;
  const take = (from: number, to: number): void => {
    if (to <= farthest) return;
    all.push(from, to);
    farthest = to;
  };
  let at = 0;
  for (const [from, to] of added) {
    while (at < first.length && (first[at] as number) <= from) {
      // Of two that begin together the longer one goes first.
      if (first[at] === from && (first[at + 1] as number) < to) break;
      take(first[at] as number, first[at + 1] as number);
      at += 2;
    }
    take(from, to);
  }
  for (; at < first.length; at += 2) take(first[at] as number, first[at + 1] as number);
  return Uint32Array.from(all);
}
