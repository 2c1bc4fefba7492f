/** Asks a value for several kinds of characters, as nearly every long random one has them. */

import { acceptIf, type CheckFactory } from '../check.ts';

/** Lower case, upper case, digits, and everything else in ASCII that prints. */
const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[!-/:-@[-`{-~]/] as const;

/** `character-classes:3`: at least so many of the four. */
export const characterClasses: CheckFactory = (argument) => {
  const least = Number(argument);
  return ({ secret }) => acceptIf(CLASSES.filter((members) => members.test(secret)).length >= least);
};
