/** The search in WebAssembly, block by block. */

import type { ScannerExports } from '../scanner-module.ts';
import { createHitList, type Hits } from './hit-list.ts';
import { layOut, writeImage } from './image.ts';
import type { Tables } from './table-cells.ts';

/** Small enough that a block stays in a core's second cache between being copied and being searched. */
const BLOCK_BYTES = 0x10000;

/** Bytes of one step of the module, and of WebAssembly's memory pages. */
const STEP = 32;
const PAGE = 0x10000;

/**
 * A search by `tables` in an instance of the module that nobody else uses. `blockBytes`, a multiple of 32, is what is
 * copied into its memory at once.
 */
export function createVectorSearch(
  tables: Tables,
  scanner: ScannerExports,
  blockBytes: number = BLOCK_BYTES,
): (bytes: Uint8Array) => Hits {
  if (blockBytes % STEP !== 0) throw new RangeError(`blocks are multiples of ${STEP} bytes`);
  const layout = layOut(tables, blockBytes);
  const { memory } = scanner;
  const missing = Math.ceil((layout.end - memory.buffer.byteLength) / PAGE);
  if (missing > 0) memory.grow(missing);
  writeImage(tables, layout, memory.buffer);
  scanner.lay(layout.pending, layout.found, layout.full, layout.stretch);

  const hits = createHitList(tables.needles);
  const room = new Uint8Array(memory.buffer);
  const words = new Uint32Array(memory.buffer);
  const { text, margin, found } = layout;

  /** Searches `text` to `to`; the block's first byte is byte `offset` of the whole. */
  function searchBlock(offset: number, to: number, low: number, high: number): void {
    for (let from = text; from < to; from = scanner.position()) {
      const count = scanner.find(from, to, low, high);
      for (let word = found / 4; word < found / 4 + 2 * count; word += 2) {
        hits.add((words[word] as number) - text + offset, words[word + 1] as number);
      }
    }
  }

  return (bytes) => {
    hits.clear();
    for (let offset = 0; offset < bytes.length; offset += blockBytes) {
      const before = Math.min(offset, margin);
      const copied = bytes.subarray(offset - before, offset + blockBytes + margin);
      room.set(copied, text - before);
      const size = Math.min(blockBytes, bytes.length - offset);
      searchBlock(offset, text + size, text - before, text - before + copied.length);
    }
    return hits.finish();
  };
}
