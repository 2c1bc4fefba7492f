/** Finds all occurrences of many literals in one pass over bytes; `wasm/README.md` explains how. */

import type { Hits } from './prefilter/hit-list.ts';
import type { Literal } from './prefilter/literal.ts';
import { createTables } from './prefilter/tables.ts';
import { createTwin } from './prefilter/twin.ts';
import { createVectorSearch } from './prefilter/vector.ts';
import { instantiateScanner, type ScannerExports } from './scanner-module.ts';

export type { Hits } from './prefilter/hit-list.ts';
export type { Literal } from './prefilter/literal.ts';

/** A search for literals. */
export interface Prefilter {
  /** Every occurrence of every literal, overlapping ones too. The result is valid until the next call. */
  find(bytes: Uint8Array): Hits;
}

/** How a prefilter gets its vector search; tests give their own. */
export interface VectorSettings {
  /** Bytes that the twin searches before the module is compiled: a hook on a few files ends before that would pay. */
  readonly after: number;
  /** Nothing where WebAssembly or SIMD is missing. */
  readonly instantiate: () => ScannerExports | undefined;
  /** Bytes that are copied at once, a multiple of 32. */
  readonly blockBytes?: number;
}

/** Compiling takes as long as the twin needs for about a megabyte. */
const DEFAULTS: VectorSettings = { after: 0x100000, instantiate: instantiateScanner };

/** A prefilter that begins in TypeScript and goes over to WebAssembly when there is much to search. */
export function createPrefilter(literals: readonly Literal[], settings: VectorSettings = DEFAULTS): Prefilter {
  const tables = createTables(literals);
  let search = createTwin(tables);
  let left = settings.after;

  function upgrade(): void {
    left = Number.POSITIVE_INFINITY;
    const scanner = settings.instantiate();
    if (scanner !== undefined) search = createVectorSearch(tables, scanner, settings.blockBytes);
  }

  return {
    find(bytes) {
      left -= bytes.length;
      if (left < 0) upgrade();
      return search(bytes);
    },
  };
}

/** The same in TypeScript alone. */
export function createTwinPrefilter(literals: readonly Literal[]): Prefilter {
  return { find: createTwin(createTables(literals)) };
}
