/** Reads what stands before the compressed bytes of a pack's entry (gitformat-pack, "pack entries"). */

import type { ObjectType } from '../batch-parser.ts';

/** Types of entries that are made from another object. */
export const OFS_DELTA = 6;
export const REF_DELTA = 7;

const TYPES: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];

/** The type of object that a number stands for; undefined for deltas and for what git does not know either. */
export function objectTypeOf(type: number): ObjectType | undefined {
  return TYPES[type];
}

/** No header is longer: a size, and an id of 32 bytes. */
export const MOST_HEADER_BYTES = 64;

/** A header; the same object for every call of a reader. */
export interface EntryHeader {
  type: number;
  /** Of the object, or of the delta, in bytes. */
  size: number;
  /** Of an OFS_DELTA: how far its base lies before it; 0 where that is no number. */
  back: number;
  /** Where the compressed bytes begin; of a REF_DELTA the id of its base stands right before. */
  end: number;
}

/** A reader of headers of packs with ids of `hashBytes` bytes. */
export function createHeaderReader(hashBytes: number): (bytes: Uint8Array, at: number) => EntryHeader {
  const header: EntryHeader = { type: 0, size: 0, back: 0, end: 0 };
  return (bytes, at) => {
    let next = at;
    let byte = bytes[next++] ?? 0;
    header.type = (byte >> 4) & 7;
    header.size = byte & 15;
    // Seven bits a byte, the low ones first: 0x95 0x0a is type 1 and size 5 + (10 << 4).
    for (let unit = 16; byte >= 0x80 && unit < 2 ** 53; unit *= 128) {
      byte = bytes[next++] ?? 0;
      header.size += (byte & 127) * unit;
    }
    header.back = 0;
    if (header.type === OFS_DELTA) {
      // The high bits first, and one more for each further byte: 0x80 0x00 is 128.
      byte = bytes[next++] ?? 0;
      header.back = byte & 127;
      while (byte >= 0x80 && header.back < 2 ** 46) {
        byte = bytes[next++] ?? 0;
        header.back = (header.back + 1) * 128 + (byte & 127);
      }
    } else if (header.type === REF_DELTA) next += hashBytes;
    header.end = next;
    return header;
  };
}
