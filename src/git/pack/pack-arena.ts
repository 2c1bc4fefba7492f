/** Holds the packed bytes of many entries of one pack, fetched with as few reads as they lie in stretches. */

import { Buffer } from 'node:buffer';
import { readSync } from 'node:fs';

/** Where entries lie in the pack; arrays of one length. */
export interface EntryPlaces {
  readonly offsets: Float64Array;
  readonly lengths: Float64Array;
}

/** The bytes of an entry by its number; fewer than it has where the pack is cut off. Valid until the next call. */
export type PackArena = (entry: number) => Buffer;

/** More than this is not held at once: each entry is then read when it is asked for. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Gaps that are read over: shorter than what one more call of the system costs. */
const GAP_BYTES = 16 * 1024;

/** Reads from `file`, an open pack. Throws what the file system throws. */
export function createPackArena(file: number, places: EntryPlaces): PackArena {
  const stretches = findStretches(places);
  return stretches === undefined ? readEach(file, places) : readStretches(file, places, stretches);
}

function readEach(file: number, { offsets, lengths }: EntryPlaces): PackArena {
  return (entry) => {
    const bytes = Buffer.allocUnsafe(lengths[entry] ?? 0);
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offsets[entry] ?? 0));
  };
}

/** Stretches of the pack, end exclusive, in the order in which they lie in the arena. */
interface Stretches {
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Where in the arena each entry begins. */
  readonly starts: Uint32Array;
  readonly bytes: number;
}

/** Undefined where it is too much for one arena. */
function findStretches({ offsets, lengths }: EntryPlaces): Stretches | undefined {
  const count = offsets.length;
  const least = offsets.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  // Sorting numbers that hold offset and entry together takes a tenth of the time that a comparing function takes.
  const keys = offsets.map((offset, entry) => (offset - least) * count + entry);
  if (keys.some((key) => !Number.isSafeInteger(key))) return undefined;
  keys.sort();
  const [from, to]: [number[], number[]] = [[], []];
  const starts = new Uint32Array(count);
  let bytes = 0;
  for (const key of keys) {
    const entry = key % count;
    const [offset, end] = [offsets[entry] as number, (offsets[entry] as number) + (lengths[entry] as number)];
    const last = to.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (offset - last > GAP_BYTES || offset < last) {
      from.push(offset);
      to.push(end);
      bytes += end - offset;
    } else {
      to[to.length - 1] = end;
      bytes += end - last;
    }
    if (bytes > MOST_BYTES) return undefined;
    starts[entry] = bytes - (end - offset);
  }
  return { from, to, starts, bytes };
}

function readStretches(file: number, { lengths }: EntryPlaces, { from, to, starts, bytes }: Stretches): PackArena {
  const arena = Buffer.allocUnsafeSlow(bytes);
  let filled = 0;
  from.forEach((start, index) => {
    const length = (to[index] as number) - start;
    const read = readSync(file, arena, filled, length, start);
    // What a cut pack lacks must not be what the memory held before.
    arena.fill(0, filled + read, filled + length);
    filled += length;
  });
  return (entry) => {
    const start = starts[entry] as number;
    return arena.subarray(start, start + (lengths[entry] as number));
  };
}
