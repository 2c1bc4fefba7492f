/** Memory for objects that are rebuilt and soon done with: to ask the system for each costs more than to fill it. */

import { Buffer } from 'node:buffer';

/** Lends memory, which holds whatever it held before. */
export interface BytePool {
  /** At least `size` bytes; as long as there is room, they lie in the same `ArrayBuffer` as all others. */
  lend(size: number): Buffer;
  /** Takes back what was lent; nobody may look at it from then on. */
  takeBack(bytes: Buffer): void;
  /** Everything that was lent is another pool's from here on. */
  close(): void;
}

/** Rooms are of powers of two: the least, and the largest that are kept when nobody needs them. */
const LEAST_BITS = 9;
const MOST_KEPT_BITS = 22;

/** What most packs need at a time, many times over. The system gives memory only where it is written to. */
const SLAB_BYTES = 64 * 1024 * 1024;

/** The memory of this thread while no pool has it. */
let spare: Buffer | undefined;

/** An empty pool, to be closed when nobody looks at anything of it any more. */
export function openBytePool(): BytePool {
  const slab = spare ?? Buffer.allocUnsafeSlow(SLAB_BYTES);
  spare = undefined;
  const free: Buffer[][] = [];
  let used = 0;
  const makeRoom = (size: number): Buffer => {
    if (used + size > slab.length) return Buffer.allocUnsafeSlow(size);
    used += size;
    return slab.subarray(used - size, used);
  };
  return {
    lend(size) {
      const bits = bitsFor(size);
      return free[bits]?.pop() ?? makeRoom(2 ** bits);
    },
    takeBack(bytes) {
      const bits = bitsFor(bytes.length);
      if (bits > MOST_KEPT_BITS && bytes.buffer !== slab.buffer) return;
      const rooms = free[bits] ?? [];
      free[bits] = rooms;
      rooms.push(bytes);
    },
    close() {
      spare = slab;
    },
  };
}

function bitsFor(size: number): number {
  return Math.max(LEAST_BITS, 32 - Math.clz32(Math.max(1, size) - 1));
}
