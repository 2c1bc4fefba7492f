/** The search in TypeScript: what `wasm/prefilter.ts` does, a byte at a time, for small inputs and where SIMD is missing. */

import { farBucket, nearBucket } from './buckets.ts';
import { createHitList, type Hits } from './hit-list.ts';
import type { Needle } from './literal.ts';
import type { Tables } from './table-cells.ts';

/** A search by `tables`. */
export function createTwin(tables: Tables): (bytes: Uint8Array) => Hits {
  const { needles, filter, near, far, next, needle, shift } = tables;
  const hits = createHitList(needles);

  function compareChain(bytes: Uint8Array, probe: number, head: number): void {
    for (let cell = head; cell !== 0; cell = next[cell] as number) {
      const start = probe - (shift[cell] as number);
      const index = needle[cell] as number;
      if (occursAt(needles.at(index), bytes, start)) hits.add(start, index);
    }
  }

  /** What lies beyond the end may be anything: a needle that ends there is found by a gram that does not ask for it. */
  function compare(bytes: Uint8Array, probe: number, bucket: number): void {
    compareChain(bytes, probe, near[bucket] as number);
    const byte = (index: number): number => bytes[probe + index] ?? 0;
    compareChain(bytes, probe, far[farBucket(byte(0), byte(1), byte(2), byte(3))] as number);
  }

  return (bytes) => {
    hits.clear();
    const inside = bytes.length - 3;
    let probe = 0;
    for (; probe < inside; probe += 2) {
      const bucket = nearBucket(bytes[probe] as number, bytes[probe + 1] as number, bytes[probe + 2] as number);
      const bits = filter[bucket] as number;
      if (((bits >> ((bytes[probe + 3] as number) & 7)) & 1) !== 0) compare(bytes, probe, bucket);
    }
    for (; probe < bytes.length; probe += 2) {
      compare(bytes, probe, nearBucket(bytes[probe] ?? 0, bytes[probe + 1] ?? 0, bytes[probe + 2] ?? 0));
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
