/** The steps of a repetition, and the paths that come out of it. */

import { ANYTHING, type Mask } from './character-mask.ts';
import {
  countPaths,
  type Entry,
  type Outcome,
  type PathGroup,
  restrict,
  times,
  together,
  withoutRun,
} from './matcher-paths.ts';
import { united } from './regex-entries.ts';

/** A repetition of one character at a time. */
export interface CharacterLoop {
  readonly set: Mask;
  readonly min: number;
  readonly max: number;
  /** What each round costs. */
  readonly steps: number;
}

/** Any other repetition. */
export interface BodyLoop {
  readonly min: number;
  readonly max: number;
  /** Each round begins at one of these. */
  readonly entries: readonly Entry[];
  body(groups: readonly PathGroup[]): Outcome;
}

/** Every length is one path; they stand side by side in a run, but for the last where the run ends. */
export function walkCharacterLoop(loop: CharacterLoop, group: PathGroup): Outcome {
  const { set, min, max } = loop;
  if ((group.ahead & set) === 0n) return { groups: min === 0 ? [group] : [], steps: group.count * loop.steps };
  const lengths = max - min + 1;
  const steps = group.count * (max + 1) * loop.steps;
  const behind = min === 0 ? group.behind | set : set;
  const count = group.count * lengths;
  if (group.run !== undefined) {
    const stretch = group.run.set | set;
    const leaving = Math.min(count, group.run.leaving * lengths);
    const run = { set: stretch, leaving, span: group.run.span + max };
    return { groups: inAndOut({ behind: behind | group.run.set, ahead: stretch, count, run }, leaving), steps };
  }
  if (lengths === 1) return { groups: [{ behind, ahead: ANYTHING, count }], steps };
  const run = { set, leaving: group.count, span: lengths };
  return { groups: inAndOut({ behind, ahead: set, count, run }, group.count), steps };
}

function inAndOut(inside: PathGroup, leaving: number): readonly PathGroup[] {
  return [inside, { behind: inside.behind, ahead: ANYTHING & ~inside.ahead, count: leaving }];
}

/** A loop whose rounds still differ after so many is not followed further. */
const MOST_ROUNDS = 500;

/**
 * All rounds of `loop` from one path; infinitely many steps where they are more than `limit`. A path that leaves before
 * the last round that it could make stands at an entry of the next one. Of those that leave later there is only one for
 * each path, if no round makes two of one.
 */
export function walkBodyLoop(loop: BodyLoop, start: PathGroup, limit: number): Outcome {
  const left: Leaving[] = [];
  let current: readonly PathGroup[] = [start];
  let steps = 0;
  let round = 0;
  while (round < loop.max && current.length > 0) {
    const outcome = loop.body(current.map(withoutRun));
    const next = together(outcome.groups);
    const rounds = areSame(current, next) ? loop.max - round : 1;
    left.push({ groups: current, times: rounds - Math.max(0, Math.min(rounds, loop.min - round)) });
    steps += rounds * (outcome.steps + countPaths(current));
    round += rounds;
    current = next;
    if (left.length > MOST_ROUNDS || steps > limit) return { groups: [], steps: Number.POSITIVE_INFINITY };
  }
  left.push({ groups: current, times: 1 });
  const counted = left.filter((one) => one.times > 0 && one.groups.length > 0);
  const isSingle = left.every(({ groups }) => countPaths(groups) <= 1);
  return { groups: together(isSingle ? leaveOnce(counted, loop) : counted.flatMap(multiply)), steps };
}
interface Leaving {
  readonly groups: readonly PathGroup[];
  readonly times: number;
}

function multiply({ groups, times: factor }: Leaving): readonly PathGroup[] {
  return times({ groups, steps: 0 }, factor).groups;
}

/** One path that goes from round to round: it leaves where the next round can begin, or once for good. */
function leaveOnce(left: readonly Leaving[], { entries }: BodyLoop): readonly PathGroup[] {
  const early = left.flatMap((leaving) => entries.flatMap((entry) => restrict(multiply(leaving), entry)));
  const anywhere = united(left.flatMap(({ groups }) => groups));
  return [...early, { ...anywhere, count: 1 }].filter(({ behind, ahead }) => behind !== 0n && ahead !== 0n);
}

function areSame(as: readonly PathGroup[], bs: readonly PathGroup[]): boolean {
  return as.length === bs.length && as.every((a, i) => isSame(a, bs[i]));
}

function isSame(a: PathGroup, b: PathGroup | undefined): boolean {
  return (
    b !== undefined &&
    a.behind === b.behind &&
    a.ahead === b.ahead &&
    a.count === b.count &&
    a.run?.set === b.run?.set &&
    a.run?.leaving === b.run?.leaving &&
    a.run?.span === b.run?.span
  );
}
