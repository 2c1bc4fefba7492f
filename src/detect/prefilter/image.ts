/** Writes the tables into the memory of the WebAssembly module, as `wasm/prefilter.ts` reads them. */

import type { Needle } from './literal.ts';
import type { Tables } from './table-cells.ts';

/** Addresses in the module's memory, all multiples of 16. */
export interface Layout {
  readonly cells: number;
  readonly needles: number;
  readonly pending: number;
  readonly found: number;
  /** From here on `found` has no room for the hits of another stretch. */
  readonly full: number;
  /** Bytes that are searched in one go. */
  readonly stretch: number;
  /** Where the text of a block goes; there is room for what is read before and behind it. */
  readonly text: number;
  /** Bytes of text before and behind a block that a needle may reach into. */
  readonly margin: number;
  readonly end: number;
}

/** As in the module, whose `MASKS` lie behind the tables. */
const FILTER = 0;
const NEAR = 0x8000;
const FAR = 0x28000;
const BEHIND_MASKS = 0x39000;

const CELL_BYTES = 16;
const PAIR_BYTES = 8;
/** Fold and value of the first eight bytes, length, number; then the folds and the values of the other bytes. */
const NEEDLE_BYTES = 24;
const LONGEST_STRETCH = 4096;
const STEP = 32;
/** Pairs that are queued at most, unless a single step makes more. */
const MOST_PENDING = 0x10000;

/** Where everything goes for blocks of `blockBytes`. */
export function layOut(tables: Tables, blockBytes: number): Layout {
  // Two buckets for every second byte.
  const perByte = Math.max(1, tables.longestChain);
  const stretch = Math.max(STEP, Math.min(LONGEST_STRETCH, Math.floor(MOST_PENDING / perByte / STEP) * STEP));
  // Two more are written and not counted.
  const most = Math.ceil(stretch * perByte) + 2;
  const margin = aligned(tables.longestNeedle + STEP);

  const cells = BEHIND_MASKS;
  const needles = cells + tables.next.length * CELL_BYTES;
  const pending = needles + needlesOf(tables).reduce((sum, { values }) => sum + needleBytes(values.length), 0);
  const found = pending + aligned(most * PAIR_BYTES);
  const full = found + aligned(most * PAIR_BYTES);
  const text = full + aligned(most * PAIR_BYTES) + margin;
  return { cells, needles, pending, found, full, stretch, text, margin, end: text + blockBytes + 2 * margin };
}

/** Fills `memory`, which is all zero. */
export function writeImage(tables: Tables, layout: Layout, memory: ArrayBuffer): void {
  const words = new Uint32Array(memory);
  new Uint8Array(memory).set(tables.filter, FILTER);
  const addressOf = (cell: number): number => (cell === 0 ? 0 : layout.cells + cell * CELL_BYTES);
  words.set(tables.near.map(addressOf), NEAR / 4);
  words.set(tables.far.map(addressOf), FAR / 4);
  const needleAt = writeNeedles(tables, layout, memory);
  for (let cell = 1; cell < tables.next.length; cell++) {
    const word = addressOf(cell) / 4;
    words[word] = addressOf(tables.next[cell] as number);
    words[word + 1] = needleAt[tables.needle[cell] as number] as number;
    words[word + 2] = tables.shift[cell] as number;
  }
}

function needlesOf({ needles }: Tables): readonly Needle[] {
  return Array.from({ length: needles.count }, (_, index) => needles.at(index));
}

/** Returns the address of each needle. */
function writeNeedles(tables: Tables, layout: Layout, memory: ArrayBuffer): readonly number[] {
  const bytes = new Uint8Array(memory);
  const words = new Uint32Array(memory);
  let at = layout.needles;
  return needlesOf(tables).map(({ values, folds }, index) => {
    const address = at;
    // Past a short needle any byte will do: whatever is folded with 0xff is 0xff.
    bytes.fill(0xff, address, address + 16);
    bytes.set(folds.subarray(0, 8), address);
    bytes.set(values.subarray(0, 8), address + 8);
    words[address / 4 + 4] = values.length;
    words[address / 4 + 5] = index;
    bytes.set(folds.subarray(8), address + NEEDLE_BYTES);
    bytes.set(values.subarray(8), address + NEEDLE_BYTES + Math.max(0, values.length - 8));
    at += needleBytes(values.length);
    return address;
  });
}

function needleBytes(length: number): number {
  return aligned(NEEDLE_BYTES + 2 * Math.max(0, length - 8));
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}
