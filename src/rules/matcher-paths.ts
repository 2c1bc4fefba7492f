/**
 * How many ways a backtracking matcher can have gone to where it stands, for all texts at once. "Ahead" is the direction in
 * which the regex is matched: to the left inside lookbehinds.
 */

import { ANYTHING, type Mask } from './character-mask.ts';

/**
 * At most `count` paths; all of them stand behind a character out of `behind` and before one out of `ahead`, the text's
 * edge counting as one. Without `run` nothing is known of where they stand to each other.
 */
export interface PathGroup {
  readonly behind: Mask;
  readonly ahead: Mask;
  readonly count: number;
  readonly run?: Run;
}

/**
 * The paths of a group stand in one stretch of the text, or in several, each made of characters out of `set` only, and
 * before such a character. Over all stretches together at most `leaving` of them stand at the same offset of theirs, so
 * that no more can come out of them. No stretch is longer than `span`.
 */
export interface Run {
  readonly set: Mask;
  readonly leaving: number;
  readonly span: number;
}

/** The paths that come out of a part of a regex, and at most so many steps that the matcher makes in it. */
export interface Outcome {
  readonly groups: readonly PathGroup[];
  readonly steps: number;
}

/** What must be around a place for a part of a regex to match from there. */
export interface Entry {
  readonly behind: Mask;
  readonly ahead: Mask;
}

export const ANYWHERE: Entry = { behind: ANYTHING, ahead: ANYTHING };

/** One path of which nothing is known. */
export const ONE_PATH: PathGroup = { ...ANYWHERE, count: 1 };

/** More groups cost time and tell little. */
const MOST_GROUPS = 12;

/** How many paths there are at most in all groups together. */
export function countPaths(groups: readonly PathGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

/** Those that can stand at `entry`. */
export function restrict(groups: readonly PathGroup[], { behind, ahead }: Entry): readonly PathGroup[] {
  return groups
    .map((group) => ({ ...group, behind: group.behind & behind, ahead: group.ahead & ahead }))
    .filter((group) => group.behind !== 0n && group.ahead !== 0n);
}

/** What becomes of them when each matches one character out of `set`. */
export function consume(groups: readonly PathGroup[], set: Mask): readonly PathGroup[] {
  return groups.flatMap(({ ahead, count, run }) => {
    const behind = ahead & set;
    if (behind === 0n) return [];
    if (run === undefined) return [{ behind, ahead: ANYTHING, count }];
    return [
      { behind, ahead: run.set, count, run },
      { behind, ahead: ANYTHING & ~run.set, count: Math.min(count, run.leaving) },
    ];
  });
}

/** The same for `factor` times as many paths. */
export function times({ groups, steps }: Outcome, factor: number): Outcome {
  if (factor === 1) return { groups, steps };
  return { groups: groups.map((group) => timesGroup(group, factor)), steps: steps * factor };
}

function timesGroup(group: PathGroup, factor: number): PathGroup {
  const run = group.run && { ...group.run, leaving: group.run.leaving * factor };
  return { ...group, count: group.count * factor, ...(run && { run }) };
}

/** All of them, in as few groups as lose nothing, or little where there are many. */
export function together(groups: readonly PathGroup[]): readonly PathGroup[] {
  const merged: PathGroup[] = [];
  for (const group of groups) {
    const index = merged.findIndex((other) => other.ahead === group.ahead && other.run?.set === group.run?.set);
    const other = merged[index];
    if (other === undefined) merged.push(group);
    else merged[index] = add(other, group);
  }
  return merged.length <= MOST_GROUPS ? merged : [merged.map(withoutRun).reduce(add)];
}

/** Of paths whose run does not matter any more. */
export function withoutRun({ behind, ahead, count }: PathGroup): PathGroup {
  return { behind, ahead, count };
}

function add(a: PathGroup, b: PathGroup): PathGroup {
  const run = a.run &&
    b.run && {
      set: a.run.set | b.run.set,
      leaving: a.run.leaving + b.run.leaving,
      span: Math.max(a.run.span, b.run.span),
    };
  return { behind: a.behind | b.behind, ahead: a.ahead | b.ahead, count: a.count + b.count, ...(run && { run }) };
}

/** Several groups, or one group in several ways, all of which are tried. */
export function sumOf(outcomes: readonly Outcome[]): Outcome {
  return {
    groups: together(outcomes.flatMap(({ groups }) => groups)),
    steps: outcomes.reduce((sum, { steps }) => sum + steps, 0),
  };
}

/**
 * Groups that hold whichever of the outcomes each path takes. Right only for outcomes of one path, that are multiplied
 * afterwards: then it does not matter how the paths are shared among them.
 */
export function worstOf(outcomes: readonly Outcome[]): readonly PathGroup[] {
  return outcomes.map(({ groups }) => groups).reduce(worse, []);
}

/** Pairs groups that are before the same characters, and then the others, so that little is lost. */
function worse(as: readonly PathGroup[], bs: readonly PathGroup[]): readonly PathGroup[] {
  const rest = [...bs];
  const take = (a: PathGroup, isLike: (b: PathGroup) => boolean): PathGroup => {
    const index = rest.findIndex((b) => (b.run === undefined) === (a.run === undefined) && isLike(b));
    const [b] = index < 0 ? [] : rest.splice(index, 1);
    return b === undefined ? a : larger(a, b);
  };
  const same = as.map((a) => ({ before: a, after: take(a, (b) => b.ahead === a.ahead) }));
  return [...same.map(({ before, after }) => (after === before ? take(after, () => true) : after)), ...rest];
}

function larger(a: PathGroup, b: PathGroup): PathGroup {
  const run = a.run &&
    b.run && {
      set: a.run.set | b.run.set,
      leaving: Math.max(a.run.leaving, b.run.leaving),
      span: Math.max(a.run.span, b.run.span),
    };
  return {
    behind: a.behind | b.behind,
    ahead: a.ahead | b.ahead,
    count: Math.max(a.count, b.count),
    ...(run && { run }),
  };
}
