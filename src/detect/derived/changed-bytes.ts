/** Brings the changed bytes of a content together, each with some bytes around, so that one search goes over all of them. */

import { Buffer } from 'node:buffer';
import type { Derivation } from '#model/chunk.ts';
import { forEachChange } from './changes.ts';

/** The bytes, valid until the next call. */
export interface ChangedBytes {
  readonly bytes: Uint8Array;
  /** Where bytes from `from` to `to`, exclusive, stand in the content; -1 where they never stood together. */
  place(from: number, to: number): number;
}

/** Copying a short stretch byte by byte is faster than a call. */
const SHORT_BYTES = 64;

/** Gathers with `margin` bytes before and behind each change. `place` has to be asked in rising order. */
export function createChangeGatherer(margin: number): (content: Uint8Array, derivation: Derivation) => ChangedBytes {
  let room = Buffer.allocUnsafe(1 << 12);
  /** Of each stretch its end here, and how far it was moved. */
  const ends: number[] = [];
  const moves: number[] = [];
  let filled = 0;
  let last = 0;
  let asked = 0;

  const append = (content: Uint8Array, from: number, to: number): void => {
    const size = to - from;
    if (filled + size > room.length) {
      const larger = Buffer.allocUnsafe(2 * (filled + size));
      room.copy(larger, 0, 0, filled);
      room = larger;
    }
    if (size > SHORT_BYTES) room.set(content.subarray(from, to), filled);
    else for (let at = 0; at < size; at++) room[filled + at] = content[from + at] as number;
    filled += size;
    last = to;
  };

  return (content, derivation) => {
    filled = 0;
    last = -1;
    asked = 0;
    ends.length = 0;
    moves.length = 0;
    forEachChange(derivation, content.length, (from, to) => {
      const begin = Math.max(0, from - margin);
      const end = Math.min(content.length, to + margin);
      if (end <= last) return;
      if (begin > last) {
        ends.push(filled);
        moves.push(begin - filled);
        append(content, begin, end);
      } else append(content, last, end);
      ends[ends.length - 1] = filled;
    });
    return {
      bytes: room.subarray(0, filled),
      place(from, to) {
        while ((ends[asked] as number) <= from) asked++;
        return to <= (ends[asked] as number) ? from + (moves[asked] as number) : -1;
      },
    };
  };
}
