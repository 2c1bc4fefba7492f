/** The mark scanner in WebAssembly, block by block. */

import type { ScannerExports } from '../scanner-module.ts';
import { createMarkList, type FindMarks } from './mark-list.ts';

const BLOCK_BYTES = 0x10000;
/** Bytes of one step of the module. */
const STEP = 64;
const PAGE = 0x10000;
/** Marks that the module has room for; a step needs up to 128. */
const ROOM = 0x2000;

/** Addresses in the module's memory. */
const STARTS = 0x400;
const ENDS = STARTS + 4 * ROOM;
const KINDS = ENDS + 4 * ROOM;
const TEXT = KINDS + ROOM;

/** A scan in an instance of the module that nobody else uses. `blockBytes`, a multiple of 64, is copied at once. */
export function createMarkVector(scanner: ScannerExports, blockBytes: number = BLOCK_BYTES): FindMarks {
  if (blockBytes % STEP !== 0) throw new RangeError(`blocks are multiples of ${STEP} bytes`);
  const { memory } = scanner;
  const missing = Math.ceil((TEXT + blockBytes + 2 * STEP - memory.buffer.byteLength) / PAGE);
  if (missing > 0) memory.grow(missing);
  scanner.layMarks(STARTS, ENDS, KINDS, ROOM);
  const starts = new Uint32Array(memory.buffer, STARTS, ROOM);
  const ends = new Uint32Array(memory.buffer, ENDS, ROOM);
  const kinds = new Uint8Array(memory.buffer, KINDS, ROOM);
  const room = new Uint8Array(memory.buffer, TEXT);
  const list = createMarkList();

  function scanBlock(size: number, offset: number): void {
    for (let from = TEXT; from < TEXT + size; from = scanner.marksPosition()) {
      const count = scanner.scanMarks(from, TEXT + size, offset + from - TEXT);
      list.addAll(starts.subarray(0, count), ends.subarray(0, count), kinds.subarray(0, count));
    }
  }

  return (bytes) => {
    list.clear();
    scanner.beginMarks();
    // One byte more than there is: a run that the text ends with ends there.
    for (let offset = 0; offset <= bytes.length; offset += blockBytes) {
      const copied = bytes.subarray(offset, offset + blockBytes + STEP);
      room.set(copied);
      room.fill(0, copied.length, copied.length + STEP);
      scanBlock(Math.min(blockBytes, bytes.length + 1 - offset), offset);
    }
    return list.marks();
  };
}
