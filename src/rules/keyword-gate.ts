/** Tells which anchors make a rule's keywords needless: where the anchor stands, a keyword stands. */

import type { PlanAnchor } from '#model/search-plan.ts';

/** The keywords of a rule, as `Rule` has them. */
export interface Keywords {
  readonly keywords: readonly string[];
  readonly caseSensitiveKeywords: boolean;
}

/** Whether a text that holds the anchor holds one of the keywords, compared as the rule says. */
export function holdsKeyword(
  { literal, caseSensitive }: Pick<PlanAnchor, 'literal' | 'caseSensitive'>,
  { keywords, caseSensitiveKeywords }: Keywords,
): boolean {
  if (!caseSensitiveKeywords) return keywords.some((keyword) => literal.toLowerCase().includes(keyword));
  return keywords.some((keyword) => (caseSensitive || !/[A-Za-z]/.test(keyword)) && literal.includes(keyword));
}
