/** A rule as plain JSON data, with everything that decides what it finds and how. */

import type { RuleState } from '#config/resolve.ts';
import type { Allowlist, Member, RegexData, Requirement } from '#model/rule.ts';
import type { JsonObject } from '#report/finding-json.ts';
import type { Json } from '#report/json-text.ts';
import { summarizeCheck } from '#rules/check-summaries.ts';
import { gatesOf } from '#rules/compile.ts';
import { describeSearch } from '#rules/describe-plan.ts';
import { listedRule } from './list.ts';

/** The rule as `rules explain` has it in JSON; `allowlists` are those of the whole configuration. */
export function explainedRule(one: RuleState, allowlists: readonly Allowlist[]): JsonObject {
  const { rule } = one;
  const named = allowlists.filter(({ targetRules }) => [rule.id, rule.reportAs].some((id) => targetRules.includes(id)));
  return {
    ...listedRule(one),
    description: rule.description,
    advice: rule.advice,
    references: rule.references,
    evidence: rule.evidence,
    regex: rule.regex && regexJson(rule.regex, rule.writtenRegex),
    path: rule.path && regexJson(rule.path),
    secretGroup: rule.secretGroup,
    extent: rule.extent,
    keywords: rule.keywords,
    caseSensitiveKeywords: rule.caseSensitiveKeywords,
    gates: gatesOf(rule),
    search: rule.regex && { ...(rule.search as JsonObject), description: describeSearch(rule).join(' ') },
    safety: rule.regex && { ...rule.safety },
    entropy: rule.entropy,
    checks: rule.validate.map((entry) => ({ check: entry, accepts: summarizeCheck(entry) })),
    requires: rule.requires.map(partnerJson),
    members: rule.members.map(partnerJson),
    skipReport: rule.skipReport,
    yields: rule.yields,
    assigned: rule.assigned,
    secretBits: rule.secretBits,
    allowlists: [...rule.allowlists, ...named].map(allowlistJson),
  };
}

function regexJson({ source, flags, longest }: RegexData, written?: string): JsonObject {
  return { source, flags, longest, written: written === source ? undefined : written };
}

/** Whether a distance in lines stands for no limit. */
export function isAnyLine(lines: number): boolean {
  return lines === Number.MAX_SAFE_INTEGER;
}

function partnerJson(partner: Requirement | Member): Json {
  const { withinLines, ...rest } = partner;
  return { ...rest, withinLines: isAnyLine(withinLines) ? undefined : withinLines };
}

function allowlistJson({ description, condition, regexTarget, origin, ...lists }: Allowlist): Json {
  return {
    description,
    origin,
    condition,
    regexTarget,
    regexes: lists.regexes.map(({ source, flags }) => `/${source}/${flags}`),
    paths: lists.paths.map(({ source, flags }) => `/${source}/${flags}`),
    stopwords: lists.stopwords,
    commits: lists.commits,
  };
}
