/** From the prefilter's hits to the rules that have to be run on a content, each with the places of its anchors. */

import type { Rule } from '#model/rule.ts';
import type { AnchorUse, CompiledRule, CompiledRules } from '#rules/compile.ts';
import { mayBeAssigned } from './assignment.ts';
import type { Outlines } from './outlines.ts';
import type { Hits } from './prefilter.ts';
import type { Occurrences } from './run-rule.ts';
import type { TextView } from './text-view.ts';
import { holdsValueRun } from './value-run.ts';

/** A rule to be run; a rule that runs on whole texts has no occurrences. */
export interface CandidateRule {
  readonly compiled: CompiledRule;
  readonly occurrences: Occurrences;
}

const NONE: readonly CandidateRule[] = [];

/** What the search for candidates goes by. */
export interface CandidateSettings {
  readonly outlines: Outlines;
  /** Of the rules with gates those that may run, where that is known; else those whose gates are among the hits. */
  readonly opened?: ReadonlySet<number> | undefined;
  /** No other rules may run than those that are opened. */
  readonly onlyOpened?: boolean | undefined;
}

/**
 * The rules that may match in `view`, in their order. `hits` are those of `compiled.anchors` in its bytes, by their indexes.
 * Places are gathered only of rules that have to be run, and only those with a value near: a text may hold millions.
 */
export function candidateRules(
  compiled: CompiledRules,
  hits: Hits,
  view: TextView,
  settings: CandidateSettings,
): readonly CandidateRule[] {
  if (hits.count === 0 && compiled.whole.length === 0) return NONE;
  const table = createPlaces(compiled, hits, view, settings);
  for (const rule of compiled.whole) table.placesOf(rule);
  for (let i = 0; i < hits.count; i++) {
    const { searches } = compiled.anchors[hits.literals[i] as number] as CompiledRules['anchors'][number];
    for (const use of searches) table.add(hits.offsets[i] as number, use);
  }
  return table.candidates();
}

/** Occurrences under construction; uses are kept by reference, as an object for each of millions would need too much room. */
interface Places extends Occurrences {
  readonly offsets: number[];
  readonly uses: AnchorUse[];
}

function createPlaces(
  compiled: CompiledRules,
  hits: Hits,
  view: TextView,
  { outlines, opened, onlyOpened }: CandidateSettings,
) {
  const open = opened ?? openedBy(compiled, hits);
  /** By rule; `false` for those that need not run. */
  const places: (Places | false | undefined)[] = [];

  const mayRun = (index: number): boolean => open.has(index) || (onlyOpened !== true && !compiled.gated.has(index));

  const placesOf = (index: number): Places | false => {
    const known = places[index];
    if (known !== undefined) return known;
    const begun: Places | false = mayRun(index) && { offsets: [], uses: [] };
    places[index] = begun;
    return begun;
  };

  return {
    placesOf,
    add(at: number, use: AnchorUse): void {
      const found = placesOf(use.rule);
      if (found === false || !hasValueNear(view, at, use) || !outlines.mayMatch(use, view.bytes, at)) return;
      found.offsets.push(at);
      found.uses.push(use);
    },
    candidates(): readonly CandidateRule[] {
      const candidates: CandidateRule[] = [];
      places.forEach((occurrences, index) => {
        if (occurrences === false || occurrences === undefined) return;
        const rule = compiled.rules[index] as CompiledRule;
        const hasPlace = occurrences.offsets.length > 0 || holdsValueOfWhole(view, rule.rule);
        if (hasPlace) candidates.push({ compiled: rule, occurrences });
      });
      return candidates;
    },
  };
}

/** Whether what the rule looks at around its anchor may be a value: assigned to a name, as long a run as its own. */
function hasValueNear(view: TextView, at: number, { valueRun, assigned, before, after }: AnchorUse): boolean {
  if (assigned && !mayBeAssigned(view.bytes, at)) return false;
  if (valueRun === 0) return true;
  const [from, to] = view.range(at, before, after);
  return holdsValueRun(view.bytes, from, to, valueRun);
}

/** For a rule that runs on whole texts: whether this one holds as long a run as its values. */
function holdsValueOfWhole({ bytes }: TextView, { search, valueRun }: Rule): boolean {
  return search.kind === 'whole' && (valueRun === 0 || holdsValueRun(bytes, 0, bytes.length, valueRun));
}

/** The rules whose gates occur. */
export function openedBy({ anchors, gated }: CompiledRules, hits: Hits): ReadonlySet<number> {
  if (gated.size === 0) return NO_RULES;
  const present = new Set<number>();
  for (let i = 0; i < hits.count; i++) present.add(hits.literals[i] as number);
  const opened = new Set<number>();
  for (const index of present) for (const rule of anchors[index]?.opens ?? []) opened.add(rule);
  return opened;
}

const NO_RULES: ReadonlySet<number> = new Set();
