/** Quantifiers of RE2, and its limit on how often something may be repeated. */

import { type PatternReader, refuse, takeMatch } from './pattern-reader.ts';
import { childrenOf, type RegexNode, type RepeatNode } from './regex-tree.ts';

/** How often a piece is repeated; `max` is Infinity where there is no limit. */
export interface Quantifier {
  readonly min: number;
  /** Infinity where there is no limit. */
  readonly max: number;
  readonly lazy: boolean;
}

/** RE2's limit for one count and for the product of nested ones. */
export const RE2_REPETITIONS = 1000;

const SHORT = /([*+?])(\??)/y;
/** Anything else in braces is literal, also `{,5}` and numbers with leading zeros. */
const COUNTED = /\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}(\??)/y;

/** The quantifier that comes next, if there is one, with counts up to `most`. */
export function takeQuantifier(reader: PatternReader, most: number): Quantifier | undefined {
  const offset = reader.at;
  const short = takeMatch(reader, SHORT);
  if (short !== undefined) {
    const [, sign, lazy] = short;
    return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY, lazy: lazy === '?' };
  }
  const counted = takeMatch(reader, COUNTED);
  return counted && countedQuantifier(counted, offset, most);
}

function countedQuantifier([, least, comma, last, lazy]: RegExpExecArray, offset: number, most: number): Quantifier {
  const min = Number(least);
  const max = last === undefined ? (comma === undefined ? min : Number.POSITIVE_INFINITY) : Number(last);
  if (min > most || (max > most && max !== Number.POSITIVE_INFINITY)) {
    const what = most === RE2_REPETITIONS ? `RE2 repeats at most ${most} times` : `more than ${most} repetitions`;
    refuse(offset, what, `write {${most}} or less, or * or + for any number`);
  }
  if (min > max) refuse(offset, 'the least count is above the most', 'write the lower number first');
  return { min, max, lazy: lazy === '?' };
}

/** Whether counts nested in each other multiply to no more than `most`. */
export function isSafeCount(node: RepeatNode, most: number): boolean {
  // A count of 1 adds nothing to what was checked inside; skipping it keeps deep nesting cheap.
  return countOf(node) < 2 || fitsIn(node, most);
}

function countOf({ min, max }: RepeatNode): number {
  return max === Number.POSITIVE_INFINITY ? min : max;
}

function fitsIn(node: RegexNode, most: number): boolean {
  if (node.kind !== 'repeat') return childrenOf(node).every((child) => fitsIn(child, most));
  const count = countOf(node);
  return node.max === 0 || (count <= most && fitsIn(node.body, Math.floor(most / Math.max(1, count))));
}
