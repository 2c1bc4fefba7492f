/** Puts records of a cache in the order of their ids, millions of them in less than a second. */

import { Buffer } from 'node:buffer';
import { endianness } from 'node:os';

/** Halves of a 64-bit number as they lie in memory. */
const [LOW, HIGH] = endianness() === 'LE' ? [0, 1] : [1, 0];

/**
 * The records, of `stride` bytes with an id and one byte for each object, in the order of their ids and each id once: of
 * several records the one whose last byte is the highest.
 */
export function sortRecords(records: Buffer, stride: number): Buffer {
  const order = orderOf(records, stride);
  const sorted = Buffer.allocUnsafeSlow(records.length);
  let filled = 0;
  for (const [index, record] of order.entries()) {
    const at = record * stride;
    const isSame = index > 0 && compareIds(records, order[index - 1] as number, record, stride) === 0;
    if (!isSame) filled += records.copy(sorted, filled, at, at + stride);
    else sorted[filled - 1] = Math.max(sorted[filled - 1] as number, records[at + stride - 1] as number);
  }
  return sorted.subarray(0, filled);
}

/** Numbers are sorted, which takes a tenth of the time that a comparing function takes; few ids begin with the same four bytes. */
function orderOf(records: Buffer, stride: number): Uint32Array {
  const keys = new BigUint64Array(records.length / stride);
  const words = new Uint32Array(keys.buffer);
  for (let record = 0; record < keys.length; record++) {
    words[2 * record + HIGH] = records.readUInt32BE(record * stride);
    words[2 * record + LOW] = record;
  }
  keys.sort();
  const order = Uint32Array.from(keys, (_, index) => words[2 * index + LOW] as number);
  for (let index = 1; index < order.length; index++) sink(order, index, (a, b) => compareIds(records, a, b, stride));
  return order;
}

/** One step of an insertion sort. */
function sink(order: Uint32Array, from: number, compare: (a: number, b: number) => number): void {
  const moved = order[from] as number;
  let at = from;
  for (; at > 0 && compare(order[at - 1] as number, moved) > 0; at--) order[at] = order[at - 1] as number;
  order[at] = moved;
}

function compareIds(records: Buffer, a: number, b: number, stride: number): number {
  const [left, right] = [a * stride, b * stride];
  return records.compare(records, right, right + stride - 1, left, left + stride - 1);
}
