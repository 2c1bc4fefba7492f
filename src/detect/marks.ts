/** Finds the places where something encoded may stand, in one pass over bytes. */

import type { FindMarks } from './marks/mark-list.ts';
import { createMarkTwin } from './marks/twin.ts';
import { createMarkVector } from './marks/vector.ts';
import { createUpgrade, VECTOR_DEFAULTS, type VectorSettings } from './vector-settings.ts';

export type { Marks } from './marks/mark-list.ts';

/** A search for marks. */
export interface MarkScanner {
  /** All marks, ordered by `from`. The result is valid until the next call. */
  readonly find: FindMarks;
}

/** A scanner that begins in TypeScript and goes over to WebAssembly when there is much to scan. */
export function createMarkScanner(settings: VectorSettings = VECTOR_DEFAULTS): MarkScanner {
  return {
    find: createUpgrade(createMarkTwin(), settings, (scanner) => createMarkVector(scanner, settings.blockBytes)),
  };
}

/** The same in TypeScript alone. */
export function createTwinMarkScanner(): MarkScanner {
  return { find: createMarkTwin() };
}
