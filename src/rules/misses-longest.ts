/** Finds out whether JavaScript's first match of a regex can be shorter than the longest one at the same place. */

import type { RegexData } from '#model/rule.ts';
import { type Automaton, buildAutomaton, closureFinder, stepsBehind } from './automaton.ts';

/** Steps looked at before the question is left open: some 20 ms. */
const MOST_WORK = 100_000;

/**
 * Whether the first match may be shorter than the longest: false is certain, true may be said to be on the safe side.
 * For regexes without lookaround, other than assertions that look one character to each side.
 *
 * All ways that a match can go are followed side by side, for every kind of text, in JavaScript's order of preference. If
 * one can end where another, which comes later in that order, could still read on, the first is preferred to a longer one.
 */
export function missesLongest(regex: RegexData): boolean {
  const automaton = buildAutomaton(regex);
  if (automaton === undefined) return true;
  const closureAt = closureFinder(automaton);
  const kinds = characterKinds(automaton);
  const open: State[] = ['', ...kinds].map((before) => ({ steps: [automaton.start], before }));
  const seen = new Set<string>();
  let work = 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const after of kinds) {
      const { readers, matchRank } = closureAt(state.steps, state.before + after, state.before.length);
      work += readers.length + 1;
      if (work > MOST_WORK) return true;
      const codePoint = after.codePointAt(0) ?? 0;
      const losers = matchRank === undefined ? [] : readers.slice(matchRank);
      if (stepsBehind(automaton, losers, codePoint).length > 0) return true;
      const steps = stepsBehind(automaton, readers.slice(0, matchRank), codePoint);
      const key = `${steps.join()} ${after}`;
      if (steps.length > 0 && !seen.has(key)) open.push({ steps, before: after });
      seen.add(key);
    }
  }
  return false;
}

/** Where all ways stand, and the character before that place; empty at the beginning of a text. */
interface State {
  readonly steps: readonly number[];
  readonly before: string;
}

const FIRST_NON_ASCII = 0x80;
const LAST = 0x10ffff;

/** One character of every kind: no step and no assertion tells two of a kind apart. */
function characterKinds({ steps, samples }: Automaton): readonly string[] {
  const tests = new Set(steps.flatMap((step) => (step.kind === 'character' ? [step.test] : [])));
  const hasAssertions = steps.some((step) => step.kind === 'assertion');
  const kinds = new Map<string, string>();
  const ascii = Array.from({ length: FIRST_NON_ASCII }, (_, codePoint) => codePoint);
  for (const codePoint of [...ascii, ...samples]) {
    if (codePoint < 0 || codePoint > LAST) continue;
    const text = String.fromCodePoint(codePoint);
    const seenAs = hasAssertions ? [/\w/.test(text), text === '\n'] : [];
    kinds.set([...seenAs, ...[...tests].map((test) => test(codePoint))].join(), text);
  }
  return [...kinds.values()];
}
