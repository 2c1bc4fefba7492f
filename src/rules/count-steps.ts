/**
 * Bounds what a backtracking matcher tries from one place of any text. The tree is walked once in the order of matching,
 * with the number of paths that can have got so far; where two ways exclude each other by the characters that they need,
 * only the worse one counts.
 */

import { ANYTHING, complementOf, EDGE, wordSet } from './character-mask.ts';
import { type CharacterLoop, walkBodyLoop, walkCharacterLoop } from './count-loop-steps.ts';
import { walkWords } from './count-word-steps.ts';
import {
  countPaths,
  ONE_PATH,
  type Outcome,
  type PathGroup,
  restrict,
  sumOf,
  times,
  together,
  withoutRun,
  worstOf,
} from './matcher-paths.ts';
import { inOrder, setOf, walkInto, wordsOf } from './matcher-walk.ts';
import { certainEntry, entriesOf, entryOfAssertion } from './regex-entries.ts';
import { type Branch, branchesOf, type Count, type Piece, piecesOf, rivals, startCount } from './regex-pieces.ts';
import type { Word } from './regex-words.ts';
import type { AST } from './syntax-tree.ts';

const ENDLESS: Outcome = { groups: [], steps: Number.POSITIVE_INFINITY };

/** The most steps from one place; infinite where there is no bound, or one above `limit`. */
export function countSteps({ alternatives }: AST.Pattern, flags: string, limit: number): number {
  return walkChoice(alternatives, [ONE_PATH], startCount(flags, limit)).steps;
}

/** How many paths at most come out of `element` for one that goes in; infinite where it takes more than `limit` steps. */
export function countWays(element: AST.Element, flags: string, limit: number): number {
  const { groups, steps } = walkElement(element, [ONE_PATH], startCount(flags, limit));
  return Number.isFinite(steps) ? countPaths(groups) : Number.POSITIVE_INFINITY;
}

function walkChoice(alternatives: readonly AST.Alternative[], groups: readonly PathGroup[], walk: Count): Outcome {
  const branches = branchesOf(alternatives, walk);
  return sumOf(
    groups.map((group) => {
      const tried = group.run === undefined ? choose(branches, group, walk) : tryAll(branches, group, walk);
      return { groups: tried.groups, steps: tried.steps + group.count * branches.length };
    }),
  );
}

function tryAll(branches: readonly Branch[], group: PathGroup, walk: Count): Outcome {
  return sumOf(branches.map((branch) => walkBranch(branch, group, walk)));
}

/** Each path tries all branches; of those that exclude each other only the worst leads on. */
function choose(branches: readonly Branch[], group: PathGroup, walk: Count): Outcome {
  const one = { ...group, count: 1 };
  const outcomes = new Map(branches.map((branch) => [branch, walkBranch(branch, one, walk)]));
  const sets = rivals(branches, one).map((some) => sumOf(some.map((branch) => outcomes.get(branch) ?? ENDLESS)));
  return times({ groups: worstOf(sets), steps: sumOf([...outcomes.values()]).steps }, group.count);
}

function walkBranch({ way }: Branch, group: PathGroup, walk: Count): Outcome {
  return 'type' in way ? walkSequence(way, [group], walk) : walkWords(way, [group], walk.known);
}

function walkSequence(alternative: AST.Alternative, groups: readonly PathGroup[], walk: Count): Outcome {
  return walkPieces(piecesOf(alternative, walk), groups, walk);
}

function walkPieces(pieces: readonly Piece[], groups: readonly PathGroup[], walk: Count): Outcome {
  let outcome: Outcome = { groups, steps: 0 };
  for (const [at, piece] of pieces.entries()) {
    const rest = pieces.slice(at + 1);
    const isFork = 'type' in piece && piece.type === 'Assertion' && rest.length > 0 && canSplit(piece);
    const next = isFork ? walkFork(piece, rest, outcome.groups, walk) : walkPiece(piece, outcome.groups, walk);
    const steps = outcome.steps + next.steps;
    if (!(steps <= walk.limit)) return ENDLESS;
    outcome = { groups: next.groups, steps };
    if (isFork) break;
  }
  return outcome;
}

function walkPiece(piece: Piece, groups: readonly PathGroup[], walk: Count): Outcome {
  return 'type' in piece ? walkElement(piece, groups, walk) : walkWords(piece, groups, walk.known);
}

/** An assertion that lets a path pass in one of several cases: all that comes behind it is followed case by case. */
function walkFork(
  assertion: AST.Assertion,
  rest: readonly Piece[],
  groups: readonly PathGroup[],
  walk: Count,
): Outcome {
  return sumOf(
    groups.map((group) => {
      if (group.run !== undefined) {
        const passed = walkAssertion(assertion, [group], walk);
        const { groups: out, steps } = walkPieces(rest, passed.groups, walk);
        return { groups: out, steps: passed.steps + steps };
      }
      const passed = walkAssertion(assertion, [{ ...group, count: 1 }], walk);
      const cases = passed.groups.map((one) => walkPieces(rest, [one], walk));
      const steps = passed.steps + Math.max(0, ...cases.map((one) => one.steps));
      return times({ groups: worstOf(cases), steps }, group.count);
    }),
  );
}

function canSplit(assertion: AST.Assertion): boolean {
  return assertion.kind === 'word' || ('negate' in assertion && assertion.negate);
}

