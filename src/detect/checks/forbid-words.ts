/** Turns away values that read like words: names, sentences, titles. */

import { ACCEPT, type CheckFactory, REJECT } from '../check.ts';
import { wordScore } from './word-run.ts';

/** Fewer pairs of letters than this say nothing. */
const LEAST_PAIRS = 4;

/**
 * Least share of a value that stands in words, with the least share of frequent pairs in those. Of random values of 16
 * lower-case letters and digits three in a thousand are above both, of 32 one in ten thousand.
 */
const LIMITS = [
  { inWords: 0.6, frequent: 0.6 },
  { inWords: 0.75, frequent: 0.45 },
] as const;

/** Whether a text of any length is mostly words. */
function readsLikeWords(value: string): boolean {
  const { characters, pairs, frequent } = wordScore(value);
  if (pairs < LEAST_PAIRS) return false;
  return LIMITS.some((limit) => characters >= value.length * limit.inWords && frequent >= pairs * limit.frequent);
}

/** `forbid-words`. Not for passwords that people choose, which may well be words. */
export const forbidWords: CheckFactory =
  () =>
  ({ secret }) =>
    readsLikeWords(secret) ? REJECT : ACCEPT;
