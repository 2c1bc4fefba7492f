/** How well a set of literals serves as the anchors of a rule: a scale made by hand, to choose between sets. */

import type { RequiredLiteral } from './required-literal.ts';

/**
 * Bits that a character adds to the rarity of a literal in source code and configuration, about. Letters come in words,
 * so that one says little after the others; capitals and digits stand in fewer places; quotes, spaces and
 * the signs of an assignment are everywhere.
 */
const BITS: readonly (readonly [RegExp, number])[] = [
  [/[jqxz]/, 5],
  [/[a-z]/, 3],
  [/[A-Z]/, 6],
  [/[0-9]/, 5],
  [/["'=:;,. \t\r\n()/]/, 2],
];
const OTHER_BITS = 4;

/** One occurrence in a thousand million places: rarer ones save nothing more. */
const MOST_BITS = 30;
/** Each literal more makes the search for all anchors a little dearer. */
const MEMBER_COST = 0.25;
/** Two characters cannot be looked for as fast as three. */
const SHORT_COST = 6;
/** Of the logarithm of the distance to the start of a match: what lies in between is looked at around each anchor. */
const DISTANCE_COST = 0.25;
/** An anchor that is only near has a larger window, and more matches to it. */
const NEAR_COST = 6;

/** Fewer characters are no anchor. */
export const LEAST_ANCHOR = 2;

/** Higher is better; undefined for a set of no use: a literal is too short, or there is none. */
export function scoreOf(literals: readonly RequiredLiteral[]): number | undefined {
  if (literals.length === 0 || literals.some(({ text }) => text.length < LEAST_ANCHOR)) return undefined;
  const occurrences = literals.reduce((sum, literal) => sum + 2 ** -bitsOf(literal), 0);
  const near = literals.some(({ consumed }) => !consumed) ? NEAR_COST : 0;
  const distance = Math.log2(1 + Math.max(0, ...literals.map(({ before }) => before))) * DISTANCE_COST;
  return Math.min(MOST_BITS, -Math.log2(occurrences)) - (literals.length - 1) * MEMBER_COST - distance - near;
}

function bitsOf({ text }: RequiredLiteral): number {
  const bits = [...text].map((character) => BITS.find(([kind]) => kind.test(character))?.[1] ?? OTHER_BITS);
  return bits.reduce((sum, n) => sum + n, 0) - (text.length === LEAST_ANCHOR ? SHORT_COST : 0);
}
