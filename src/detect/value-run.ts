/** Runs of bytes long enough to be the value that a rule looks for: a test on bytes, before anything becomes text. */

import { VALUE_CHARACTERS } from '#rules/value-characters.ts';

/** 1 for the bytes that a value may consist of. */
const IN_VALUE = new Uint8Array(256);

for (let at = 0; at < VALUE_CHARACTERS.length; at++) IN_VALUE[VALUE_CHARACTERS.charCodeAt(at)] = 1;

/**
 * Whether the bytes from `from` to `to`, exclusive, hold a run of `length` value bytes. Looks at every `length`-th byte
 * only: a run of that length cannot lie between two of them.
 */
export function holdsValueRun(bytes: Uint8Array, from: number, to: number, length: number): boolean {
  for (let probe = from + length - 1; probe < to; ) {
    if (IN_VALUE[bytes[probe] as number] !== 1) {
      probe += length;
      continue;
    }
    let begin = probe;
    while (begin > from && probe - begin + 1 < length && IN_VALUE[bytes[begin - 1] as number] === 1) begin--;
    let end = probe + 1;
    while (end < to && end - begin < length && IN_VALUE[bytes[end] as number] === 1) end++;
    if (end - begin >= length) return true;
    probe = end + length;
  }
  return false;
}
