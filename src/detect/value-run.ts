/** Runs of bytes long enough to be the value that a rule looks for: a test on bytes, before anything becomes text. */

import { VALUE_CHARACTERS } from '#rules/value-characters.ts';
import { firstAtLeast } from '#text/first-at-least.ts';

/** 1 for the bytes that a value may consist of. */
const IN_VALUE = new Uint8Array(256);

for (let at = 0; at < VALUE_CHARACTERS.length; at++) IN_VALUE[VALUE_CHARACTERS.charCodeAt(at)] = 1;

/** The runs of one content that are as long as was asked for. */
export interface ValueRuns {
  readonly count: number;
  /** Whether the bytes from `from` to `to`, exclusive, hold so long a run or so much of a longer one. */
  holdsIn(from: number, to: number): boolean;
}

/**
 * Longest runs of at least `length` value bytes. Looks at every `length`-th byte only: a run of that
 * length cannot lie between two of them.
 */
export function findValueRuns(bytes: Uint8Array, length: number): ValueRuns {
  const begins: number[] = [];
  const ends: number[] = [];
  for (let probe = length - 1; probe < bytes.length; ) {
    if (IN_VALUE[bytes[probe] as number] === 0) {
      probe += length;
      continue;
    }
    let from = probe;
    while (from > 0 && IN_VALUE[bytes[from - 1] as number] === 1) from--;
    let to = probe + 1;
    while (to < bytes.length && IN_VALUE[bytes[to] as number] === 1) to++;
    if (to - from >= length) {
      begins.push(from);
      ends.push(to);
    }
    probe = to + length;
  }
  return {
    count: ends.length,
    holdsIn(from, to) {
      const index = firstAtLeast(ends, from + length);
      const begin = begins[index];
      return begin !== undefined && Math.max(begin, from) + length <= to;
    },
  };
}
