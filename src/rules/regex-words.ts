/** Parts of a regex that match a few fixed forms only, spelled out, so that what excludes each other can be seen exactly. */

import type { CharacterSet } from './character-mask.ts';

/** One form: what each of its characters may be, in the direction of matching. A node of the tree has one set only. */
export type Word = readonly CharacterSet[];

/** Words that begin with the same nodes of the syntax tree. */
export interface WordTree {
  /** How many words end here: one for each way to choose the same nodes. */
  readonly ends: number;
  /** How often a matcher may get here. */
  readonly tries: number;
  readonly next: readonly (readonly [CharacterSet, WordTree])[];
}

/** More or longer ones are not spelled out. */
const MOST_WORDS = 40;
const LONGEST_WORD = 32;

/** Each of `heads` followed by each of `tails`; undefined when they are too many. */
export function chainWords(heads: readonly Word[], tails: readonly Word[]): readonly Word[] | undefined {
  if (heads.length * tails.length > MOST_WORDS) return undefined;
  const chained = heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
  return chained.some(({ length }) => length > LONGEST_WORD) ? undefined : chained;
}

/** The tree of what follows the first `at` characters, in which all `words` agree. */
export function treeOf(words: readonly Word[], at = 0): WordTree {
  const groups = new Map<CharacterSet, Word[]>();
  let ends = 0;
  for (const word of words) {
    const letter = word[at];
    if (letter === undefined) ends++;
    else groups.set(letter, [...(groups.get(letter) ?? []), word]);
  }
  const next = [...groups].map(([letter, some]) => [letter, treeOf(some, at + 1)] as const);
  return { ends, tries: Math.max(ends, ...next.map(([, { tries }]) => tries)), next };
}

/** How far from each other two places at least are where `word` begins. */
export function leastDistance(word: Word): number {
  const repeatsAfter = (distance: number): boolean =>
    word.slice(distance).every(({ may }, i) => (may & (word[i]?.may ?? 0n)) !== 0n);
  let distance = 1;
  while (distance < word.length && !repeatsAfter(distance)) distance++;
  return distance;
}
