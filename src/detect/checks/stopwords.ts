/** Excuses values that hold a word which no credential holds. */

import { wordsOf } from '#rules/check-syntax.ts';
import { ACCEPT, type CheckFactory } from '../check.ts';

/** `stopwords:example,changeme`: in any case and anywhere in the value. */
export const stopwords: CheckFactory = (argument) => {
  const words = wordsOf(argument);
  return ({ secret }) => {
    const lower = secret.toLowerCase();
    const word = words.find((one) => lower.includes(one));
    return word === undefined ? ACCEPT : { kind: 'excuse', reason: `stopword: it contains "${word}"` };
  };
};
