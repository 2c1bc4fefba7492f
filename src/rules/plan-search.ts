/** From a regex and the keywords of its rule to the way it is searched for; see `SearchPlan`. */

import type { RegexData } from '#model/rule.ts';
import type { SearchPlan } from '#model/search-plan.ts';

/** What a rule says about where its regex is to be tried. */
export interface PlanInput {
  /** One of them must occur in the chunk; lower case unless `caseSensitiveKeywords`. */
  readonly keywords: readonly string[];
  readonly caseSensitiveKeywords: boolean;
  /** The keywords stand within so many code units of a match, as the rule declares; undefined: nothing is declared. */
  readonly reach: number | undefined;
}

/** The plan for `regex`; never throws. */
export function planSearch(regex: RegexData | undefined, _input: PlanInput): SearchPlan {
  return { kind: 'whole', why: regex === undefined ? 'it has no regex' : 'its anchors are not derived yet' };
}
