/** The steps of trying words, and the paths that come out of it. */

import { ANYTHING, type CharacterSet, type Mask } from './character-mask.ts';
import {
  consume,
  countPaths,
  type Outcome,
  type PathGroup,
  sumOf,
  times,
  together,
  withoutRun,
  worstOf,
} from './matcher-paths.ts';
import { remember } from './matcher-walk.ts';
import { leastDistance, treeOf, type Word, type WordTree } from './regex-words.ts';

/** Looks at sets of words; where words overlap in more ways the plain sum must do. */
const MOST_LOOKS = 256;

/** What is known of words that are tried from many places. */
export interface KnownWords {
  readonly trees: Map<readonly Word[], WordTree>;
  /** What becomes of one path before some characters. */
  readonly paths: Map<WordTree, Map<Mask, Outcome>>;
  /** For each beginning of a word how far from each other two places at least are that have it. */
  readonly distances: Map<Word, readonly number[]>;
}

/** Nothing yet. */
export function noKnownWords(): KnownWords {
  return { trees: new Map(), paths: new Map(), distances: new Map() };
}

/** What becomes of paths each of which tries all `words`. */
export function walkWords(words: readonly Word[], groups: readonly PathGroup[], known: KnownWords): Outcome {
  return sumOf(groups.map((group) => walkGroup(words, group, known)));
}

function walkGroup(words: readonly Word[], group: PathGroup, known: KnownWords): Outcome {
  const one = walkPath(words, { ...withoutRun(group), count: 1 }, known);
  if (group.run === undefined) return times(one, group.count);
  const possible = words.filter(([first]) => canBegin(first, group));
  const apart = sumOf(possible.map((word) => walkWordInRun(word, group, known)));
  const most = group.count * countPaths(one.groups);
  const groups = apart.groups.map((out) => ({ ...out, count: Math.min(out.count, most) }));
  return { groups, steps: apart.steps + words.length * group.count };
}

function canBegin(first: CharacterSet | undefined, { ahead }: PathGroup): boolean {
  return first === undefined || (first.may & ahead) !== 0n;
}

/** Places where a word begins are some distance apart, so that not all paths of a run can match it. */
function walkWordInRun(word: Word, group: PathGroup, known: KnownWords): Outcome {
  const distances = remember(known.distances, word, () => word.map((_, at) => leastDistance(word.slice(0, at + 1))));
  let groups: readonly PathGroup[] = [group];
  let steps = 0;
  for (const [at, { may }] of word.entries()) {
    steps += countPaths(groups);
    groups = together(consume(groups, may)).map((out) => thinOut(out, distances[at] ?? 1));
  }
  return { groups, steps };
}

function thinOut(group: PathGroup, distance: number): PathGroup {
  if (group.run === undefined) return group;
  return { ...group, count: Math.min(group.count, group.run.leaving * Math.ceil(group.run.span / distance)) };
}

function walkPath(words: readonly Word[], from: PathGroup, known: KnownWords): Outcome {
  const tree = remember(known.trees, words, () => treeOf(words));
  // Only a word without characters leaves the path behind what it was behind of.
  if (tree.ends > 0) return followTree(tree, words, from);
  const paths = remember(known.paths, tree, () => new Map<Mask, Outcome>());
  return remember(paths, from.ahead, () => followTree(tree, words, from));
}

/** One path, and for each character that may come next all places in the tree of words that it can lead to. */
function followTree(tree: WordTree, words: readonly Word[], from: PathGroup): Outcome {
  let looks = 0;
  const follow = (places: readonly WordTree[], { behind, ahead }: PathGroup): Outcome => {
    if (++looks > MOST_LOOKS) return { groups: [], steps: 0 };
    const ended = places.reduce((sum, { ends }) => sum + ends, 0);
    const next = places.flatMap((place) => place.next);
    const branches = followers(next, ahead).map((some) =>
      follow(some.places, { behind: some.letters, ahead: ANYTHING, count: 1 }),
    );
    const tries = next.reduce((sum, [, place]) => sum + place.tries, 0);
    const steps = tries + Math.max(0, ...branches.map((branch) => branch.steps));
    if (ended === 0) return { groups: worstOf(branches), steps };
    const longer = ahead & next.reduce((mask, [{ may }]) => mask | may, 0n);
    const early = longer === 0n ? [] : [{ behind, ahead: longer, count: ended }];
    const here = { groups: [{ behind, ahead, count: ended }], steps: 0 };
    return { groups: [...early, ...worstOf([here, ...branches])], steps };
  };
  const outcome = follow([tree], from);
  return looks > MOST_LOOKS ? plainSum(words) : outcome;
}

/** For each set of characters that may come next: all places that one character out of it can lead to. */
function followers(
  next: WordTree['next'],
  ahead: Mask,
): readonly { readonly places: readonly WordTree[]; readonly letters: Mask }[] {
  const masks = new Set(next.map(([{ may }]) => may & ahead).filter((mask) => mask !== 0n));
  return [...masks].map((mask) => {
    const some = next.filter(([{ may }]) => (may & mask) !== 0n);
    return { places: some.map(([, place]) => place), letters: ahead & some.reduce((all, [{ may }]) => all | may, 0n) };
  });
}

function plainSum(words: readonly Word[]): Outcome {
  const steps = words.reduce((sum, { length }) => sum + length, 0);
  return { groups: [{ behind: ANYTHING, ahead: ANYTHING, count: words.length }], steps };
}
