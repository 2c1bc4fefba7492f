/** Takes rules out of their set to try them by themselves, with what they need and nothing that could answer for them. */

import type { Allowlist, Rule, RuleSet } from '#model/rule.ts';

/**
 * `tried` and the rules that they require, directly or not. What is tried is reported whatever else it is for; the
 * others are partners and nothing else.
 */
export function isolateRules(
  tried: readonly Rule[],
  known: readonly Rule[],
  allowlists: readonly Allowlist[],
): RuleSet {
  const partners = partnersOf(tried, known);
  return {
    rules: [
      ...tried.map((rule) => ({ ...rule, members: [], skipReport: false })),
      ...partners.map((rule) => ({ ...rule, members: [], skipReport: true })),
    ],
    allowlists,
  };
}

function partnersOf(tried: readonly Rule[], known: readonly Rule[]): readonly Rule[] {
  const found = new Set(tried);
  // A set's iteration reaches what is added to it meanwhile.
  for (const { requires } of found) {
    for (const { rule: wanted } of requires) {
      for (const rule of known) if (rule.id === wanted || rule.reportAs === wanted) found.add(rule);
    }
  }
  return [...found].filter((rule) => !tried.includes(rule));
}
