/**
 * Literals that stand in, or beside, every match of a regex, proved from its syntax tree. Of the sets that can be proved
 * a judge chooses.
 */

import { type Piece, piecesOf } from './character-part.ts';
import { literalRuns } from './literal-runs.ts';
import { EMPTY_PIECE, powersOf, productOf, unionOf } from './piece-sets.ts';
import { type Ruler, repeatSpan, type Span, spanOf, spanOfChoice } from './regex-span.ts';
import { type RequiredLiteral, withoutLonger } from './required-literal.ts';
import type { AST } from './syntax-tree.ts';

/** How good a set is, higher is better; undefined for one that is of no use. */
export type Judge = (literals: readonly RequiredLiteral[]) => number | undefined;

/** What the search through one regex needs at every step. */
export interface LiteralSearch {
  readonly ruler: Ruler;
  readonly ignoreCase: boolean;
  readonly judge: Judge;
}

/** Something consumed: `exact` are all texts that it can be, where those are few; `required` is needed by each of them. */
export interface Part {
  readonly span: Span;
  readonly exact?: readonly Piece[] | undefined;
  readonly required?: readonly RequiredLiteral[] | undefined;
}

/** A set of more is refused: each literal is looked for in every text. */
const MOST_LITERALS = 64;

/** The best set for one of these alternatives to match; undefined where none is proved. */
export function requiredLiterals(
  alternatives: readonly AST.Alternative[],
  search: LiteralSearch,
): readonly RequiredLiteral[] | undefined {
  return choicePart(alternatives, search).required;
}

function choicePart(alternatives: readonly AST.Alternative[], search: LiteralSearch): Part {
  const branches = alternatives.map(({ elements }) => elements.flatMap((element) => partsOf(element, search)));
  return {
    span: spanOfChoice(alternatives, search.ruler),
    exact: unionOf(branches.map((parts) => productOf(parts.map(({ exact }) => exact)))),
    required: requiredByAll(branches.map((parts) => bestOf(parts, search.judge))),
  };
}

/** The parts of one element, in order. Groups of one alternative dissolve into what surrounds them, so that literals go on across their edges. */
export function partsOf(element: AST.Element, search: LiteralSearch): readonly Part[] {
  const span = spanOf(element, search.ruler);
  switch (element.type) {
    case 'Assertion':
      return [{ span, exact: [EMPTY_PIECE], required: literalsBeside(element, search) }];
    case 'Quantifier':
      return repeatedParts(element, search);
    case 'Group':
    case 'CapturingGroup':
      return groupParts(element, search);
    case 'Backreference':
      return [{ span }];
    default:
      return [{ span, exact: piecesOf(element, search.ignoreCase) }];
  }
}

function groupParts(group: AST.Group | AST.CapturingGroup, outer: LiteralSearch): readonly Part[] {
  const modifiers = group.type === 'Group' ? group.modifiers : null;
  const ignoreCase = (modifiers?.add.ignoreCase || outer.ignoreCase) && !modifiers?.remove?.ignoreCase;
  const search = { ...outer, ignoreCase };
  const [only, ...others] = group.alternatives;
  if (only === undefined || others.length > 0) return [choicePart(group.alternatives, search)];
  return only.elements.flatMap((element) => partsOf(element, search));
}

/** What occurs once or more begins with one that continues the literal before it. */
function repeatedParts({ element, min, max }: AST.Quantifier, search: LiteralSearch): readonly Part[] {
  const parts = partsOf(element, search);
  const once = spanOf(element, search.ruler);
  const exact = powersOf(productOf(parts.map((part) => part.exact)), min, max);
  if (exact !== undefined || min === 0) return [{ span: repeatSpan(once, { min, max }), exact }];
  return [...parts, { span: repeatSpan(once, { min: min - 1, max: max - 1 }) }];
}

/** What a positive lookaround asks for, as seen from where it stands. */
function literalsBeside(assertion: AST.Assertion, search: LiteralSearch): readonly RequiredLiteral[] | undefined {
  if (assertion.kind !== 'lookahead' && assertion.kind !== 'lookbehind') return undefined;
  if (assertion.negate) return undefined;
  const { span, required } = choicePart(assertion.alternatives, search);
  if (assertion.kind === 'lookahead') {
    return required?.map((literal) => ({ ...literal, consumed: false, after: literal.behind }));
  }
  return required?.map((literal) => ({
    ...literal,
    consumed: false,
    before: literal.consumed ? -literal.text.length : literal.before - span.min,
    behind: literal.after,
  }));
}

function requiredByAll(
  sets: readonly (readonly RequiredLiteral[] | undefined)[],
): readonly RequiredLiteral[] | undefined {
  const all: RequiredLiteral[] = [];
  for (const set of sets) {
    if (set === undefined) return undefined;
    all.push(...set);
  }
  const distinct = withoutLonger(all);
  return distinct.length > MOST_LITERALS ? undefined : distinct;
}

/** The best set of parts that follow each other. */
function bestOf(parts: readonly Part[], judge: Judge): readonly RequiredLiteral[] | undefined {
  let best: readonly RequiredLiteral[] | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const candidate of candidatesOf(parts)) {
    const score = judge(candidate);
    if (score === undefined || score <= bestScore) continue;
    best = candidate;
    bestScore = score;
  }
  return best;
}

/** Runs of literal text, and what single parts ask for, each as seen from the start and the end of all parts. */
function* candidatesOf(parts: readonly Part[]): Iterable<readonly RequiredLiteral[]> {
  const least = totalsBefore(parts.map(({ span }) => span.min));
  const most = totalsBefore(parts.map(({ span }) => span.max));
  const mostBehind = totalsBefore(parts.map(({ span }) => span.max).toReversed()).toReversed();
  for (const { from, to, pieces } of literalRuns(parts.map(({ exact }) => exact))) {
    const [before = 0, rest = 0] = [most[from], mostBehind[to]];
    yield withoutLonger(
      pieces.map(({ text, folded }) => ({
        text,
        folded,
        consumed: true,
        before,
        after: text.length + rest,
        behind: 0,
      })),
    );
  }
  for (const [at, { required }] of parts.entries()) {
    if (required === undefined) continue;
    const [shortest = 0, longest = 0, rest = 0] = [least[at], most[at], mostBehind[at + 1]];
    yield required.map((literal) => ({
      ...literal,
      before: literal.before + longest,
      after: literal.after + rest,
      behind: Math.max(0, literal.behind - shortest),
    }));
  }
}

/** For each place between two of `lengths`, and for both ends, the sum of those before it. */
function totalsBefore(lengths: readonly number[]): readonly number[] {
  const totals = [0];
  for (const length of lengths) totals.push((totals.at(-1) ?? 0) + length);
  return totals;
}
