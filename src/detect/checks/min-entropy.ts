/** A floor for the entropy of a value: what people type or repeat is spread less evenly than what is random. */

import { shannonEntropy } from '#text/entropy.ts';
import { acceptIf, type CheckFactory } from '../check.ts';

/** `min-entropy:3.5`: bits a character. A value of n characters has at most log2(n). */
export const minEntropy: CheckFactory = (argument) => {
  const least = Number(argument);
  return ({ secret }) => acceptIf(shannonEntropy(secret) >= least);
};
