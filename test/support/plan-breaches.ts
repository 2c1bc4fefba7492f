/** Compares what a search plan promises with what its regex does on a text. */

import type { RegexData } from '#model/rule.ts';
import type { PlanExtent, SearchPlan } from '#model/search-plan.ts';
import { compileRegex } from '#rules/compile.ts';
import { occurrencesOf, wholeTextMatches } from './whole-text-matches.ts';

/** What is put in place of the text that no match may depend on. */
const OTHERS = ['', 'a_k ', '\n"-'];

type Bounded = Exclude<SearchPlan, { readonly kind: 'whole' }>;

/**
 * One sentence for each promise that is broken on `text`; none for a plan of the whole text. Tried are matches that begin
 * anywhere, not only those that a search from the left would find.
 */
export function planBreaches(regex: RegexData, plan: SearchPlan, text: string): readonly string[] {
  if (plan.kind === 'whole') return [];
  const breaches: string[] = [];
  const sticky = compileRegex(regex, 'y');
  for (let from = 0; from <= text.length; from++) {
    const length = lengthAt(sticky, text, from);
    if (length > plan.length) breaches.push(`the match at ${from} is ${length} long`);
    if (length >= 0 && !hasAnchor(plan, text, from, from + length)) breaches.push(`the match at ${from} has no anchor`);
    for (const other of OTHERS) {
      if (lengthIsolated(sticky, plan, text, from, other) === length) continue;
      breaches.push(`the match at ${from} depends on more than its surroundings`);
    }
  }
  return [...breaches, ...lostMatches(regex, plan, text)];
}

/** The leftmost match of the whole text has nothing before it that could hide it, so the plan must find it. */
function lostMatches(regex: RegexData, plan: Bounded, text: string): readonly string[] {
  const compiled = compileRegex(regex);
  const [first] = wholeTextMatches(compiled, { kind: 'whole', why: 'the oracle' }, text);
  if (first === undefined || compiled.exec(text)?.[0] === '') return [];
  const found = wholeTextMatches(compiled, plan, text);
  return found.some(({ from, to }) => from === first.from && to === first.to) ? [] : [`${first.from} is not found`];
}

/** Length of the match that begins at `from`, -1 where there is none. */
function lengthAt(sticky: RegExp, text: string, from: number): number {
  sticky.lastIndex = from;
  const match = sticky.exec(text);
  return match?.index === from ? match[0].length : -1;
}

/** The same, with `other` in place of what lies beyond the extent of a match. */
function lengthIsolated(sticky: RegExp, extent: PlanExtent, text: string, from: number, other: string): number {
  const start = Math.max(0, from - extent.lookBehind);
  const end = from + extent.length + extent.lookAhead;
  const before = start > 0 ? other : '';
  const isolated = before + text.slice(start, end) + (end < text.length ? other : '');
  return lengthAt(sticky, isolated, before.length + from - start);
}

function hasAnchor({ kind, anchors }: Bounded, text: string, from: number, to: number): boolean {
  return anchors.some((anchor) =>
    occurrencesOf(anchor, text).some((at) => {
      if (at - from > anchor.before) return false;
      if (kind === 'near') return from - at <= anchor.after;
      return at >= from && at + anchor.literal.length <= to && to - at <= anchor.after;
    }),
  );
}
