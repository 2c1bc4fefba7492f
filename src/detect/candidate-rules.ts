/** From the prefilter's hits to the rules that have to be run on a content, each with the places of its anchors. */

import type { PlanAnchor } from '#model/search-plan.ts';
import type { CompiledRule, CompiledRules } from '#rules/compile.ts';
import type { Hits } from './prefilter.ts';
import type { Occurrences } from './run-rule.ts';
import type { TextView } from './text-view.ts';

/** A rule to be run; a rule that runs on whole texts has no occurrences. */
export interface CandidateRule {
  readonly compiled: CompiledRule;
  readonly occurrences: Occurrences;
}

/**
 * The rules that may match in `view`, in their order. `hits` are those of `compiled.anchors` in its bytes, by their indexes.
 * Places are gathered only of rules that have to be run: a text may hold millions.
 */
export function candidateRules(compiled: CompiledRules, hits: Hits, view: TextView): readonly CandidateRule[] {
  const opened = new Set<number>();
  const present = new Set<number>();
  for (let i = 0; i < hits.count; i++) present.add(hits.literals[i] ?? -1);
  for (const index of present) for (const rule of compiled.anchors[index]?.opens ?? []) opened.add(rule);
  const mayRun = (index: number): boolean => {
    const valueRun = compiled.rules[index]?.rule.valueRun ?? 0;
    return (!compiled.gated.has(index) || opened.has(index)) && (valueRun === 0 || view.hasRun(valueRun));
  };
  const occurrences = new Map<number, Places>(compiled.whole.filter(mayRun).map((index) => [index, createPlaces()]));
  for (const index of present) {
    for (const { rule } of compiled.anchors[index]?.searches ?? []) {
      if (!occurrences.has(rule) && mayRun(rule)) occurrences.set(rule, createPlaces());
    }
  }
  if (occurrences.size > 0) gather(compiled, hits, occurrences);
  return [...occurrences]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, places]) => {
      const rule = compiled.rules[index];
      return rule === undefined ? [] : [{ compiled: rule, occurrences: places }];
    });
}

function gather({ anchors }: CompiledRules, hits: Hits, occurrences: ReadonlyMap<number, Places>): void {
  for (let i = 0; i < hits.count; i++) {
    for (const use of anchors[hits.literals[i] ?? -1]?.searches ?? []) {
      occurrences.get(use.rule)?.add(hits.offsets[i] ?? 0, use.anchor);
    }
  }
}

/** Occurrences under construction. */
interface Places extends Occurrences {
  add(at: number, anchor: PlanAnchor): void;
}

/** An object for each of millions of places would not fit into memory. */
function createPlaces(): Places {
  const anchors: PlanAnchor[] = [];
  const offsets: number[] = [];
  const kinds: number[] = [];
  return {
    get length() {
      return offsets.length;
    },
    add(at, anchor) {
      let kind = anchors.indexOf(anchor);
      if (kind < 0) kind = anchors.push(anchor) - 1;
      offsets.push(at);
      kinds.push(kind);
    },
    *[Symbol.iterator]() {
      for (let i = 0; i < offsets.length; i++) {
        const anchor = anchors[kinds[i] ?? -1];
        if (anchor !== undefined) yield { at: offsets[i] ?? 0, anchor };
      }
    },
  };
}
