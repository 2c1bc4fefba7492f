/** From checked rule data to what the engine runs: regexes made when first needed, and the table of anchors. */

import type { Allowlist, RegexData, Rule, RuleSet } from '#model/rule.ts';

/** A rule ready to run. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Compiled on first use; has the flags `g` and, where a group holds the secret, `d`. Shared: reset `lastIndex`. */
  regex(): RegExp | undefined;
  pathRegex(): RegExp | undefined;
}

/** An anchor and the rules (indexes in `rules`) that run where it occurs. */
export interface Anchor {
  readonly literal: string;
  readonly caseSensitive: boolean;
  readonly rules: readonly number[];
}

/** A rule set ready to run. Indexes refer to `rules`. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
  readonly anchors: readonly Anchor[];
  /** Indexes of rules with a regex and no anchor: they run on every chunk. */
  readonly unanchored: readonly number[];
  /** Indexes of rules that are decided by the path alone. */
  readonly pathOnly: readonly number[];
  readonly allowlists: readonly Allowlist[];
  byId(id: string): CompiledRule | undefined;
}

/** Prepares a checked rule set; throws nothing, since its regexes were compiled when it was checked. */
export function compileRules(ruleSet: RuleSet): CompiledRules {
  const rules = ruleSet.rules.map(compileRule);
  const byId = new Map(rules.map((compiled) => [compiled.rule.id, compiled]));
  const indexesWhere = (test: (rule: Rule) => boolean): number[] =>
    rules.flatMap((compiled, index) => (test(compiled.rule) ? [index] : []));
  return {
    rules,
    anchors: collectAnchors(ruleSet.rules),
    unanchored: indexesWhere((rule) => rule.regex !== undefined && rule.keywords.length === 0),
    pathOnly: indexesWhere((rule) => rule.regex === undefined && rule.path !== undefined),
    allowlists: ruleSet.allowlists,
    byId: (id) => byId.get(id),
  };
}

function compileRule(rule: Rule): CompiledRule {
  const indices = rule.secretGroup > 0 ? 'd' : '';
  return {
    rule,
    regex: lazily(() => rule.regex && compileRegex(rule.regex, `g${indices}`)),
    pathRegex: lazily(() => rule.path && compileRegex(rule.path)),
  };
}

/** The regular expression of `data`, with `extraFlags` added. */
export function compileRegex(data: RegexData, extraFlags = ''): RegExp {
  return new RegExp(data.source, data.flags + extraFlags);
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function collectAnchors(rules: readonly Rule[]): Anchor[] {
  const anchors = new Map<string, { literal: string; caseSensitive: boolean; rules: number[] }>();
  rules.forEach((rule, index) => {
    if (rule.regex === undefined) return;
    for (const keyword of rule.keywords) {
      const literal = rule.caseSensitiveKeywords ? keyword : keyword.toLowerCase();
      const key = `${rule.caseSensitiveKeywords}:${literal}`;
      const anchor = anchors.get(key) ?? { literal, caseSensitive: rule.caseSensitiveKeywords, rules: [] };
      anchor.rules.push(index);
      anchors.set(key, anchor);
    }
  });
  return [...anchors.values()];
}
