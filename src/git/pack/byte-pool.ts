/** Memory for objects that are rebuilt and soon done with: to ask the system for each costs more than to fill it. */

import { Buffer } from 'node:buffer';

/** Lends memory, which holds whatever it held before. */
export interface BytePool {
  /** At least `size` bytes. */
  lend(size: number): Buffer;
  /** Takes back what was lent; nobody may look at it from then on. */
  takeBack(bytes: Buffer): void;
}

/** Rooms are of powers of two: the least, and the largest that are kept when nobody needs them. */
const LEAST_BITS = 9;
const MOST_KEPT_BITS = 22;

/** An empty pool; what it keeps in the end is what was lent at a time, at most. */
export function createBytePool(): BytePool {
  const free: Buffer[][] = [];
  return {
    lend(size) {
      const bits = bitsFor(size);
      return free[bits]?.pop() ?? Buffer.allocUnsafeSlow(2 ** bits);
    },
    takeBack(bytes) {
      const bits = bitsFor(bytes.length);
      if (bits > MOST_KEPT_BITS) return;
      const rooms = free[bits] ?? [];
      free[bits] = rooms;
      rooms.push(bytes);
    },
  };
}

function bitsFor(size: number): number {
  return Math.max(LEAST_BITS, 32 - Math.clz32(Math.max(1, size) - 1));
}
