/** Tells values that were drawn at random, and passwords that people choose, from words and names. */

import { shannonEntropy } from '#text/entropy.ts';
import { wordBits } from '../words/word-bits.ts';

/** Names need so many bits a symbol and seldom more; docs/generic-secrets.md has the distributions. */
const NAME_BITS = 4.4;

/** Bits by which a value must be above what a name of its length needs. */
const LEAST_SURPLUS = 12;
/** Of values of letters in one case, as rare words and abbreviations are. */
const LEAST_SURPLUS_LETTERS = 20;
/** Of values with capitals, small letters and digits between each other, which names rarely are. */
const LEAST_SURPLUS_MIXED = 7;

/** Shorter values say too little. */
const LEAST_LENGTH = 8;

/** Sixteen random hexadecimal digits have 3.2 bits on average; ids that were counted up and repeated ones have fewer. */
const LEAST_HEX_LENGTH = 12;
const LEAST_HEX_ENTROPY = 2.8;
const LEAST_HEX_SHARE = 0.68;

/** Of a value of n characters, as a share of log2(n): repetition lowers it. */
const LEAST_ENTROPY_SHARE = 0.65;

/** Whether a value reads like nothing that anybody would say. */
export function isRandom(value: string): boolean {
  if (value.length < LEAST_LENGTH || hasRun(value) || hasRun(value.replace(/(.)\1/g, '$1'))) return false;
  if (/^[0-9a-f-]+$/i.test(value)) return isRandomHex(value);
  if (hasRun(value.replace(/[^A-Za-z]/g, '').toLowerCase())) return false;
  if (shannonEntropy(value) < Math.log2(Math.min(value.length, 40)) * LEAST_ENTROPY_SHARE) return false;
  const surplus = (wordBits(value) - NAME_BITS) * value.length;
  return surplus >= leastSurplus(value);
}

function leastSurplus(value: string): number {
  if (/^(?:[A-Z]?[a-z_-]+|[A-Z_-]+)$/.test(value)) return LEAST_SURPLUS_LETTERS;
  return isMixed(value) ? LEAST_SURPLUS_MIXED : LEAST_SURPLUS;
}

function isRandomHex(value: string): boolean {
  const digits = value.replace(/-/g, '');
  if (digits.length < LEAST_HEX_LENGTH || !/[a-f]/i.test(digits) || !/\d/.test(digits)) return false;
  const least = Math.min(LEAST_HEX_ENTROPY, Math.log2(digits.length) * LEAST_HEX_SHARE);
  return shannonEntropy(digits.toLowerCase()) >= least;
}

/** All three classes, and digits not only at the end. */
function isMixed(value: string): boolean {
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d[^\d]{0,40}[A-Za-z]/.test(value);
}

/** Characters that are equal or ascending (`aaaaaa`, `123456`, letters of `A1b2C3d4E5f6`) are typed and not drawn. */
const LONGEST_RUN = 5;

function hasRun(value: string): boolean {
  for (const step of [0, 1, -1]) {
    let length = 1;
    for (let at = 1; at < value.length; at++) {
      length = value.charCodeAt(at) - value.charCodeAt(at - 1) === step ? length + 1 : 1;
      if (length > LONGEST_RUN) return true;
    }
  }
  return false;
}

/** What people put between and behind the words of a password, and nobody in a name. */
const SIGNS = /[!@#$%^&*?+~=]/;

const LEAST_CHOSEN = 6;
const MOST_CHOSEN = 40;

/** Whether a value is a password as people choose them: letters with digits or signs (`Summer2024!`), no sentence. */
export function isChosenPassword(value: string): boolean {
  if (value.length < LEAST_CHOSEN || value.length > MOST_CHOSEN || !/[A-Za-z]/.test(value)) return false;
  if (/[\s<>{}|\\`;()]/.test(value) || /[:,]/.test(value)) return false;
  return SIGNS.test(value.slice(1)) ? /[A-Za-z].*[A-Za-z]/.test(value) : /\d/.test(value) && !/^[a-z]+_|_/.test(value);
}
