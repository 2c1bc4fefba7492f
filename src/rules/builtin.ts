/** The rules that ship with keysieve, as they were checked and written into a module when it was built. */

import type { RuleSet } from '#model/rule.ts';
import { BUILT_IN_ALLOWLISTS, BUILT_IN_RULES } from './generated/built-in-rules.ts';

/** All built-in rules, the opt-in ones included, in the order of their ids. Plain data: nothing is parsed or compiled. */
export function builtInRuleSet(): RuleSet {
  return { rules: BUILT_IN_RULES, allowlists: BUILT_IN_ALLOWLISTS };
}
