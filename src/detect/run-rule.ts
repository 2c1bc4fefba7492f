/** Runs one rule on one content: in windows around its anchors or on the whole text, under a time limit where it needs one. */

import type { PlanAnchor, SearchPlan } from '#model/search-plan.ts';
import type { CompiledRule } from '#rules/compile.ts';
import { runWithin } from './budget.ts';
import { type LongestEnd, longestEndOf } from './longest-match.ts';
import { firstReaching, type Matcher, matchesFrom, type RawMatch, type Starts } from './raw-matches.ts';
import type { TextView } from './text-view.ts';
import { hasValueRun } from './value-run.ts';

/** An anchor, and the byte of the view's content at which it stands. */
export interface Occurrence {
  readonly at: number;
  readonly anchor: PlanAnchor;
}

/** Time for a rule that was not shown safe, on a short text and for every million code units more. */
const BASE_LIMIT_MS = 1000;
const LIMIT_MS_PER_MILLION = 200;

/**
 * All distinct matches in order of their secrets, offsets in the whole text. `occurrences` are those of the rule's anchors
 * and not looked at where it runs on whole texts. Throws TimeLimitReached when a rule that was not shown safe takes too
 * long, DetectError when there are more than a million matches, and SyntaxError where V8 cannot run the regex.
 */
export function runRule(compiled: CompiledRule, view: TextView, occurrences: readonly Occurrence[]): RawMatch[] {
  const matcher = matcherOf(compiled);
  if (matcher === undefined) return [];
  const { search, safety, valueRun } = compiled.rule;
  const [run, units] =
    search.kind === 'whole'
      ? [() => wholeMatches(matcher, view, valueRun), view.bytes.length]
      : [
          () => windowMatches(matcher, view, { occurrences, plan: search, valueRun }),
          occurrences.length * (search.length + search.lookAhead + search.lookBehind),
        ];
  if (safety.kind === 'proved') return run();
  return runWithin(BASE_LIMIT_MS + Math.ceil((units / 1e6) * LIMIT_MS_PER_MILLION), run);
}

const longestEnds = new WeakMap<CompiledRule, LongestEnd>();

function matcherOf(compiled: CompiledRule): Matcher | undefined {
  const [regex, regexAt, data] = [compiled.regex(), compiled.regexAt(), compiled.rule.regex];
  if (regex === undefined || regexAt === undefined || data === undefined) return undefined;
  const { secretGroup } = compiled.rule;
  if (data.longest !== true) return { regex, regexAt, secretGroup };
  const longestEnd = longestEnds.get(compiled) ?? longestEndOf(data);
  longestEnds.set(compiled, longestEnd);
  return { regex, regexAt, secretGroup, longestEnd };
}

function wholeMatches(matcher: Matcher, view: TextView, valueRun: number): RawMatch[] {
  if (valueRun > 0 && !hasValueRun(view.bytes, valueRun)) return [];
  const text = view.text();
  return [...matchesFrom(matcher, text, { first: 0, last: text.length })];
}

interface WindowSearch {
  readonly occurrences: readonly Occurrence[];
  readonly plan: Exclude<SearchPlan, { kind: 'whole' }>;
  readonly valueRun: number;
}

/**
 * Windows are as wide as any attempt of the regex may look: an attempt begins in the anchor's reach and sees no farther
 * than `lookBehind` in front of that and `length` and `lookAhead` behind it. So a window's edge is never seen, unless it
 * is the edge of the content.
 */
function windowMatches(matcher: Matcher, view: TextView, search: WindowSearch): RawMatch[] {
  const { plan, valueRun } = search;
  const found = new Map<string, RawMatch>();
  for (const { at, anchor } of search.occurrences) {
    const latest = plan.kind === 'near' ? anchor.after : 0;
    const range = view.range(at, anchor.before + plan.lookBehind, latest + plan.length + plan.lookAhead);
    if (valueRun > 0 && !hasValueRun(view.bytes, valueRun, range)) continue;
    const window = view.window(at, range);
    const starts = { first: Math.max(0, window.at - anchor.before), last: window.at + latest };
    const matches =
      plan.kind === 'near'
        ? matchesFrom(matcher, window.text, starts)
        : matchAround(matcher, window.text, starts, window.at + anchor.literal.length);
    if (matches.length === 0) continue;
    const shift = view.unitsBefore(window.from);
    for (const match of matches) {
      const moved = shifted(match, shift);
      const key = `${moved.secretFrom} ${moved.secretTo}`;
      if (!found.has(key)) found.set(key, moved);
    }
  }
  return [...found.values()].sort((a, b) => a.secretFrom - b.secretFrom || b.secretTo - a.secretTo);
}

function matchAround(matcher: Matcher, text: string, starts: Starts, least: number): readonly RawMatch[] {
  const raw = firstReaching(matcher, text, starts, least);
  return raw === undefined || raw.secretTo <= raw.secretFrom ? [] : [raw];
}

function shifted({ from, to, secretFrom, secretTo }: RawMatch, by: number): RawMatch {
  return { from: from + by, to: to + by, secretFrom: secretFrom + by, secretTo: secretTo + by };
}
