/** When a search in TypeScript gives way to the one in WebAssembly. */

import { instantiateScanner, type ScannerExports } from './scanner-module.ts';

/** How a search gets its instance of the module; tests give their own. */
export interface VectorSettings {
  /** Bytes that the twin searches before the module is compiled: a hook on a few files ends before that would pay. */
  readonly after: number;
  /** Nothing where WebAssembly or SIMD is missing: the twin goes on then. */
  readonly instantiate: () => ScannerExports | undefined;
  /** Bytes that are copied into the module's memory at once: a multiple of 32, for marks of 64. */
  readonly blockBytes?: number;
}

/**
 * Compiling the module and laying out its memory takes 4 to 8 ms of a start, for both searches. Whole scans of 72 and of
 * 133 kB took the same time whether the twin gave way after 16 KiB or after 256.
 */
export const VECTOR_DEFAULTS: VectorSettings = { after: 64 * 1024, instantiate: instantiateScanner };

/** Searches with `twin`, and with what `create` makes of an instance once there is much to search. */
export function createUpgrade<T>(
  twin: (bytes: Uint8Array) => T,
  settings: VectorSettings,
  create: (scanner: ScannerExports) => (bytes: Uint8Array) => T,
): (bytes: Uint8Array) => T {
  let search = twin;
  let left = settings.after;

  function upgrade(): void {
    left = Number.POSITIVE_INFINITY;
    const scanner = settings.instantiate();
    if (scanner !== undefined) search = create(scanner);
  }

  return (bytes) => {
    left -= bytes.length;
    if (left < 0) upgrade();
    return search(bytes);
  };
}
