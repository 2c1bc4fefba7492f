/** Lists the entries of a pack as they lie in it, each with its type and its base: one pass over the pack, which inflates nothing. */

import { Buffer } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { firstAtLeast } from '#text/first-at-least.ts';
import { createHeaderReader, MOST_HEADER_BYTES, OFS_DELTA, REF_DELTA } from './entry-header.ts';
import type { PackIndex } from './pack-index.ts';

/** Entries by their order in the pack. All arrays are as long as there are objects. */
export interface PackEntries {
  /** In bytes from the beginning of the pack. */
  readonly offsets: Float64Array;
  /** Up to the next entry. */
  readonly lengths: Float64Array;
  /** Of the object or of the delta. */
  readonly sizes: Float64Array;
  readonly types: Uint8Array;
  /** The entry that a delta is made from; NO_BASE for whole objects, LOST_BASE where the pack does not hold it. */
  readonly bases: Int32Array;
  /** Places in the index. */
  readonly places: Uint32Array;
  /** Whether the pack ends as its index says: cut packs do not. */
  readonly isWhole: boolean;
}

export const NO_BASE = -1;
export const LOST_BASE = -2;

/** What is read of a pack at a time. */
const BLOCK_BYTES = 4 * 1024 * 1024;

/** The entries of the pack in `file`. Throws what the file system throws. */
export function readPackEntries(file: string, index: PackIndex, hashBytes: number): PackEntries {
  const pack = openSync(file, 'r');
  try {
    const { size } = fstatSync(pack);
    const end = Math.max(0, size - hashBytes);
    const entries = { ...layOut(index, end), isWhole: endsWith(pack, end, index.packChecksum) };
    readHeaders(pack, entries, index, hashBytes);
    return entries;
  } finally {
    closeSync(pack);
  }
}

/** Whether the pack ends as its index says; undefined for one that cannot be read, since it may be gone by now. */
export function isWholePack(file: string, { packChecksum }: PackIndex, hashBytes: number): boolean | undefined {
  try {
    const pack = openSync(file, 'r');
    try {
      return endsWith(pack, Math.max(0, fstatSync(pack).size - hashBytes), packChecksum);
    } finally {
      closeSync(pack);
    }
  } catch (error) {
    if (isFileError(error)) return undefined;
    throw error;
  }
}

/** An error of the file system. */
export function isFileError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

function endsWith(pack: number, end: number, checksum: Buffer): boolean {
  const last = Buffer.alloc(checksum.length);
  return readSync(pack, last, 0, last.length, end) === last.length && last.equals(checksum);
}

/** What the index alone tells. An entry goes as far as the next one begins. */
function layOut(index: PackIndex, end: number): Omit<PackEntries, 'isWhole'> {
  const { count } = index;
  const offsets = new Float64Array(count);
  for (let place = 0; place < count; place++) offsets[place] = index.offset(place);
  offsets.sort();
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place++) places[entryAt(offsets, index.offset(place))] = place;
  const lengths = new Float64Array(count);
  for (let entry = count - 1, next = end; entry >= 0; entry--) {
    const offset = offsets[entry] as number;
    lengths[entry] = Math.max(0, next - offset);
    next = offset;
  }
  const sizes = new Float64Array(count);
  return {
    offsets,
    lengths,
    sizes,
    places,
    types: new Uint8Array(count),
    bases: new Int32Array(count).fill(LOST_BASE),
  };
}

/** The entry that begins at `offset`, or -1. */
function entryAt(offsets: Float64Array, offset: number): number {
  const low = firstAtLeast(offsets, offset);
  return offsets[low] === offset ? low : -1;
}

function readHeaders(pack: number, entries: PackEntries, index: PackIndex, hashBytes: number): void {
  const { offsets, sizes, types, bases, places } = entries;
  const entryOf = new Uint32Array(index.count);
  places.forEach((place, entry) => {
    entryOf[place] = entry;
  });
  const readHeader = createHeaderReader(hashBytes);
  const block = createBlock(pack);
  for (let entry = 0; entry < offsets.length; entry++) {
    const offset = offsets[entry] as number;
    const at = block.seek(offset);
    if (at < 0) continue;
    const header = readHeader(block.bytes, at);
    sizes[entry] = header.size;
    types[entry] = header.type;
    if (header.type === OFS_DELTA) bases[entry] = lostUnless(entryAt(offsets, offset - header.back));
    else if (header.type === REF_DELTA) {
      const place = index.find(block.bytes, header.end - hashBytes);
      bases[entry] = place < 0 ? LOST_BASE : (entryOf[place] as number);
    } else bases[entry] = NO_BASE;
    if (bases[entry] === entry) bases[entry] = LOST_BASE;
  }
}

function lostUnless(entry: number): number {
  return entry < 0 ? LOST_BASE : entry;
}

interface Block {
  readonly bytes: Buffer;
  /** Where in `bytes` the header at `offset` stands, -1 behind the end of the file. Offsets must rise. */
  seek(offset: number): number;
}

function createBlock(file: number): Block {
  const bytes = Buffer.alloc(BLOCK_BYTES + MOST_HEADER_BYTES);
  let [start, filled] = [0, 0];
  return {
    bytes,
    seek(offset) {
      if (offset + MOST_HEADER_BYTES > start + filled) {
        if (!Number.isSafeInteger(offset)) return -1;
        start = offset;
        filled = readSync(file, bytes, 0, BLOCK_BYTES, offset);
        bytes.fill(0, filled, filled + MOST_HEADER_BYTES);
      }
      return offset < start + filled ? offset - start : -1;
    },
  };
}
