/**
 * Outlines of regexes: small automata that forget how often something is repeated, and most of what lookarounds ask for.
 * They accept everything that the regex matches and more, so that what they do not accept needs no regex.
 */

import type { RegexData } from '#model/rule.ts';
import { characterSetOf, type Mask } from './character-mask.ts';
import { type AST, parseSyntax } from './syntax-tree.ts';

/** One step; `next` and `choices` are indexes of steps, masks those of `character-mask.ts`. */
export type OutlineStep =
  /** Reads one character. */
  | { readonly kind: 'reader'; readonly mask: Mask; readonly next: number }
  /** Reads none, and goes on in front of such a character only. */
  | { readonly kind: 'guard'; readonly mask: Mask; readonly next: number }
  | { readonly kind: 'choice'; readonly choices: readonly number[] }
  | { readonly kind: 'match' };

/** An automaton; `start` is the index of its first step. */
export interface Outline {
  readonly steps: readonly OutlineStep[];
  readonly start: number;
}

/** Of what is repeated more often than this only so many are asked for. */
const MOST_COPIES = 48;
const MOST_STEPS = 4000;

/** Ends the construction of an outline that would be of no use. */
class NoOutline extends Error {}

interface Builder {
  readonly steps: OutlineStep[];
  readonly flags: string;
}

/** Undefined for regexes with back references, sets of texts or flags inside of them, and for too large ones. */
export function outlineOf(regex: RegexData): Outline | undefined {
  if (regex.flags.includes('v')) return undefined;
  const builder: Builder = { steps: [{ kind: 'match' }], flags: regex.flags };
  try {
    return { start: addChoice(builder, parseSyntax(regex).alternatives, 0), steps: builder.steps };
  } catch (error) {
    // RangeError: nested too deep for the parser.
    if (error instanceof NoOutline || error instanceof RangeError) return undefined;
    throw error;
  }
}

function add({ steps }: Builder, step: OutlineStep): number {
  if (steps.length === MOST_STEPS) throw new NoOutline();
  return steps.push(step) - 1;
}

/** The first step of what matches one of `alternatives` and goes on at `next`. */
function addChoice(builder: Builder, alternatives: readonly AST.Alternative[], next: number): number {
  const choices = alternatives.map(({ elements }) => addSequence(builder, elements, next));
  return choices.length === 1 ? (choices[0] as number) : add(builder, { kind: 'choice', choices });
}

function addSequence(builder: Builder, elements: readonly AST.Element[], next: number): number {
  return elements.reduceRight((following, element) => addElement(builder, element, following), next);
}

function addElement(builder: Builder, element: AST.Element, next: number): number {
  switch (element.type) {
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
      return add(builder, { kind: 'reader', mask: characterSetOf(element, builder.flags).may, next });
    case 'Group':
      if (element.modifiers !== null) throw new NoOutline();
      return addChoice(builder, element.alternatives, next);
    case 'CapturingGroup':
      return addChoice(builder, element.alternatives, next);
    case 'Assertion':
      return addAssertion(builder, element, next);
    case 'Quantifier':
      return addLoop(builder, element, next);
    case 'Backreference':
    case 'ExpressionCharacterClass':
      throw new NoOutline();
    default:
      return element satisfies never;
  }
}

/** Of a lookahead the first character is asked for; everything else is taken to hold. */
function addAssertion(builder: Builder, assertion: AST.Assertion, next: number): number {
  if (assertion.kind !== 'lookahead' || assertion.negate) return next;
  const { mask, isEmpty } = firstOf(assertion.alternatives, builder.flags);
  return isEmpty ? next : add(builder, { kind: 'guard', mask, next });
}

function addLoop(builder: Builder, { element, min, max }: AST.Quantifier, next: number): number {
  let first = next;
  if (max > min + 1 || min > MOST_COPIES) {
    const loop = add(builder, { kind: 'choice', choices: [] });
    builder.steps[loop] = { kind: 'choice', choices: [addElement(builder, element, loop), next] };
    first = loop;
  } else if (max > min) {
    first = add(builder, { kind: 'choice', choices: [addElement(builder, element, next), next] });
  }
  for (let rest = Math.min(min, MOST_COPIES); rest > 0; rest--) first = addElement(builder, element, first);
  return first;
}

/** What a part may begin with, and whether it may match nothing. */
interface First {
  readonly mask: Mask;
  readonly isEmpty: boolean;
}

function firstOf(alternatives: readonly AST.Alternative[], flags: string): First {
  return alternatives
    .map(({ elements }) => elements.reduce((first, element) => followedBy(first, element, flags), NOTHING))
    .reduce((a, b) => ({ mask: a.mask | b.mask, isEmpty: a.isEmpty || b.isEmpty }));
}

const NOTHING: First = { mask: 0n, isEmpty: true };

function followedBy(first: First, element: AST.Element, flags: string): First {
  if (!first.isEmpty) return first;
  const { mask, isEmpty } = firstOfElement(element, flags);
  return { mask: first.mask | mask, isEmpty };
}

function firstOfElement(element: AST.Element, flags: string): First {
  switch (element.type) {
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
      return { mask: characterSetOf(element, flags).may, isEmpty: false };
    case 'Group':
    case 'CapturingGroup':
      return firstOf(element.alternatives, flags);
    case 'Quantifier': {
      const { mask, isEmpty } = firstOfElement(element.element, flags);
      return { mask, isEmpty: isEmpty || element.min === 0 };
    }
    case 'Assertion':
      return NOTHING;
    case 'Backreference':
    case 'ExpressionCharacterClass':
      throw new NoOutline();
    default:
      return element satisfies never;
  }
}

/** Whether a mask holds an ASCII character. */
export function holdsCharacter(mask: Mask, code: number): boolean {
  return ((mask >> BigInt(code)) & 1n) === 1n;
}
