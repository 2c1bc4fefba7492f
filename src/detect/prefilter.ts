/** Finds all occurrences of many literals in one pass over bytes; `wasm/README.md` explains how. */

import type { Hits } from './prefilter/hit-list.ts';
import type { Literal } from './prefilter/literal.ts';
import type { PreparedTables } from './prefilter/prepared-tables.ts';
import { createTables } from './prefilter/tables.ts';
import { createTwin } from './prefilter/twin.ts';
import { createVectorSearch } from './prefilter/vector.ts';
import { createUpgrade, VECTOR_DEFAULTS, type VectorSettings } from './vector-settings.ts';

export type { Hits } from './prefilter/hit-list.ts';
export type { Literal } from './prefilter/literal.ts';

/** A search for literals. */
export interface Prefilter {
  /** Every occurrence of every literal, overlapping ones too. The result is valid until the next call. */
  find(bytes: Uint8Array): Hits;
}

/**
 * A prefilter that begins in TypeScript and goes over to WebAssembly when there is much to search. `prepared` are tables
 * for what `literals` may begin with.
 */
export function createPrefilter(
  literals: readonly Literal[],
  settings: VectorSettings = VECTOR_DEFAULTS,
  prepared?: PreparedTables,
): Prefilter {
  const tables = createTables(literals, prepared);
  return {
    find: createUpgrade(createTwin(tables), settings, (scanner) =>
      createVectorSearch(tables, scanner, settings.blockBytes),
    ),
  };
}

/** The same in TypeScript alone. */
export function createTwinPrefilter(literals: readonly Literal[]): Prefilter {
  return { find: createTwin(createTables(literals)) };
}

/** A copy that stays. */
export function keepHits({ count, offsets, literals }: Hits): Hits {
  return { count, offsets: offsets.slice(0, count), literals: literals.slice(0, count) };
}
