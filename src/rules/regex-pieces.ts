/** A syntax tree cut into the pieces in which the steps of a matcher are counted. */

import { ANYTHING, type CharacterSet } from './character-mask.ts';
import { type KnownWords, noKnownWords } from './count-word-steps.ts';
import { type Entry, type PathGroup, restrict } from './matcher-paths.ts';
import { inOrder, remember, type Walk, wordsOf, wordsOfChoice } from './matcher-walk.ts';
import { entriesOfChoice } from './regex-entries.ts';
import { chainWords, type Word } from './regex-words.ts';
import type { AST } from './syntax-tree.ts';

/** One of several ways that paths may try. */
export interface Branch {
  readonly entries: readonly Entry[];
  readonly way: readonly Word[] | AST.Alternative;
}

/** A piece of a sequence: what can be spelled out, or one element that cannot. */
export type Piece = readonly Word[] | AST.Element;

/** A walk that counts steps. */
export interface Count extends Walk {
  /** Bounds are not followed above so many steps. */
  readonly limit: number;
  /** True while a back reference is measured by the group that it repeats. */
  readonly isInReference: boolean;
  readonly branches: Map<readonly AST.Alternative[], readonly Branch[]>;
  readonly pieces: Map<AST.Alternative, readonly Piece[]>;
  readonly known: KnownWords;
}

/** A walk from the top of a tree, of a regex with these flags. */
export function startCount(flags: string, limit: number, isInReference = false): Count {
  const sets = new Map<AST.Element, CharacterSet | undefined>();
  const cuts = { branches: new Map(), pieces: new Map(), known: noKnownWords() };
  return { flags, limit, isForward: true, isInReference, sets, words: new Map(), ...cuts };
}

/** Alternatives that can be spelled out are one branch. */
export function branchesOf(alternatives: readonly AST.Alternative[], walk: Count): readonly Branch[] {
  return remember(walk.branches, alternatives, () => {
    let words: readonly Word[] = [];
    const branches: Branch[] = [];
    for (const alternative of alternatives) {
      const forms = wordsOfChoice([alternative], walk);
      const all = forms && chainWords([...words, ...forms], [[]]);
      if (all !== undefined) words = all;
      else branches.push({ entries: entriesOfChoice([alternative], walk), way: alternative });
    }
    return words.length === 0 ? branches : [...branches, branchOfWords(words)];
  });
}

function branchOfWords(words: readonly Word[]): Branch {
  const ahead = words.reduce((mask, [first]) => mask | (first?.may ?? ANYTHING), 0n);
  return { entries: [{ behind: ANYTHING, ahead }], way: words };
}

/** The branches that `path` can enter, those together that the same characters let in. */
export function rivals(branches: readonly Branch[], path: PathGroup): readonly (readonly Branch[])[] {
  let sets: readonly { readonly branches: readonly Branch[]; readonly entries: readonly Entry[] }[] = [];
  for (const branch of branches) {
    const entries = branch.entries.flatMap((entry) => restrict([path], entry));
    if (entries.length === 0) continue;
    const touched = sets.filter((set) => set.entries.some((a) => entries.some((b) => meet(a, b))));
    const merged = {
      branches: [...touched.flatMap((set) => set.branches), branch],
      entries: [...touched.flatMap((set) => set.entries), ...entries],
    };
    sets = [...sets.filter((set) => !touched.includes(set)), merged];
  }
  return sets.map((set) => set.branches);
}

function meet(a: Entry, b: Entry): boolean {
  return (a.behind & b.behind) !== 0n && (a.ahead & b.ahead) !== 0n;
}

/** The sequence in the order of matching, as much of it as possible spelled out together. */
export function piecesOf(alternative: AST.Alternative, walk: Count): readonly Piece[] {
  return remember(walk.pieces, alternative, () => {
    const pieces: Piece[] = [];
    let words: readonly Word[] | undefined;
    for (const element of inOrder(alternative.elements, walk)) {
      const more = wordsOf(element, walk);
      const chained = more && chainWords(words ?? [[]], more);
      if (words !== undefined && chained === undefined) pieces.push(words);
      if (more === undefined) pieces.push(element);
      words = chained ?? more;
    }
    return words === undefined ? pieces : [...pieces, words];
  });
}
