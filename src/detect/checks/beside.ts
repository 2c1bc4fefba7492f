/** For values whose form says too little: asks for words nearby that say whose they are. */

import { wordsOf } from '#rules/check-syntax.ts';
import { acceptIf, type CheckFactory } from '../check.ts';
import { surroundings } from './surroundings.ts';

/** On either side; bounded in characters too, so that a long line is not read again for every candidate in it. */
const REACH = { lines: 12, characters: 1000 } as const;

/** `beside:cognito,userpool`: accepts values near one of the words, in any case, as part of a longer one too. */
export const beside: CheckFactory = (argument) => {
  const words = wordsOf(argument);
  return (candidate) => {
    const { before, after } = surroundings(candidate, REACH);
    const around = `${before}\n${after}`.toLowerCase();
    return acceptIf(words.some((word) => around.includes(word)));
  };
};
