/**
 * Regexes as automata (Thompson's construction), with the alternatives of each choice in the order in which JavaScript
 * tries them: for those who ask about all matches at one place, in time that grows with text and regex only.
 */

import type { RegexData } from '#model/rule.ts';
import { type AST, parseSyntax } from './syntax-tree.ts';

/** One step of a match; `next` and `choices` are indexes of steps. */
type Step =
  | { readonly kind: 'character'; readonly test: (codePoint: number) => boolean; readonly next: number }
  | { readonly kind: 'assertion'; readonly holds: (text: string, at: number) => boolean; readonly next: number }
  | { readonly kind: 'choice'; readonly choices: readonly number[] }
  | { readonly kind: 'match' };

/** A regex as steps. */
export interface Automaton {
  readonly steps: readonly Step[];
  readonly start: number;
  /** Whether it reads code points (flag `u`) rather than UTF-16 code units. */
  readonly isUnicode: boolean;
  /** First and last code point of each literal and range in it, and their neighbours: one of every kind of character. */
  readonly samples: ReadonlySet<number>;
}

/** Steps that can be taken at one place without reading a character, in the order in which JavaScript tries them. */
export interface Closure {
  /** Indexes of the steps that read a character. */
  readonly readers: readonly number[];
  /** Number of readers that are tried before a match ends here; undefined when none can. */
  readonly matchRank: number | undefined;
}

/** Some megabytes; counts of a thousand in a pattern are common, a thousand times a thousand is not. */
const MOST_STEPS = 50_000;

interface Builder {
  readonly steps: Step[];
  readonly flags: string;
  readonly tests: Map<string, (codePoint: number) => boolean>;
  readonly samples: Set<number>;
}

/** The automaton of `regex`; undefined where it has back references, or counts that make it too large. */
export function buildAutomaton(regex: RegexData): Automaton | undefined {
  const builder: Builder = { steps: [{ kind: 'match' }], flags: regex.flags, tests: new Map(), samples: new Set() };
  const start = addChoice(builder, parseSyntax(regex).alternatives, 0);
  if (start === undefined) return undefined;
  return { steps: builder.steps, start, isUnicode: /[uv]/.test(regex.flags), samples: builder.samples };
}

/** Index of a new step; undefined when there are too many. */
function add({ steps }: Builder, step: Step): number | undefined {
  return steps.length < MOST_STEPS ? steps.push(step) - 1 : undefined;
}

/** The first step of what matches one of `alternatives` and goes on at `next`. */
function addChoice(builder: Builder, alternatives: readonly AST.Alternative[], next: number): number | undefined {
  const choices: number[] = [];
  for (const { elements } of alternatives) {
    const choice = addSequence(builder, elements, next);
    if (choice === undefined) return undefined;
    choices.push(choice);
  }
  return choices.length === 1 ? choices[0] : add(builder, { kind: 'choice', choices });
}

function addSequence(builder: Builder, elements: readonly AST.Element[], next: number): number | undefined {
  let first: number | undefined = next;
  for (const element of elements.toReversed()) {
    if (first !== undefined) first = addElement(builder, element, first);
  }
  return first;
}

function addElement(builder: Builder, element: AST.Element, next: number): number | undefined {
  switch (element.type) {
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return add(builder, { kind: 'character', test: testOf(builder, element), next });
    case 'Group':
    case 'CapturingGroup':
      return addChoice(builder, element.alternatives, next);
    case 'Assertion': {
      const regex = new RegExp(element.raw, `${builder.flags}y`);
      return add(builder, { kind: 'assertion', holds: (text, at) => isMatchAt(regex, text, at), next });
    }
    case 'Quantifier':
      return addLoop(builder, element, next);
    case 'Backreference':
      return undefined;
    default:
      return element satisfies never;
  }
}

function isMatchAt(regex: RegExp, text: string, at: number): boolean {
  regex.lastIndex = at;
  return regex.test(text);
}

function addLoop(builder: Builder, { element, min, max, greedy }: AST.Quantifier, next: number): number | undefined {
  const ordered = (body: number): readonly number[] => (greedy ? [body, next] : [next, body]);
  let first: number | undefined = next;
  if (max === Number.POSITIVE_INFINITY) {
    const loop = add(builder, { kind: 'choice', choices: [] });
    const body = loop === undefined ? undefined : addElement(builder, element, loop);
    if (loop === undefined || body === undefined) return undefined;
    builder.steps[loop] = { kind: 'choice', choices: ordered(body) };
    first = loop;
  } else {
    for (let rest = max - min; rest > 0 && first !== undefined; rest--) {
      const body = addElement(builder, element, first);
      first = body === undefined ? undefined : add(builder, { kind: 'choice', choices: ordered(body) });
    }
  }
  for (let rest = min; rest > 0 && first !== undefined; rest--) first = addElement(builder, element, first);
  return first;
}

const FIRST_NON_ASCII = 0x80;

/** Asks the engine about each ASCII character once, and about others when they come. */
function testOf(builder: Builder, element: AST.QuantifiableElement): (codePoint: number) => boolean {
  const { tests, flags } = builder;
  const { raw } = element;
  const known = tests.get(raw);
  if (known !== undefined) return known;
  addSamples(builder, element);
  const regex = new RegExp(`^${raw}$`, flags);
  const ascii = Array.from({ length: FIRST_NON_ASCII }, (_, codePoint) => regex.test(String.fromCodePoint(codePoint)));
  const test = (codePoint: number): boolean => ascii[codePoint] ?? regex.test(String.fromCodePoint(codePoint));
  tests.set(raw, test);
  return test;
}

function addSamples(builder: Builder, element: AST.CharacterClassElement | AST.QuantifiableElement): void {
  if (element.type === 'CharacterClass') {
    for (const inner of element.elements) addSamples(builder, inner);
  } else if (element.type === 'Character') {
    addNeighbours(builder, element.value, element.value);
  } else if (element.type === 'CharacterClassRange') {
    addNeighbours(builder, element.min.value, element.max.value);
  }
}

function addNeighbours({ samples }: Builder, min: number, max: number): void {
  for (const sample of [min - 1, min, max, max + 1]) samples.add(sample);
}

/** A function that says which steps can be taken from those in `from` at an offset of a text, in the order of `from`. */
export function closureFinder(automaton: Automaton): (from: readonly number[], text: string, at: number) => Closure {
  const { steps } = automaton;
  const seen = new Uint32Array(steps.length);
  let round = 0;
  return (from, text, at) => {
    round += 1;
    const readers: number[] = [];
    let matchRank: number | undefined;
    const stack = from.toReversed();
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      const step = steps[index];
      if (step === undefined || seen[index] === round) continue;
      seen[index] = round;
      if (step.kind === 'character') readers.push(index);
      else if (step.kind === 'match') matchRank = readers.length;
      else if (step.kind === 'choice') stack.push(...step.choices.toReversed());
      else if (step.holds(text, at)) stack.push(step.next);
    }
    return { readers, matchRank };
  };
}

/** The steps behind those of `readers` that accept `codePoint`, in their order and each once. */
export function stepsBehind(automaton: Automaton, readers: readonly number[], codePoint: number): readonly number[] {
  const next = new Set<number>();
  for (const reader of readers) {
    const step = automaton.steps[reader];
    if (step?.kind === 'character' && step.test(codePoint)) next.add(step.next);
  }
  return [...next];
}
