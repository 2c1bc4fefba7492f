/** The check digit of ISO/IEC 7812, which numbers of payment cards and many account numbers end with. */

import { acceptIf, type CheckFactory } from '../check.ts';

/** `luhn`: two digits or more, blanks and hyphens between them left out. */
export const luhn: CheckFactory =
  () =>
  ({ secret }) =>
    acceptIf(hasCheckDigit(secret.replace(/[ -]/g, '')));

function hasCheckDigit(digits: string): boolean {
  if (!/^\d{2,}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => total + weighed(Number(digit), at), 0);
  return sum % 10 === 0;
}

/** Every second digit from the right counts twice; of two digits the sum. */
function weighed(digit: number, at: number): number {
  const twice = at % 2 === 1 ? digit * 2 : digit;
  return twice > 9 ? twice - 9 : twice;
}
