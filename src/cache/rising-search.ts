/** Looks ids up in a sorted list of records, where the ids that are asked about rise as well. */

import type { Buffer } from 'node:buffer';

/** The number of the record with the id that stands at `at`, or -1. No id may be lower than the one before. */
export type RisingSearch = (ids: Buffer, at: number) => number;

/**
 * Goes on from where the last id was found, in steps that double: two lists of one length are gone through side by side,
 * and of a long one little is looked at for a short one.
 */
export function createRisingSearch(records: Buffer, stride: number): RisingSearch {
  const count = records.length / stride;
  let from = 0;
  return (ids, at) => {
    const first = ids.readUInt32BE(at);
    // Mostly the first bytes decide, and to look at them alone takes a tenth of the time.
    const compare = (record: number): number =>
      records.readUInt32BE(record * stride) - first ||
      records.compare(ids, at, at + stride - 1, record * stride, (record + 1) * stride - 1);
    let [low, high] = [from, from];
    for (let step = 1; high < count && compare(high) < 0; step *= 2) [low, high] = [high + 1, high + step];
    high = Math.min(high, count);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(middle) < 0) low = middle + 1;
      else high = middle;
    }
    from = low;
    return low < count && compare(low) === 0 ? low : -1;
  };
}
