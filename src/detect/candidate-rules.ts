/** From the prefilter's hits to the rules that have to be run on a content, each with the places of its anchors. */

import type { CompiledRule, CompiledRules } from '#rules/compile.ts';
import type { Hits } from './prefilter.ts';
import type { Occurrence } from './run-rule.ts';

/** A rule to be run; a rule that runs on whole texts has no occurrences. */
export interface CandidateRule {
  readonly compiled: CompiledRule;
  readonly occurrences: readonly Occurrence[];
}

const NOWHERE: readonly Occurrence[] = [];

/** In the order of the rules. `hits` are those of `compiled.anchors`, by their indexes. */
export function candidateRules(compiled: CompiledRules, hits: Hits): readonly CandidateRule[] {
  const occurrences = new Map<number, Occurrence[]>();
  const opened = new Set<number>();
  for (let i = 0; i < hits.count; i++) {
    const anchor = compiled.anchors[hits.literals[i] ?? -1];
    if (anchor === undefined) continue;
    for (const rule of anchor.opens) opened.add(rule);
    for (const use of anchor.searches) {
      const occurrence = { at: hits.offsets[i] ?? 0, anchor: use.anchor };
      const known = occurrences.get(use.rule);
      if (known === undefined) occurrences.set(use.rule, [occurrence]);
      else known.push(occurrence);
    }
  }
  return [...occurrences.keys(), ...compiled.whole]
    .filter((index) => !compiled.gated.has(index) || opened.has(index))
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const rule = compiled.rules[index];
      return rule === undefined ? [] : [{ compiled: rule, occurrences: occurrences.get(index) ?? NOWHERE }];
    });
}
