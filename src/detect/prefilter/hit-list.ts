/** Collects hits and brings them into order. */

import type { Needles } from './literal.ts';

/** Where which literals occur: ordered by offset, then by literal. Valid until the next call of what returned it. */
export interface Hits {
  readonly count: number;
  /** The first byte of each occurrence. Only the first `count` elements mean anything. */
  readonly offsets: Uint32Array;
  /** Indexes of literals, in the order that they were given in. */
  readonly literals: Uint32Array;
}

/** Hits of one text, added in about their order. */
export interface HitList {
  clear(): void;
  add(offset: number, needle: number): void;
  /** All that was added since `clear`, in order. */
  finish(): Hits;
}

/** A hit as one number that sorts as hits do: the offset times this, plus the literal. */
const MOST_LITERALS = 2 ** 20;

/** A hit that comes later than this many others waits for a proper sort: rare, and bounds the work on hostile texts. */
const LONGEST_INSERTION = 64;

/** With room for so many hits memory is given back before the next text. */
const MOST_KEPT = 2 ** 20;
const LEAST_ROOM = 1024;

/** A list for the hits of needles with these owners. Throws RangeError where there are too many literals (2^20). */
export function createHitList({ owners }: Pick<Needles, 'owners'>): HitList {
  for (const indexes of owners) {
    if ((indexes.at(-1) ?? 0) >= MOST_LITERALS) throw new RangeError(`more than ${MOST_LITERALS} literals`);
  }
  let keys = new Float64Array(LEAST_ROOM);
  let offsets = new Uint32Array(0);
  let literals = new Uint32Array(0);
  let count = 0;
  let ordered = true;

  function insert(key: number): void {
    if (count === keys.length) keys = grown(keys);
    let at = count++;
    const last = Math.max(0, at - LONGEST_INSERTION);
    while (at > last && (keys[at - 1] as number) > key) {
      keys[at] = keys[at - 1] as number;
      at--;
    }
    if (at > 0 && (keys[at - 1] as number) > key) ordered = false;
    keys[at] = key;
  }

  return {
    clear() {
      if (keys.length > MOST_KEPT) keys = new Float64Array(LEAST_ROOM);
      count = 0;
      ordered = true;
    },
    add(offset, needle) {
      const key = offset * MOST_LITERALS;
      const literals = owners[needle] as readonly number[];
      for (let at = 0; at < literals.length; at++) insert(key + (literals[at] as number));
    },
    finish() {
      if (!ordered) keys.subarray(0, count).sort();
      if (offsets.length < count || offsets.length > MOST_KEPT) {
        offsets = new Uint32Array(Math.max(LEAST_ROOM, count));
        literals = new Uint32Array(offsets.length);
      }
      for (let at = 0; at < count; at++) {
        const key = keys[at] as number;
        const offset = (key / MOST_LITERALS) >>> 0;
        offsets[at] = offset;
        literals[at] = key - offset * MOST_LITERALS;
      }
      return { count, offsets, literals };
    },
  };
}

function grown(keys: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(keys.length * 2);
  larger.set(keys);
  return larger;
}
