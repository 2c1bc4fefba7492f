/** How surprising a text is as a row of words and identifiers: a model of trigrams, trained by `scripts/train-words.ts`. */

import { Buffer } from 'node:buffer';
import { SYMBOLS, symbolsOf } from './symbols.ts';
import { TRIGRAM_BITS } from './trigram-bits.ts';

/** Of one bit, in the table. */
export const STEPS_A_BIT = 16;

let table: Uint8Array | undefined;

/**
 * Bits that the model needs for each symbol of `text`, on average. Names and words of source code need 3 to 4, random
 * letters and digits 6 and more; the shorter a text, the less it says.
 */
export function wordBits(text: string): number {
  table ??= Buffer.from(TRIGRAM_BITS, 'base64');
  const symbols = symbolsOf(text);
  let [steps, count] = [0, 0];
  for (let at = 2; at < symbols.length; at++) {
    steps += table[trigramIndex(symbols, at)] ?? 0;
    count++;
  }
  return count === 0 ? 0 : steps / STEPS_A_BIT / count;
}

/** Place in the table of the symbol at `at` behind the two before it. */
export function trigramIndex(symbols: readonly number[], at: number): number {
  const [first = 0, second = 0, third = 0] = [symbols[at - 2], symbols[at - 1], symbols[at]];
  return (first * SYMBOLS + second) * SYMBOLS + third;
}
