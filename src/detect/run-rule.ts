/** Runs one rule on one content: in windows around its anchors or on the whole text. */

import type { PlanAnchor } from '#model/search-plan.ts';
import type { AnchorUse, CompiledRule } from '#rules/compile.ts';
import { endsSoon } from '#rules/ends-soon.ts';
import type { Collector } from './collector.ts';
import { type LongestEnd, longestEndOf } from './longest-match.ts';
import { firstReaching, type Matcher, matchesFrom, type RawMatch } from './raw-matches.ts';
import { NEAR_UNITS, type Reads } from './reads.ts';
import type { TextView } from './text-view.ts';

/** Where a rule's anchors stand in one content, in order: two lists of equal length. */
export interface Occurrences {
  /** Bytes of the view's content. */
  readonly offsets: readonly number[];
  readonly uses: readonly AnchorUse[];
}

/** What one run needs. */
interface Run {
  readonly matcher: Matcher;
  readonly view: TextView;
  /** Those of the rule's anchors, in their order; not looked at where it runs on whole texts. */
  readonly occurrences: Occurrences;
  readonly collector: Collector<unknown>;
  /** Told of the windows in which the regex matches, and of what else decides about the match. */
  readonly reads?: Reads | undefined;
}

/**
 * Hands every match to `collector`, offsets in the whole text. Throws DetectError when it finds too much, and SyntaxError
 * where V8 cannot run the regex; what was found until then has been handed over.
 */
export function runRule(
  compiled: CompiledRule,
  view: TextView,
  occurrences: Occurrences,
  collector: Collector<unknown>,
  reads?: Reads,
): void {
  const { search } = compiled.rule;
  const matcher = matcherOf(compiled);
  if (matcher === undefined) return;
  const run: Run = { matcher, view, occurrences, collector, reads };
  if (search.kind === 'whole') runWhole(run);
  else if (search.kind === 'near') runNear(run);
  else runInside(run);
}

/**
 * Whether the rule needs a time limit on this content. Built-in rules are shown safe when they are built, and timed on
 * texts that were made to be slow: what is counted for them is far from what they take.
 */
export function needsLimit({ rule }: CompiledRule, view: TextView, occurrences: Occurrences): boolean {
  if (rule.builtIn && rule.safety.kind === 'proved') return false;
  const starts = rule.search.kind === 'whole' ? view.bytes.length : sumOf(occurrences, reachOf);
  return !endsSoon(rule.safety, starts);
}

/** Time for a rule that was not shown safe, on a short content and for every million bytes more. */
const BASE_LIMIT_MS = 1000;
const LIMIT_MS_PER_MILLION = 200;

/** The time limit on this content: it grows with the content alone, since windows may overlap without end. */
export function limitMsOf(view: TextView): number {
  return BASE_LIMIT_MS + Math.ceil((view.bytes.length / 1e6) * LIMIT_MS_PER_MILLION);
}

/** Places at which a match may begin, for one occurrence. */
function reachOf({ before, after }: PlanAnchor): number {
  return before + after + 1;
}

function sumOf(occurrences: Occurrences, size: (anchor: PlanAnchor) => number): number {
  let sum = 0;
  for (const { anchor } of occurrences.uses) sum += size(anchor);
  return sum;
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

function runWhole({ matcher, view, collector, reads }: Run): void {
  reads?.noteAll();
  const text = view.text();
  for (const match of matchesFrom(matcher, text, { first: 0, last: text.length })) collector.take(match);
}

function runInside({ matcher, view, occurrences, collector, reads }: Run): void {
  const { offsets, uses } = occurrences;
  for (let index = 0; index < offsets.length; index++) {
    const at = offsets[index] as number;
    const { anchor, before, after } = uses[index] as AnchorUse;
    // Tokens that hold their anchor again and again would be read again for each.
    if (matcher.secretGroup === 0 && isCovered(view, at, anchor, collector)) continue;
    const window = view.window(at, before, after);
    const starts = { first: Math.max(0, window.at - anchor.before), last: window.at };
    const match = firstReaching(matcher, window.text, starts, window.at + anchor.literal.length);
    if (match === undefined) continue;
    reads?.enter(Math.max(0, at - before), Math.min(view.bytes.length, at + after));
    const isNew = collector.take(shifted(match, view.unitsBefore(at) - window.at));
    // It was judged with another anchor, which may be gone one day.
    if (!isNew) reads?.note(...aroundBoth(view, at, before, after));
  }
}

/** What holds the window of this anchor and of any other that stands near the same secret. */
function aroundBoth(view: TextView, at: number, before: number, after: number): readonly [number, number] {
  return view.range(at, before + 2 * NEAR_UNITS, after + 2 * NEAR_UNITS);
}

/** Where the secret is the whole match it begins within the anchor's reach: of secrets that overlap the first counts. */
function isCovered(view: TextView, at: number, anchor: PlanAnchor, collector: Collector<unknown>): boolean {
  if (!collector.hasCover()) return false;
  const unit = view.unitsBefore(at);
  return collector.covers(unit - anchor.before, unit);
}

/**
 * Reaches of anchors that stand close together overlap. What lies in an overlap was searched for the anchor before; only
 * where this anchor's reach begins inside of a match, other matches may be found from there, and it is searched again.
 */
function runNear({ matcher, view, occurrences, collector, reads }: Run): void {
  const { offsets, uses } = occurrences;
  let searched: Searched = { first: 0, next: 0, matches: [] };
  for (let index = 0; index < offsets.length; index++) {
    const at = offsets[index] as number;
    const { anchor, before, after } = uses[index] as AnchorUse;
    const unit = view.unitsBefore(at);
    const [first, last] = [Math.max(0, unit - anchor.before), unit + anchor.after];
    const from = continuesAt(searched, first);
    if (from > last) continue;
    const window = view.window(at, before, after);
    const shift = unit - window.at;
    const matches: RawMatch[] = from === first ? [] : searched.matches.filter(({ to }) => to > first);
    for (const match of matchesFrom(matcher, window.text, { first: from - shift, last: last - shift })) {
      const moved = shifted(match, shift);
      matches.push(moved);
      reads?.enter(Math.max(0, at - before), Math.min(view.bytes.length, at + after));
      // It may stand near other anchors as well, which are not asked then.
      reads?.note(...aroundBoth(view, at, before, after));
      collector.take(moved);
    }
    searched = { first, next: Math.max(last + 1, matches.at(-1)?.to ?? 0), matches };
  }
}

/** Starts that were searched from left to right: from `first` up to `next`, exclusive, with what was found. */
interface Searched {
  readonly first: number;
  readonly next: number;
  readonly matches: readonly RawMatch[];
}

/** Where a search from `first` has to begin, knowing what another one found. */
function continuesAt({ first: searchedFrom, next, matches }: Searched, first: number): number {
  const isKnown = first >= searchedFrom && first < next && !matches.some(({ from, to }) => from < first && first < to);
  return isKnown ? next : first;
}

function shifted({ from, to, secretFrom, secretTo }: RawMatch, by: number): RawMatch {
  return { from: from + by, to: to + by, secretFrom: secretFrom + by, secretTo: secretTo + by };
}
