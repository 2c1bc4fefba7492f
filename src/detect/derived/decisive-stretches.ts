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

/** `length` is that of the new content. Undefined where it would take too long. */
export function carryOver(
  stretches: Stretches,
  { copies, baseLength }: Derivation,
  length: number,
): CarriedOver | undefined {
  if (stretches.length === 0) return NOTHING;
  if ((copies.length / 3) * (stretches.length / 2) > MOST_PAIRS) return undefined;
  const whole: number[] = [];
  const parts: number[] = [];
  for (let copy = 0; copy < copies.length; copy += 3) {
    const [to, from, size] = [copies[copy] as number, copies[copy + 1] as number, copies[copy + 2] as number];
    const end = from + size;
    const seesStart = to === 0 && from === 0;
    const seesEnd = end === baseLength && to + size === length;
    for (let at = 0; at < stretches.length; at += 2) {
      const [first, last] = [stretches[at] as number, stretches[at + 1] as number];
      if (last <= from || first >= end) continue;
      const isWhole = first >= from && last <= end && (first > 0 || seesStart) && (last < baseLength || seesEnd);
      const list = isWhole ? whole : parts;
      list.push(Math.max(first, from) - from + to, Math.min(last, end) - from + to);
    }
  }
  if (whole.length + parts.length > 2 * MOST_STRETCHES) return undefined;
  return { whole: Uint32Array.from(whole), parts: Uint32Array.from(parts) };
}

const NOTHING: CarriedOver = { whole: NO_STRETCHES, parts: NO_STRETCHES };

/** All lists in one, each stretch once; undefined where one is undefined, or all are too much to keep. */
export function joinStretches(...lists: readonly (Stretches | undefined)[]): Stretches | undefined {
  let joined: Stretches = NO_STRETCHES;
  for (const list of lists) {
    if (list === undefined) return undefined;
    joined = joined.length === 0 ? list : withOthers(joined, list);
    if (joined.length > 2 * MOST_STRETCHES) return undefined;
  }
  return joined;
}

function withOthers(stretches: Stretches, others: Stretches): Stretches {
  const added: number[] = [];
  for (let at = 0; at < others.length; at += 2) {
    const [from, to] = [others[at] as number, others[at + 1] as number];
    if (!holds(stretches, from, to)) added.push(from, to);
  }
  return added.length === 0 ? stretches : Uint32Array.from([...stretches, ...added]);
}

function holds(stretches: Stretches, from: number, to: number): boolean {
  for (let at = 0; at < stretches.length; at += 2) {
    if ((stretches[at] as number) <= from && to <= (stretches[at + 1] as number)) return true;
  }
  return false;
}
