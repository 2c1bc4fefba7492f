/** What the tables of a search consist of. */

import { FAR_BUCKETS, NEAR_BUCKETS } from './buckets.ts';
import type { Needles } from './literal.ts';

/** The tables that a search goes by. Cells are numbered from 1; 0 is none. A cell says which needle to compare where a probe falls into its bucket. */
export interface Tables {
  readonly needles: Needles;
  /** For each bucket of three bytes: bit `b & 7` is set where some gram of it has a fourth byte `b`. */
  readonly filter: Uint8Array;
  /** For each bucket of three bytes its first cell; only for grams of which not all four bytes are known. */
  readonly near: Uint32Array;
  /** For each bucket of four bytes its first cell. */
  readonly far: Uint32Array;
  /** For each cell the next of the same bucket. */
  readonly next: ArrayLike<number>;
  /** For each cell an index in `needles`. */
  readonly needle: ArrayLike<number>;
  /** For each cell how far the needle begins before the probe, in bytes; may be -1. */
  readonly shift: ArrayLike<number>;
  /** Cells of the fullest bucket; a probe leads to two buckets. */
  readonly longestChain: number;
  /** Bytes of the longest needle. */
  readonly longestNeedle: number;
}

/** The cells of tables, and what leads to them, while needles are added. */
export interface OpenCells extends Pick<Tables, 'filter' | 'near' | 'far'> {
  readonly next: number[];
  readonly needle: number[];
  readonly shift: number[];
}

/** Cells without a needle. */
export function emptyCells(): OpenCells {
  return {
    filter: new Uint8Array(NEAR_BUCKETS),
    near: new Uint32Array(NEAR_BUCKETS),
    far: new Uint32Array(FAR_BUCKETS),
    next: [0],
    needle: [0],
    shift: [0],
  };
}

/** Copies of the cells of `tables`, to which more may be added. */
export function openCells({ filter, near, far, next, needle, shift }: Tables): OpenCells {
  return {
    filter: filter.slice(),
    near: near.slice(),
    far: far.slice(),
    next: Array.from(next),
    needle: Array.from(needle),
    shift: Array.from(shift),
  };
}
