/** Where a content differs from the one that it was made from. */

import type { Derivation } from '#model/chunk.ts';
import { createWordList } from './word-list.ts';

/** Pairs of `from` and `to`, exclusive, in bytes of one content. */
export type Stretches = Uint32Array;

export const NO_STRETCHES: Stretches = new Uint32Array(0);

/** To look at so many bytes between two changes is faster than to treat the changes one by one. */
const CLOSE_BYTES = 64;

/**
 * Finds what was not copied, in order: stretches of the new content, empty where two copies meet. The content's own
 * beginning and end are changes where they were not those of the base, since a rule may look for them. Changes that are
 * `close` bytes apart or less are one. Valid until the next call.
 */
export function createChangeFinder(close = CLOSE_BYTES): (derivation: Derivation, length: number) => Stretches {
  const changes = createWordList();
  /** The change that may still grow; -1 where there is none. */
  let begun = -1;
  let last = 0;

  const add = (from: number, to: number): void => {
    if (begun >= 0 && from - last <= close) last = to;
    else {
      if (begun >= 0) changes.pushPair(begun, last);
      begun = from;
      last = to;
    }
  };

  return ({ copies, baseLength }, length) => {
    changes.clear();
    begun = -1;
    let end = 0;
    let baseEnd = 0;
    for (let at = 0; at < copies.length; at += 3) {
      const to = copies[at] as number;
      const from = copies[at + 1] as number;
      const size = copies[at + 2] as number;
      if (at > 0 || to > 0 || from > 0) add(end, to);
      end = to + size;
      baseEnd = from + size;
    }
    if (end < length || baseEnd < baseLength) add(end, length);
    if (begun >= 0) changes.pushPair(begun, last);
    return changes.view();
  };
}

/** Both lists as one, in order; what overlaps or touches is one. */
export function mergeStretches(one: Stretches, other: Stretches): Stretches {
  if (other.length === 0) return one;
  const pairs: [number, number][] = [];
  for (const list of [one, other]) {
    for (let at = 0; at < list.length; at += 2) pairs.push([list[at] as number, list[at + 1] as number]);
  }
  const merged: number[] = [];
  for (const [from, to] of pairs.sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last) merged[merged.length - 1] = Math.max(last, to);
    else merged.push(from, to);
  }
  return Uint32Array.from(merged);
}
