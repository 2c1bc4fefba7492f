/**
 * How long a run of value characters every match of a regex holds, proved from its syntax tree: a content, or a place in
 * one, without such a run needs no regex.
 */

import type { RegexData } from '#model/rule.ts';
import { type CharacterNode, characterSetOf, type Mask } from './character-mask.ts';
import { type AST, parseSyntax } from './syntax-tree.ts';
import { VALUE_CHARACTERS } from './value-characters.ts';

/** What is known of all texts that a part matches; lengths are characters, and lower bounds. */
interface Runs {
  /** The longest run that each of them holds. */
  readonly best: number;
  /** What each of them begins with, and ends with. */
  readonly head: number;
  readonly tail: number;
  /** Whether they consist of value characters alone: runs on both sides then go on through them. */
  readonly isValue: boolean;
}

const NOTHING: Runs = { best: 0, head: 0, tail: 0, isValue: true };
const OTHER: Runs = { best: 0, head: 0, tail: 0, isValue: false };
const ONE: Runs = { best: 1, head: 1, tail: 1, isValue: true };

/** Few lengths, so that a content is searched few times, whatever the number of rules. */
const LENGTHS = [40, 32, 24, 16];

const VALUES: Mask = [...VALUE_CHARACTERS].reduce((mask, c) => mask | (1n << BigInt(c.charCodeAt(0))), 0n);

/**
 * A length of run, 16, 24, 32 or 40 characters, that every match holds, lookarounds included; 0 where none is proved.
 * All of them are ASCII, so that bytes are characters.
 */
export function leastValueRun(regex: RegexData | undefined): number {
  if (regex === undefined || regex.flags.includes('v')) return 0;
  try {
    const { best } = choiceRuns(parseSyntax(regex).alternatives, regex.flags);
    return LENGTHS.find((length) => length <= best) ?? 0;
  } catch {
    // Nesting too deep for the parser: nothing is proved, and the regex is tried everywhere.
    return 0;
  }
}

function choiceRuns(alternatives: readonly AST.Alternative[], flags: string): Runs {
  return alternatives.map(({ elements }) => sequenceRuns(elements, flags)).reduce(eitherOf);
}

function sequenceRuns(elements: readonly AST.Element[], flags: string): Runs {
  return elements.reduce((runs, element) => joined(runs, runsOf(element, flags)), NOTHING);
}

function runsOf(element: AST.Element, flags: string): Runs {
  switch (element.type) {
    case 'Assertion':
      return assertionRuns(element, flags);
    case 'Quantifier':
      return repeated(runsOf(element.element, flags), element);
    case 'Group':
      return element.modifiers === null ? choiceRuns(element.alternatives, flags) : OTHER;
    case 'CapturingGroup':
      return choiceRuns(element.alternatives, flags);
    case 'Backreference':
    case 'ExpressionCharacterClass':
      return OTHER;
    default:
      return characterRuns(element, flags);
  }
}

function characterRuns(node: CharacterNode, flags: string): Runs {
  const { may } = characterSetOf(node, flags);
  return may !== 0n && (may & ~VALUES) === 0n ? ONE : OTHER;
}

/** What a positive lookaround asks for is there too, in one piece or beside what is consumed. */
function assertionRuns(assertion: AST.Assertion, flags: string): Runs {
  const isAsked = (assertion.kind === 'lookahead' || assertion.kind === 'lookbehind') && !assertion.negate;
  return isAsked ? { ...NOTHING, best: choiceRuns(assertion.alternatives, flags).best } : NOTHING;
}

function joined(a: Runs, b: Runs): Runs {
  return {
    best: Math.max(a.best, b.best, a.tail + b.head),
    head: a.isValue ? a.head + b.head : a.head,
    tail: b.isValue ? a.tail + b.tail : b.tail,
    isValue: a.isValue && b.isValue,
  };
}

function eitherOf(a: Runs, b: Runs): Runs {
  return {
    best: Math.min(a.best, b.best),
    head: Math.min(a.head, b.head),
    tail: Math.min(a.tail, b.tail),
    isValue: a.isValue && b.isValue,
  };
}

/** Two of something that is not all value may touch with their runs; more of it add nothing. */
function repeated(once: Runs, { min }: AST.Quantifier): Runs {
  if (min === 0) return { ...NOTHING, isValue: once.isValue };
  if (!once.isValue) return min === 1 ? once : joined(once, once);
  const length = once.head * min;
  return { best: Math.max(once.best, length), head: length, tail: length, isValue: true };
}
