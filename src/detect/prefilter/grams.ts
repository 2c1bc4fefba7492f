/**
 * Which bytes of a needle are looked for. A gram is four bytes in a row, of which three choose a bucket. Texts are probed
 * at every second byte, so each needle has two grams, one byte apart: one of them meets a probe wherever the needle is.
 */

import { filterBit, nearBucket } from './buckets.ts';

/**
 * Where the first of a needle's two grams begins, so that both together are rare in source code; -1 is one byte before
 * the needle. What `filter` lets through already, for other needles, costs nothing more.
 */
export function chooseGrams(values: Uint8Array, filter: Uint8Array): number {
  // Short needles have no choice: a bucket must be known by three bytes, and whatever is left out costs candidates.
  if (values.length < 4) return -1;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let cost = costOf(values, 0, filter);
  for (let place = 0; place + 4 < values.length; place++) {
    const next = costOf(values, place + 1, filter);
    if (cost + next < least) {
      least = cost + next;
      best = place;
    }
    cost = next;
  }
  return best;
}

/** About how often the gram at `at` would be a candidate in source code. */
function costOf(values: Uint8Array, at: number, filter: Uint8Array): number {
  const first = values[at] as number;
  const second = values[at + 1] as number;
  const third = values[at + 2] as number;
  const fourth = values[at + 3] as number;
  if (((filter[nearBucket(first, second, third)] as number) & filterBit(fourth)) !== 0) return 0;
  const pair = (FREQUENCIES[first] as number) * (FREQUENCIES[second] as number);
  return pair * (FREQUENCIES[third] as number) * (FREQUENCIES[fourth] as number);
}

/** Bytes of source code from the most frequent on, letters without case: 18 MB of redis, git and boto. */
const BY_FREQUENCY = ' etrisnao*lc)duf_pmhg,(by-;.="vwk:x>\'[]/01zj&q#2@\\+4!36%<5$8?';

/** Rough shares of the bytes of a source file; the filter does not know the two cases of a letter apart. */
const FREQUENCIES = (() => {
  const shares = new Float64Array(256).fill(0.0004);
  for (let rank = 0; rank < BY_FREQUENCY.length; rank++) {
    const byte = BY_FREQUENCY.charCodeAt(rank);
    const share = rank === 0 ? 0.2 : Math.max(0.0005, 0.08 * Math.exp(-rank / 11));
    shares[byte] = share;
    if (byte >= 0x61 && byte <= 0x7a) shares[byte - 0x20] = share;
  }
  return shares;
})();