function walkElement(element: AST.Element, groups: readonly PathGroup[], walk: Count): Outcome {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return walkChoice(element.alternatives, groups, walk);
    case 'Quantifier':
      return sumOf(groups.map((group) => walkQuantifier(element, group, walk)));
    case 'Assertion':
      return walkAssertion(element, groups, walk);
    case 'Backreference':
      return walkReference(element, groups, walk);
    default:
      return walkWords(wordsOf(element, walk) ?? [], groups, walk.known);
  }
}

function walkQuantifier(quantifier: AST.Quantifier, group: PathGroup, walk: Count): Outcome {
  const { element, min, max } = quantifier;
  if (max === Number.POSITIVE_INFINITY) return ENDLESS;
  const single = singleOf(element, walk);
  if (single !== undefined) return walkCharacterLoop({ ...single, min, max }, group);
  const body = (from: readonly PathGroup[]): Outcome => walkElement(element, from, walk);
  const loop = { min, max, entries: entriesOf(element, walk), body };
  return times(walkBodyLoop(loop, { ...withoutRun(group), count: 1 }, walk.limit), group.count);
}

/** A body of which each round matches one character in one way, assertions before it aside. */
function singleOf(body: AST.QuantifiableElement, walk: Count): Omit<CharacterLoop, 'min' | 'max'> | undefined {
  const words = wordsOf(body, walk);
  if (words !== undefined) return singleOfWords(words);
  if (body.type !== 'Group' && body.type !== 'CapturingGroup') return undefined;
  const [only, ...others] = body.alternatives;
  const elements = only === undefined || others.length > 0 ? [] : inOrder(only.elements, walk);
  const last = elements.at(-1);
  const set = last && setOf(last, walk);
  const assertions = elements.slice(0, -1);
  if (set === undefined || assertions.some(({ type }) => type !== 'Assertion')) return undefined;
  return { set: set.may, steps: 1 + sumOf(assertions.map((one) => walkElement(one, [ONE_PATH], walk))).steps };
}

function singleOfWords(words: readonly Word[]): Omit<CharacterLoop, 'min' | 'max'> | undefined {
  let set = 0n;
  for (const [letter, ...rest] of words) {
    if (letter === undefined || rest.length > 0 || (set & letter.may) !== 0n) return undefined;
    set |= letter.may;
  }
  return { set, steps: words.length };
}

function walkAssertion(assertion: AST.Assertion, groups: readonly PathGroup[], walk: Count): Outcome {
  if (assertion.kind === 'lookahead' || assertion.kind === 'lookbehind') return walkLookaround(assertion, groups, walk);
  const steps = countPaths(groups);
  if (assertion.kind === 'word') return { groups: atWordEdge(assertion.negate, groups, walk), steps };
  return { groups: restrict(groups, entryOfAssertion(assertion, walk)), steps };
}

/** However a lookaround matches, one path leads on. */
function walkLookaround(assertion: AST.LookaroundAssertion, groups: readonly PathGroup[], walk: Count): Outcome {
  const inner = walkInto(assertion, walk);
  const inside = inner.isForward === walk.isForward ? groups : groups.map(turnRound);
  const { steps } = walkChoice(assertion.alternatives, inside, inner);
  const passed = assertion.negate
    ? avoid(assertion, groups, walk)
    : restrict(groups, entryOfAssertion(assertion, walk));
  return { groups: together(passed), steps: steps + countPaths(groups) };
}

function turnRound({ behind, ahead, count }: PathGroup): PathGroup {
  return { behind: ahead, ahead: behind, count };
}

/** The paths that a negative lookaround lets pass, where that can be seen from the characters on both sides. */
function avoid(assertion: AST.LookaroundAssertion, groups: readonly PathGroup[], walk: Count): readonly PathGroup[] {
  const inner = walkInto(assertion, walk);
  return assertion.alternatives.reduce((left, alternative) => {
    const inside = certainEntry(alternative, inner);
    if (inside === undefined) return left;
    const isSameWay = inner.isForward === walk.isForward;
    const { behind, ahead } = isSameWay ? inside : { behind: inside.ahead, ahead: inside.behind };
    return [
      ...restrict(left, { behind: ANYTHING & ~behind, ahead: ANYTHING }),
      ...restrict(left, { behind, ahead: ANYTHING & ~ahead }),
    ];
  }, groups);
}

function atWordEdge(negate: boolean, groups: readonly PathGroup[], walk: Count): readonly PathGroup[] {
  const word = wordSet(walk.flags);
  const inside = word.may;
  const outside = complementOf(word).may | EDGE;
  const sides = [
    { behind: inside, ahead: negate ? inside : outside },
    { behind: outside, ahead: negate ? outside : inside },
  ];
  return together(sides.flatMap((side) => restrict(groups, side)));
}

/** A back reference compares at most what its group can hold, which is not more than the steps that the group takes. */
function walkReference({ resolved }: AST.Backreference, groups: readonly PathGroup[], walk: Count): Outcome {
  if (walk.isInReference) return ENDLESS;
  const inner = startCount(walk.flags, walk.limit, true);
  const targets = 'alternatives' in resolved ? [resolved] : resolved;
  const longest = targets.reduce((sum, { alternatives }) => sum + walkChoice(alternatives, [ONE_PATH], inner).steps, 1);
  return { groups: groups.map(({ count }) => ({ ...ONE_PATH, count })), steps: countPaths(groups) * longest };
}
