/** The search in TypeScript: what `wasm/prefilter.ts` does, a byte at a time, for small inputs and where SIMD is missing. */

import { createHitList, type Hits } from './hit-list.ts';
import type { Needle } from './literal.ts';
import { bucketOf, type Tables } from './tables.ts';

/** A search by `tables`. */
export function createTwin(tables: Tables): (bytes: Uint8Array) => Hits {
  const { needles, filter, heads, next, needle, shift } = tables;
  const hits = createHitList(needles);

  function compare(bytes: Uint8Array, probe: number, bucket: number): void {
    for (let cell = heads[bucket] as number; cell !== 0; cell = next[cell] as number) {
      const start = probe - (shift[cell] as number);
      const index = needle[cell] as number;
      if (occursAt(needles[index] as Needle, bytes, start)) hits.add(start, index);
    }
  }

  return (bytes) => {
    hits.clear();
    const inside = bytes.length - 3;
    let probe = 0;
    for (; probe < inside; probe += 2) {
      const bucket = bucketOf(bytes[probe] as number, bytes[probe + 1] as number, bytes[probe + 2] as number);
      const bits = filter[bucket] as number;
      if (((bits >> ((bytes[probe + 3] as number) & 7)) & 1) !== 0) compare(bytes, probe, bucket);
    }
    // What lies beyond the end may be anything: only grams that do not ask for it lead to a hit.
    for (; probe < bytes.length; probe += 2) {
      compare(bytes, probe, bucketOf(bytes[probe] ?? 0, bytes[probe + 1] ?? 0, bytes[probe + 2] ?? 0));
    }
    return hits.finish();
  };
}

function occursAt({ values, folds }: Needle, bytes: Uint8Array, start: number): boolean {
  if (start < 0 || start + values.length > bytes.length) return false;
  for (let at = 0; at < values.length; at++) {
    if (((bytes[start + at] as number) | (folds[at] as number)) !== values[at]) return false;
  }
  return true;
}
