/** Carries the stretches that decided about matches (`reads.ts`) over from a content to what was made from it. */

import type { Derivation } from '#model/chunk.ts';

/** Pairs of `from` and `to`, exclusive, in bytes. */
export type Stretches = Uint32Array;

export const NO_STRETCHES: Stretches = new Uint32Array(0);

/**
 * The stretches that were copied, at their new places; undefined where one was copied in part, or with another end of
 * the content in sight: what it decided may be decided otherwise now.
 */
export function carryOver(
  stretches: Stretches,
  { copies, baseLength }: Derivation,
  length: number,
): Stretches | undefined {
  if (stretches.length === 0) return NO_STRETCHES;
  const carried: number[] = [];
  for (let copy = 0; copy < copies.length; copy += 3) {
    const [to, from, size] = [copies[copy] as number, copies[copy + 1] as number, copies[copy + 2] as number];
    const end = from + size;
    const seesStart = to === 0 && from === 0;
    const seesEnd = end === baseLength && to + size === length;
    for (let at = 0; at < stretches.length; at += 2) {
      const [first, last] = [stretches[at] as number, stretches[at + 1] as number];
      if (last <= from || first >= end) continue;
      const isWhole = first >= from && last <= end;
      if (!isWhole || (first === 0 && !seesStart) || (last === baseLength && !seesEnd)) return undefined;
      carried.push(first - from + to, last - from + to);
    }
  }
  return Uint32Array.from(carried);
}

/** Both lists in one, each pair once. */
export function joinStretches(one: Stretches, other: Stretches): Stretches {
  if (other.length === 0) return one;
  const joined = Array.from(other);
  for (let at = 0; at < one.length; at += 2) {
    const [from, to] = [one[at] as number, one[at + 1] as number];
    if (!holds(other, from, to)) joined.push(from, to);
  }
  return Uint32Array.from(joined);
}

function holds(stretches: Stretches, from: number, to: number): boolean {
  for (let at = 0; at < stretches.length; at += 2) {
    if ((stretches[at] as number) <= from && to <= (stretches[at + 1] as number)) return true;
  }
  return false;
}
