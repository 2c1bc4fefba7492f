/**
 * Reads the index of a pack: which objects it holds, where, and the checksum of each. The format is that of version 2 in
 * git's gitformat-pack.
 */

import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { GitError } from '#model/errors.ts';
import type { ObjectFormat } from '../repository.ts';

/** Objects of one pack in the order of their ids. */
export interface PackIndex {
  readonly count: number;
  /** Ids, one after the other, 20 or 32 bytes each. */
  readonly ids: Buffer;
  /** Place of the object with the id that stands at `at` of `bytes`, or -1. */
  find(bytes: Uint8Array, at: number): number;
  /** Where the entry begins in the pack. */
  offset(place: number): number;
  /** CRC32 of the entry as it lies in the pack. */
  crc(place: number): number;
  /** The checksum that the pack has to end with. */
  readonly packChecksum: Buffer;
}

const MAGIC = 0xff744f63;
const FANOUT = 8;
const IDS = FANOUT + 256 * 4;

/** Bytes of an object id. */
export function hashBytesOf(format: ObjectFormat): number {
  return format === 'sha256' ? 32 : 20;
}

/**
 * The index in `file`. Undefined where it is of another version, which git may know. Throws GitError where it is damaged,
 * and what the file system throws.
 */
export function readPackIndex(file: string, format: ObjectFormat): PackIndex | undefined {
  const bytes = readFileSync(file);
  const hashBytes = hashBytesOf(format);
  if (bytes.length < IDS + 2 * hashBytes) throw new GitError(`${file} is cut off`);
  if (bytes.readUInt32BE(0) !== MAGIC || bytes.readUInt32BE(4) !== 2) return undefined;
  const end = bytes.length - 2 * hashBytes;
  const checksum = createHash(format).update(bytes.subarray(0, -hashBytes)).digest();
  if (!checksum.equals(bytes.subarray(-hashBytes))) throw new GitError(`${file} does not match its own checksum`);
  const count = bytes.readUInt32BE(IDS - 4);
  const crcs = IDS + count * hashBytes;
  const offsets = crcs + 4 * count;
  const large = offsets + 4 * count;
  if (large > end || (end - large) % 8 !== 0 || !rises(bytes)) throw new GitError(`${file} is damaged`);
  const ids = bytes.subarray(IDS, crcs);
  return {
    count,
    ids,
    packChecksum: bytes.subarray(end, end + hashBytes),
    crc: (place) => bytes.readUInt32BE(crcs + 4 * place),
    offset(place) {
      const offset = bytes.readUInt32BE(offsets + 4 * place);
      if (offset < 0x80000000) return offset;
      const at = large + 8 * (offset - 0x80000000);
      return at + 8 > end ? Number.POSITIVE_INFINITY : Number(bytes.readBigUInt64BE(at));
    },
    find(id, at) {
      const first = id[at] ?? 0;
      let low = first === 0 ? 0 : bytes.readUInt32BE(FANOUT + 4 * (first - 1));
      let high = bytes.readUInt32BE(FANOUT + 4 * first);
      while (low < high) {
        const middle = (low + high) >>> 1;
        const order = ids.compare(id, at, at + hashBytes, middle * hashBytes, (middle + 1) * hashBytes);
        if (order === 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle;
      }
      return -1;
    },
  };
}

/** The fan-out table counts the ids that begin with at most so much. */
function rises(bytes: Buffer): boolean {
  for (let at = FANOUT + 4; at < IDS; at += 4) if (bytes.readUInt32BE(at) < bytes.readUInt32BE(at - 4)) return false;
  return true;
}
