import { expect, it } from 'vitest';
import { scanDigest } from '#cache/scan-digest.ts';
import type { Allowlist, Rule, RuleSet } from '#model/rule.ts';
import { builtInRuleSet } from '#rules/builtin.ts';

const RULES = builtInRuleSet();
const ALLOWLIST: Allowlist = {
  description: 'a reason',
  condition: 'or',
  regexTarget: 'secret',
  regexes: [],
  paths: [],
  stopwords: ['example'],
  commits: [],
  targetRules: [],
  origin: 'keysieve.toml',
};

function changed(change: (rule: Rule) => Rule): RuleSet {
  return { ...RULES, rules: RULES.rules.map((rule, at) => (at === 3 ? change(rule) : rule)) };
}

const digestOf = (ruleSet: RuleSet, maxFileSize?: number): string =>
  scanDigest({ ruleSet, maxFileSize }).toString('hex');

it.each<readonly [string, RuleSet, number | undefined]>([
  ['one rule fewer', { ...RULES, rules: RULES.rules.slice(1) }, undefined],
  ['another order of rules', { ...RULES, rules: RULES.rules.toReversed() }, undefined],
  ['another entropy', changed((rule) => ({ ...rule, entropy: 9 })), undefined],
  ['a value of the user', changed((rule) => ({ ...rule, own: 'a value' })), undefined],
  ['a limit', RULES, 1000],
  ['a limit of nothing', RULES, 0],
])('differs for %s', (_, ruleSet, maxFileSize) => {
  expect(digestOf(ruleSet, maxFileSize)).not.toBe(digestOf(RULES));
});

it.each<readonly [string, RuleSet]>([
  ['the same rules read again', builtInRuleSet()],
  ['another allowlist for all', { ...RULES, allowlists: [ALLOWLIST] }],
  ['another allowlist for one rule', changed((rule) => ({ ...rule, allowlists: [ALLOWLIST] }))],
])('is the same for %s', (_, ruleSet) => {
  expect(digestOf(ruleSet)).toBe(digestOf(RULES));
});
