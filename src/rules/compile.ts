/** From checked rule data to what the engine runs: regexes made when first needed, and the table of anchors. */

import type { Allowlist, RegexData, Rule, RuleSet } from '#model/rule.ts';
import type { PlanAnchor, WindowedPlan } from '#model/search-plan.ts';
import { lazily } from '#text/lazily.ts';
import { holdsKeyword } from './keyword-gate.ts';
import { isOnPath } from './paths-alone.ts';

/** A rule ready to run. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Compiled on first use; has the flags `g` and, where a group holds the secret, `d`. Shared: reset `lastIndex`. */
  regex(): RegExp | undefined;
  /** The same with the flag `y`, to be tried at one place alone. */
  regexAt(): RegExp | undefined;
  pathRegex(): RegExp | undefined;
}

/** A literal that the prefilter looks for, and what its occurrences mean. Rules are indexes in `CompiledRules.rules`. */
export interface Anchor {
  /** ASCII, and lower case unless `caseSensitive`. */
  readonly literal: string;
  readonly caseSensitive: boolean;
  /** Rules that are run around each occurrence. */
  readonly searches: readonly AnchorUse[];
  /** Rules that may run in a chunk as soon as it holds one occurrence. */
  readonly opens: readonly number[];
}

/** A rule that an anchor belongs to, and how much of the text around an occurrence decides about its matches. */
export interface AnchorUse {
  readonly rule: number;
  readonly anchor: PlanAnchor;
  /** UTF-16 code units in front of the anchor's first that any attempt may look at. */
  readonly before: number;
  /** UTF-16 code units from the anchor's first on that any attempt may look at. */
  readonly after: number;
  /** Both are the rule's. */
  readonly valueRun: number;
  readonly assigned: boolean;
}

/** A rule set ready to run. Indexes refer to `rules`. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
  readonly anchors: readonly Anchor[];
  /** Indexes of rules that run on whole texts. */
  readonly whole: readonly number[];
  /** Indexes of rules that run only in chunks which an anchor opens for them: one of their keywords must occur anywhere. */
  readonly gated: ReadonlySet<number>;
  /** Indexes of rules that are decided by the path alone. */
  readonly pathOnly: readonly number[];
  readonly allowlists: readonly Allowlist[];
  byId(id: string): CompiledRule | undefined;
  /** The id that findings of a rule carry; `id` itself where no rule has it. */
  reportedId(id: string): string;
}

/** Prepares a checked rule set; throws nothing, since its regexes were compiled when it was checked. */
export function compileRules(ruleSet: RuleSet): CompiledRules {
  const rules = ruleSet.rules.map(compileRule);
  const gates = ruleSet.rules.map(gatesOf);
  const byId = new Map(rules.map((compiled) => [compiled.rule.id, compiled]));
  const indexesWhere = (test: (rule: Rule) => boolean): number[] =>
    rules.flatMap((compiled, index) => (test(compiled.rule) ? [index] : []));
  return {
    rules,
    anchors: collectAnchors(ruleSet.rules, gates),
    whole: indexesWhere((rule) => rule.regex !== undefined && rule.search.kind === 'whole'),
    gated: new Set(gates.flatMap((keywords, index) => (keywords.length > 0 ? [index] : []))),
    pathOnly: indexesWhere(isOnPath),
    allowlists: ruleSet.allowlists,
    byId: (id) => byId.get(id),
    reportedId: (id) => byId.get(id)?.rule.reportAs ?? id,
  };
}

function compileRule(rule: Rule): CompiledRule {
  const indices = rule.secretGroup > 0 ? 'd' : '';
  return {
    rule,
    regex: lazily(() => rule.regex && compileRegex(rule.regex, `g${indices}`)),
    regexAt: lazily(() => rule.regex && compileRegex(rule.regex, `y${indices}`)),
    pathRegex: lazily(() => rule.path && compileRegex(rule.path)),
  };
}

/** The regular expression of `data`, with `extraFlags` added. */
export function compileRegex(data: RegexData, extraFlags = ''): RegExp {
  return new RegExp(data.source, data.flags + extraFlags);
}

/** Anchors under construction. */
interface AnchorTable {
  add(literal: string, caseSensitive: boolean): { readonly searches: AnchorUse[]; readonly opens: number[] };
  readonly all: () => Anchor[];
}

/** `gates` are those of each rule. */
function collectAnchors(rules: readonly Rule[], gates: readonly (readonly string[])[]): Anchor[] {
  const table = createAnchorTable();
  rules.forEach((rule, index) => {
    if (rule.search.kind !== 'whole') {
      for (const use of usesOf(rule, rule.search, index)) {
        table.add(use.anchor.literal, use.anchor.caseSensitive).searches.push(use);
      }
    }
    for (const keyword of gates[index] ?? []) table.add(keyword, rule.caseSensitiveKeywords).opens.push(index);
  });
  return table.all();
}

/**
 * Windows are as wide as any attempt of the regex may look: an attempt begins in the anchor's reach and sees no farther
 * than `lookBehind` in front of that and `length` and `lookAhead` behind it. So a window's edge is never seen, unless it
 * is the edge of the content.
 */
function usesOf({ valueRun, assigned }: Rule, plan: WindowedPlan, rule: number): readonly AnchorUse[] {
  return plan.anchors.map((anchor) => ({
    rule,
    anchor,
    before: anchor.before + plan.lookBehind,
    after: (plan.kind === 'near' ? anchor.after : 0) + plan.length + plan.lookAhead,
    valueRun,
    assigned,
  }));
}

function createAnchorTable(): AnchorTable {
  const anchors = new Map<string, Anchor & { readonly searches: AnchorUse[]; readonly opens: number[] }>();
  return {
    add(text, caseSensitive) {
      const literal = caseSensitive ? text : text.toLowerCase();
      const key = `${caseSensitive}:${literal}`;
      const anchor = anchors.get(key) ?? { literal, caseSensitive, searches: [], opens: [] };
      anchors.set(key, anchor);
      return anchor;
    },
    all: () => [...anchors.values()],
  };
}

/**
 * The keywords of which one must occur before the rule may run; none where its anchors hold them anyway. Of a keyword
 * that is not all ASCII a part is looked for, since other characters have other bytes in other encodings, and another
 * case that bytes do not tell.
 */
export function gatesOf(rule: Rule): readonly string[] {
  if (rule.regex === undefined || rule.keywords.length === 0 || areImplied(rule)) return [];
  const parts = rule.keywords.map(longestAscii);
  return parts.includes('') ? [] : parts;
}

function areImplied(rule: Rule): boolean {
  const { search } = rule;
  return search.kind !== 'whole' && search.anchors.every((anchor) => holdsKeyword(anchor, rule));
}

function longestAscii(keyword: string): string {
  return keyword.split(/[^\0-\x7f]+/).reduce((a, b) => (b.length > a.length ? b : a));
}
