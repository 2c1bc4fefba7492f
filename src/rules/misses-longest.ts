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
  const follow = follower(automaton);
  const open = [...follow.beginnings];
  const seen = new Set<string>();
  for (let work = 0; open.length > 0; ) {
    for (const { kept, all, work: more } of follow.from(open.pop() ?? NOWHERE)) {
      work += more;
      if (work > MOST_WORK || all > kept.steps.length) return true;
      const key = `${kept.steps.join()} ${kept.before}`;
      if (kept.steps.length > 0 && !seen.has(key)) open.push(kept);
      seen.add(key);
    }
  }
  return false;
}

/** Where all ways stand, and the character before that place if it matters; empty at the beginning of a text. */
interface Place {
  readonly steps: readonly number[];
  readonly before: string;
}

const NOWHERE: Place = { steps: [], before: '' };

/** What comes of one more character. */
interface Move {
  /** The ways that are preferred to a match which ends before the character. */
  readonly kept: Place;
  /** Number of ways with the others. */
  readonly all: number;
  /** Steps looked at. */
  readonly work: number;
}

interface Follower {
  readonly beginnings: readonly Place[];
  /** The moves for one character of every kind. */
  from(place: Place): Iterable<Move>;
}

/** Without assertions the characters around a place make no difference to it, which saves most of the work. */
function follower(automaton: Automaton): Follower {
  const closureAt = closureFinder(automaton);
  const hasAssertions = automaton.steps.some((step) => step.kind === 'assertion');
  const kinds = characterKinds(automaton, hasAssertions);
  return {
    beginnings: (hasAssertions ? ['', ...kinds] : ['']).map((before) => ({ steps: [automaton.start], before })),
    *from({ steps, before }) {
      let closure = closureAt(steps, before, before.length);
      for (const after of kinds) {
        if (hasAssertions) closure = closureAt(steps, before + after, before.length);
        const { readers, matchRank } = closure;
        const codePoint = after.codePointAt(0) ?? 0;
        const preferred = stepsBehind(automaton, readers.slice(0, matchRank), codePoint);
        const all = matchRank === undefined ? preferred : stepsBehind(automaton, readers, codePoint);
        const kept = { steps: preferred, before: hasAssertions ? after : '' };
        yield { kept, all: all.length, work: readers.length + 1 };
      }
    },
  };
}

const FIRST_NON_ASCII = 0x80;
const LAST = 0x10ffff;

/** One character of every kind: no step and no assertion tells two of a kind apart. */
function characterKinds({ steps, samples }: Automaton, hasAssertions: boolean): readonly string[] {
  const tests = new Set(steps.flatMap((step) => (step.kind === 'character' ? [step.test] : [])));
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
