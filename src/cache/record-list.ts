/** Records of a cache as they come, in no order. */

import { Buffer } from 'node:buffer';

/** Records of one length: an id and a byte. */
export interface RecordList {
  /** The id stands at `at`. */
  add(ids: Uint8Array, at: number, kind: number): void;
  addAll(records: Uint8Array): void;
  clear(): void;
  /** Valid until the next record is added. */
  bytes(): Buffer<ArrayBuffer>;
}

const FIRST_RECORDS = 256;

/** An empty list of ids with `hashBytes` bytes. */
export function createRecordList(hashBytes: number): RecordList {
  let bytes = Buffer.alloc(FIRST_RECORDS * (hashBytes + 1));
  let filled = 0;
  const makeRoom = (length: number): void => {
    if (filled + length <= bytes.length) return;
    const more = Buffer.alloc(Math.max(2 * bytes.length, filled + length));
    bytes.copy(more, 0, 0, filled);
    bytes = more;
  };
  return {
    add(ids, at, kind) {
      makeRoom(hashBytes + 1);
      for (let index = 0; index < hashBytes; index++) bytes[filled++] = ids[at + index] as number;
      bytes[filled++] = kind;
    },
    addAll(records) {
      makeRoom(records.length);
      bytes.set(records, filled);
      filled += records.length;
    },
    clear() {
      filled = 0;
    },
    bytes: () => bytes.subarray(0, filled),
  };
}
