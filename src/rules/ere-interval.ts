/** Repetition in POSIX extended regular expressions: `*`, `+`, `?` and intervals such as `{2,5}`. */

import { type PatternReader, refuse, takeMatch } from './pattern-reader.ts';
import type { RegexNode, RepeatNode } from './regex-tree.ts';

/** RE_DUP_MAX of GNU. */
const MOST_REPETITIONS = 32_767;

const SHORT = /[*+?]/y;
const INTERVAL = /\{([0-9]*)(?:(,)([0-9]*))?\}/y;
/** Two commas behind numbers: an error in grep, where other things in braces are characters. */
const TWO_COMMAS = /\{[0-9]*,[0-9]*,/y;
/** One of grep's matchers takes the escaped comma for a comma. */
const ESCAPED_COMMA = /\{[0-9]*\\,/y;

/** How often something is repeated; `max` is Infinity where there is no limit. */
export interface Repetition {
  readonly min: number;
  readonly max: number;
}

/** The repetition that comes next, if there is one; a `{` that begins none is left to be a character. */
export function takeRepetition(reader: PatternReader): Repetition | undefined {
  const sign = takeMatch(reader, SHORT)?.[0];
  if (sign !== undefined) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
  const offset = reader.at;
  const interval = takeMatch(reader, INTERVAL);
  if (interval !== undefined) return repetitionOf(interval, offset);
  if (takeMatch(reader, TWO_COMMAS) !== undefined) {
    refuse(offset, 'an interval has one comma', 'write {2,5}, or \\{ for a brace');
  }
  if (takeMatch(reader, ESCAPED_COMMA) !== undefined) {
    refuse(
      offset,
      'grep itself reads this brace in two ways',
      'write \\{ for a brace, and the comma without backslash',
    );
  }
  return undefined;
}

/** `{,m}` is `{0,m}` for GNU, and `{,}` is `*`. */
function repetitionOf([, least = '', comma, most = '']: RegExpExecArray, offset: number): Repetition {
  if (least === '' && comma === undefined) {
    refuse(offset, 'the interval has no number', 'write {2} or {2,5}, or \\{ for a brace');
  }
  const min = Number(least);
  const max = comma === undefined ? min : most === '' ? Number.POSITIVE_INFINITY : Number(most);
  if (min > max) refuse(offset, 'the least count is above the most', 'write the lower number first');
  if ((max === Number.POSITIVE_INFINITY ? min : max) > MOST_REPETITIONS) {
    refuse(offset, `grep repeats at most ${MOST_REPETITIONS} times`, 'lower the count, or write * or + for any number');
  }
  return { min, max };
}

/**
 * `body` repeated. A repetition of a repetition, such as `a+*`, becomes a single one where that is the same: JavaScript
 * would try all ways to split the text between the two.
 */
export function repeat(body: RegexNode, { min, max }: Repetition, offset: number): RepeatNode {
  if (body.kind === 'repeat' && areCountsGapless(body, min, max)) {
    const product = body.max === 0 || max === 0 ? 0 : body.max * max;
    return { ...body, min: body.min * min, max: product };
  }
  return { kind: 'repeat', body, min, max, lazy: false, offset };
}

/** Whether `min` to `max` rounds of `inner` can take every count from the least to the most. */
function areCountsGapless(inner: RepeatNode, min: number, max: number): boolean {
  if (min === max) return true;
  return min === 0 ? inner.min <= 1 : inner.min * (min + 1) <= inner.max * min + 1;
}
