/** Looks objects up in the index of a pack without reading the whole of it: its format is git's gitformat-pack, version 2. */

import type { Buffer } from 'node:buffer';
import { NotPlain, readAt, withFile } from './not-plain.ts';

/** A pack's index, of which the table is known that says how many ids begin with at most so much. */
export interface PackIndexTop {
  readonly file: string;
  readonly fanout: Buffer;
  readonly count: number;
}

const MAGIC = 0xff744f63;
const [FANOUT, IDS] = [8, 8 + 256 * 4];
const HASH_BYTES = 20;
/** An id, a checksum and an offset. */
const ENTRY_BYTES = HASH_BYTES + 8;

/** Throws NotPlain at other versions. */
export function readPackIndexTop(file: string): PackIndexTop {
  return withFile(file, (descriptor, size) => {
    const bytes = readAt(descriptor, 0, IDS);
    const count = bytes.readUInt32BE(IDS - 4);
    const isWhole = IDS + count * ENTRY_BYTES < size;
    if (!isWhole || bytes.readUInt32BE(0) !== MAGIC || bytes.readUInt32BE(4) !== 2) throw new NotPlain(file);
    return { file, fanout: bytes.subarray(FANOUT), count };
  });
}

/** Where the entry of the object begins in the pack; undefined where the pack does not hold it. */
export function findInPackIndex({ file, fanout, count }: PackIndexTop, id: Buffer): number | undefined {
  const first = id.readUInt8(0);
  const from = first === 0 ? 0 : fanout.readUInt32BE(4 * (first - 1));
  const to = fanout.readUInt32BE(4 * first);
  if (from === to) return undefined;
  if (from > to || to > count) throw new NotPlain(file);
  return withFile(file, (descriptor) => {
    const ids = readAt(descriptor, IDS + from * HASH_BYTES, (to - from) * HASH_BYTES);
    const place = placeOf(id, ids);
    return place === undefined ? undefined : offsetOf(descriptor, from + place, count);
  });
}

/** By halves: `ids` are sorted, one after the other. */
function placeOf(id: Buffer, ids: Buffer): number | undefined {
  let [low, high] = [0, Math.floor(ids.length / HASH_BYTES)];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = id.compare(ids, middle * HASH_BYTES, (middle + 1) * HASH_BYTES);
    if (order === 0) return middle;
    if (order > 0) low = middle + 1;
    else high = middle;
  }
  return undefined;
}

/** Behind the ids stand as many checksums, then the offsets; the large ones have a table of their own behind that. */
function offsetOf(file: number, place: number, count: number): number {
  const offsets = IDS + count * (HASH_BYTES + 4);
  const offset = readAt(file, offsets + 4 * place, 4).readUInt32BE(0);
  if (offset < 0x80000000) return offset;
  return Number(readAt(file, offsets + 4 * count + 8 * (offset - 0x80000000), 8).readBigUInt64BE(0));
}
