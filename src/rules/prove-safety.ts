/** Shows that a regex ends soon on any text, or says what keeps it from being shown; see `SafetyProof`. */

import type { RegexData } from '#model/rule.ts';
import type { SafetyProof } from '#model/search-plan.ts';
import { countSteps, countWays } from './count-steps.ts';
import { MOST_STEPS } from './ends-soon.ts';
import { type AST, parseSyntax } from './syntax-tree.ts';

/** More of a part is not repeated in a reason. */
const LONGEST_QUOTE = 60;

/** The proof for `regex`; never throws. */
export function proveSafety(regex: RegexData | undefined): SafetyProof {
  if (regex === undefined) return { kind: 'proved', steps: 0 };
  if (regex.flags.includes('v')) return { kind: 'unproved', why: 'it has the flag v' };
  const pattern = parse(regex);
  if (pattern === undefined) return { kind: 'unproved', why: 'its syntax is newer than what is known of it' };
  const elements = elementsOf(pattern.alternatives);
  if (elements.some((element) => element.type === 'Group' && element.modifiers !== null)) {
    return { kind: 'unproved', why: 'a group in it has flags of its own' };
  }
  const steps = countSteps(pattern, regex.flags, MOST_STEPS);
  return steps <= MOST_STEPS
    ? { kind: 'proved', steps }
    : { kind: 'unproved', why: whyUnproved(elements, regex.flags) };
}

function parse(regex: RegexData): AST.Pattern | undefined {
  try {
    return parseSyntax(regex);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Every element of the tree, those inside of another before it. */
function elementsOf(alternatives: readonly AST.Alternative[]): readonly AST.Element[] {
  return alternatives.flatMap(({ elements }) => elements).flatMap(withInner);
}

function withInner(element: AST.Element): readonly AST.Element[] {
  if (element.type === 'Quantifier') return [...withInner(element.element), element];
  return 'alternatives' in element ? [...elementsOf(element.alternatives), element] : [element];
}

function whyUnproved(elements: readonly AST.Element[], flags: string): string {
  const loops = elements.filter((element) => element.type === 'Quantifier');
  const endless = loops.filter(({ max }) => max === Number.POSITIVE_INFINITY);
  const ambiguous = endless.find(({ element }) => countWays(element, flags, MOST_STEPS) > 1);
  if (ambiguous !== undefined) return `${quote(ambiguous)} can split the same text in many ways`;
  const [first] = endless;
  if (first !== undefined) return `${quote(first)} has no upper bound`;
  const [worst] = loops
    .map((loop) => ({ loop, ways: countWays(loop, flags, MOST_STEPS) }))
    .toSorted((a, b) => b.ways - a.ways);
  return worst === undefined
    ? 'too many of its alternatives begin alike'
    : `${quote(worst.loop)} can split the same text in too many ways`;
}

function quote({ raw }: AST.Element): string {
  return `"${raw.length > LONGEST_QUOTE ? `${raw.slice(0, LONGEST_QUOTE)}…` : raw}"`;
}
