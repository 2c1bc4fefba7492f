/** Brings stretches of a content together, each with some bytes around, so that one search goes over all of them. */

import { Buffer } from 'node:buffer';
import type { Stretches } from './changes.ts';

/** The bytes, valid until the next call. */
export interface GatheredBytes {
  readonly bytes: Uint8Array;
  /** Where bytes from `from` to `to`, exclusive, stand in the content; -1 where they never stood together. */
  place(from: number, to: number): number;
}

/** So many bytes in front of a stretch and behind it. */
export interface Margins {
  readonly before: number;
  readonly behind: number;
}

/** Gathers stretches, which have to be in order, with their margins. `place` has to be asked in rising order. */
export function createGatherer(): (content: Uint8Array, stretches: Stretches, margins: Margins) => GatheredBytes {
  let room = Buffer.allocUnsafe(1 << 12);
  /** Of each gathered stretch its end here, and how far it was moved. */
  const ends: number[] = [];
  const moves: number[] = [];

  return (content, stretches, { before, behind }) => {
    let filled = 0;
    /** Up to here the content was gathered. */
    let last = -1;
    let asked = 0;
    ends.length = 0;
    moves.length = 0;
    if (room.length < content.length) room = Buffer.allocUnsafe(2 * content.length);
    for (let at = 0; at < stretches.length; at += 2) {
      const from = Math.max(last, (stretches[at] as number) - before, 0);
      const to = Math.min(content.length, (stretches[at + 1] as number) + behind);
      if (to <= from) continue;
      if (from > last) {
        ends.push(filled);
        moves.push(from - filled);
      }
      room.set(content.subarray(from, to), filled);
      filled += to - from;
      ends[ends.length - 1] = filled;
      last = to;
    }
    return {
      bytes: room.subarray(0, filled),
      place(from, to) {
        while ((ends[asked] as number) <= from) asked++;
        return to <= (ends[asked] as number) ? from + (moves[asked] as number) : -1;
      },
    };
  };
}
