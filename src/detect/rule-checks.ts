/** The checks of a rule, made of what its `validate` says when the rule is first asked for them. */

import type { Rule } from '#model/rule.ts';
import { readCheck } from '#rules/check-syntax.ts';
import type { Check } from './check.ts';
import { CHECKS } from './checks/index.ts';

/** Rules are compared by identity: they are never changed, and are gone when their rule set is. */
const made = new WeakMap<Rule, readonly Check[]>();

/** In the order of `validate`. Throws RulesError for a rule that was never checked and names what does not exist. */
export function checksOf(rule: Rule): readonly Check[] {
  const known = made.get(rule);
  if (known !== undefined) return known;
  const checks = rule.validate.map((entry) => {
    const { name, argument } = readCheck(entry);
    return CHECKS[name](argument);
  });
  made.set(rule, checks);
  return checks;
}
