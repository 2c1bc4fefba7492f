/** Sets of characters in POSIX extended regular expressions: what stands for one character, never for a newline. */

import { type CodePointRange, complementOf } from './code-points.ts';
import type { SetNode } from './regex-tree.ts';

const DIGIT: readonly CodePointRange[] = [[0x30, 0x39]];
const UPPER: readonly CodePointRange[] = [[0x41, 0x5a]];
const LOWER: readonly CodePointRange[] = [[0x61, 0x7a]];
const ALPHA: readonly CodePointRange[] = [...UPPER, ...LOWER];
const NEWLINE: CodePointRange = [0x0a, 0x0a];
const WORD: readonly CodePointRange[] = [...DIGIT, ...UPPER, [0x5f, 0x5f], ...LOWER];
const SPACE: readonly CodePointRange[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
];

const DISTANCE_OF_CASES = 0x20;

/** The classes of the C locale by the names that `[:alpha:]` and the like give them. */
export const CHARACTER_CLASSES: ReadonlyMap<string, readonly CodePointRange[]> = new Map<
  string,
  readonly CodePointRange[]
>([
  ['alnum', [...DIGIT, ...ALPHA]],
  ['alpha', ALPHA],
  [
    'blank',
    [
      [0x09, 0x09],
      [0x20, 0x20],
    ],
  ],
  [
    'cntrl',
    [
      [0x00, 0x1f],
      [0x7f, 0x7f],
    ],
  ],
  ['digit', DIGIT],
  ['graph', [[0x21, 0x7e]]],
  ['lower', LOWER],
  ['print', [[0x20, 0x7e]]],
  [
    'punct',
    [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
  ],
  ['space', SPACE],
  ['upper', UPPER],
  ['xdigit', [...DIGIT, [0x41, 0x46], [0x61, 0x66]]],
]);

/** One character out of `ranges`, or out of all others if `negated`. */
export function setOf(ranges: readonly CodePointRange[], negated = false): SetNode {
  const rest = negated ? [...ranges, NEWLINE] : complementOf([...complementOf(ranges), NEWLINE]);
  return { kind: 'set', ranges: rest, folded: [], properties: [], negated, fold: false };
}

export const ANY_CHARACTER: SetNode = setOf([], true);
export const WORD_CHARACTERS: SetNode = setOf(WORD);

/** The sets behind `\w`, `\W`, `\s` and `\S`, by their letters. */
export const ESCAPED_SETS: ReadonlyMap<string, SetNode> = new Map([
  ['w', WORD_CHARACTERS],
  ['W', setOf(WORD, true)],
  ['s', setOf(SPACE)],
  ['S', setOf(SPACE, true)],
]);

/** `ranges`, and each of their ASCII letters in the other case. */
export function inBothCases(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const shifted = [...shift(ranges, LOWER[0], -DISTANCE_OF_CASES), ...shift(ranges, UPPER[0], DISTANCE_OF_CASES)];
  return [...ranges, ...shifted];
}

/** What `ranges` share with `letters`, moved by `distance`. */
function shift(
  ranges: readonly CodePointRange[],
  letters: CodePointRange | undefined,
  distance: number,
): readonly CodePointRange[] {
  if (letters === undefined) return [];
  return ranges.flatMap(([first, last]): CodePointRange[] => {
    const from = Math.max(first, letters[0]);
    const to = Math.min(last, letters[1]);
    return from > to ? [] : [[from + distance, to + distance]];
  });
}

/** The upper-case letter for a lower-case ASCII letter; anything else as it is. */
export function upperCaseOf(codePoint: number): number {
  return codePoint >= 0x61 && codePoint <= 0x7a ? codePoint - DISTANCE_OF_CASES : codePoint;
}
