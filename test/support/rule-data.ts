/** Rules as data for tests of the engine: everything that a case does not say is the plainest there is. */

import type { Allowlist, Rule } from '#model/rule.ts';
import { type CompiledRules, compileRules } from '#rules/compile.ts';

/** A rule `id` with `source` as its regex, found by no keyword. */
export function ruleOf(id: string, source: string, rest: Partial<Rule> = {}): Rule {
  return {
    id,
    reportAs: id,
    title: `Title of ${id}`,
    description: `Description of ${id}`,
    advice: `Advice for ${id}`,
    severity: 'high',
    regex: { source, flags: '' },
    secretGroup: 0,
    keywords: [],
    caseSensitiveKeywords: false,
    entropy: 0,
    validate: [],
    requires: [],
    members: [],
    yields: false,
    skipReport: false,
    optIn: false,
    tags: [],
    references: [],
    allowlists: [],
    secretBits: 128,
    valueRun: 0,
    assigned: false,
    search: { kind: 'whole', why: 'test' },
    safety: { kind: 'proved', steps: 1 },
    builtIn: true,
    origin: 'built in',
    ...rest,
  };
}

/** An allowlist that holds nothing yet. */
export function allowlistOf(rest: Partial<Allowlist>): Allowlist {
  return {
    description: 'a reason',
    condition: 'or',
    regexTarget: 'secret',
    regexes: [],
    paths: [],
    stopwords: [],
    commits: [],
    targetRules: [],
    origin: 'built in',
    ...rest,
  };
}

/** These rules alone, ready to run. */
export function compiledOf(rules: readonly Rule[], allowlists: readonly Allowlist[] = []): CompiledRules {
  return compileRules({ rules, allowlists });
}
