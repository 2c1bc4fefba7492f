/** Where a content differs from the one that it was made from. */

import type { Derivation } from '#model/chunk.ts';

/** Told of a stretch of the new content, `to` exclusive, that was not copied: empty where two copies meet. */
export type OnChange = (from: number, to: number) => void;

/**
 * All changes in order, in bytes. The content's own beginning and end are changes where they were not those of the base,
 * since a rule may look for them.
 */
export function forEachChange({ copies, baseLength }: Derivation, length: number, onChange: OnChange): void {
  let end = 0;
  let baseEnd = 0;
  for (let at = 0; at < copies.length; at += 3) {
    const [to, from, size] = [copies[at] as number, copies[at + 1] as number, copies[at + 2] as number];
    if (at > 0 || to > 0 || from > 0) onChange(end, to);
    end = to + size;
    baseEnd = from + size;
  }
  if (end < length || baseEnd < baseLength) onChange(end, length);
}
