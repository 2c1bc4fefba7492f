/** Adds rule files to a set of rules, one after the other; reads nothing and decides nothing about which rules run. */

import { ConfigError } from '#model/errors.ts';
import type { Allowlist, Rule, RuleSet } from '#model/rule.ts';
import { normalizeKeywords } from '#rules/convert-rule.ts';
import { countGroups } from '#rules/java-script-regex.ts';
import { planSearch, planWithKeywords } from '#rules/plan-search.ts';
import { proveSafety } from '#rules/prove-safety.ts';
import type { RuleChange, RuleFile } from '#rules/rule-file.ts';
import { matchesSelector, selectorNames } from '#rules/select-rules.ts';
import { suggestion } from '#rules/suggest.ts';
import { counted } from '#text/counted.ts';

/** Rules by id. One that a file disabled is kept as an opt-in rule, so that `--enable` can still name it. */
export interface MergedRules {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly allowlists: readonly Allowlist[];
  readonly notices: readonly string[];
}

/** The rules to begin with. */
export function startMerge(ruleSet: RuleSet): MergedRules {
  return { rules: new Map(ruleSet.rules.map((rule) => [rule.id, rule])), allowlists: ruleSet.allowlists, notices: [] };
}

/** What one file still has to complain about, now that the other files are known. */
interface Remarks {
  readonly file: RuleFile;
  readonly errors: string[];
  readonly notices: string[];
}

/**
 * `merged` with the rules and allowlists of `file`: it disables first, then changes, replaces and adds.
 * @throws ConfigError with everything in a strict file that refers to nothing or does not fit what it changes.
 */
export function mergeFile(merged: MergedRules, file: RuleFile): MergedRules {
  const remarks: Remarks = { file, errors: [], notices: [] };
  const rules = new Map(merged.rules);
  disableRules(rules, remarks);
  for (const change of file.changes) applyChange(rules, change, remarks);
  for (const rule of file.rules) rules.set(rule.id, inheriting(rule, rules.get(rule.id), file));
  checkPartners(rules, remarks);
  checkTargets(rules, remarks);
  if (remarks.errors.length > 0) throw new ConfigError(remarks.errors.join('\n'));
  return {
    rules,
    allowlists: [...merged.allowlists, ...file.allowlists],
    notices: [...merged.notices, ...file.notices, ...remarks.notices],
  };
}

function disableRules(rules: Map<string, Rule>, { file, notices }: Remarks): void {
  const known = [...rules.values()];
  file.extend.disabledRules.forEach((selector, i) => {
    const named = known.filter((rule) => matchesSelector(selector, rule));
    for (const rule of named) rules.set(rule.id, { ...rule, optIn: true });
    if (named.length > 0) return;
    const hint = suggestion(selector, selectorNames(known));
    notices.push(`${file.locate(['extend', 'disabledRules', i])}: there is no rule "${selector}" to disable${hint}`);
  });
}

function applyChange(rules: Map<string, Rule>, change: RuleChange, remarks: Remarks): void {
  const base = rules.get(change.id);
  if (base !== undefined) {
    checkGroup(base, change, remarks);
    rules.set(base.id, changedRule(base, change));
  } else if (change.pathRule !== undefined) {
    rules.set(change.id, change.pathRule);
  } else {
    remark(remarks, change, uselessMessage(change.id, rules));
  }
}

/** gitleaks' rules inherit from those of files that theirs extends; ours were not written for it, and are replaced. */
function inheriting(rule: Rule, base: Rule | undefined, { overrides }: RuleFile): Rule {
  const change = overrides.get(rule.id);
  if (change === undefined || base === undefined || base.builtIn) return rule;
  return { ...changedRule(base, change), optIn: rule.optIn, origin: rule.origin };
}

function changedRule(base: Rule, change: RuleChange): Rule {
  const { caseSensitiveKeywords } = base;
  const keywords = normalizeKeywords([...base.keywords, ...change.keywords], caseSensitiveKeywords);
  const { regex } = change.fields;
  return {
    ...base,
    ...change.fields,
    keywords,
    search:
      regex === undefined
        ? planWithKeywords(base.search, base, keywords)
        : planSearch(regex, { keywords, caseSensitiveKeywords, reach: undefined }),
    safety: regex === undefined ? base.safety : proveSafety(regex),
    tags: [...new Set([...base.tags, ...change.tags])],
    allowlists: [...base.allowlists, ...change.allowlists],
  };
}

function checkGroup(base: Rule, { fields, index }: RuleChange, { file, errors }: Remarks): void {
  const groups = base.regex === undefined ? 0 : countGroups(base.regex);
  if ((fields.secretGroup ?? 0) <= groups) return;
  const where = file.locate(['rules', index, 'secretGroup']);
  errors.push(
    `${where}: is ${fields.secretGroup}, but the regex of "${base.id}" has ${counted(groups, 'capture group')}`,
  );
}

function uselessMessage(id: string, rules: ReadonlyMap<string, Rule>): string {
  return `has no regex and no path, and there is no rule "${id}" that it could change${suggestion(id, rules.keys())}`;
}

/** gitleaks' files were written for other rules than ours, so what refers to nothing there is no error. */
function remark({ file, errors, notices }: Remarks, change: RuleChange, message: string): void {
  const isStrict = file.dialect === 'strict';
  const text = `${file.locate(['rules', change.index])}: ${message}`;
  if (isStrict) errors.push(text);
  else notices.push(`${text}; ignored`);
}

function checkPartners(rules: ReadonlyMap<string, Rule>, { file, errors, notices }: Remarks): void {
  const known = [...rules.values()];
  const said = [...file.rules, ...file.changes.map(({ id, fields }) => ({ id, ...fields }))];
  for (const { id, requires = [], members = [] } of said) {
    const named = [
      ...requires.map(({ rule }) => ({ rule, what: 'requires', so: 'it would never report anything' })),
      ...members.map(({ rule }) => ({ rule, what: 'has as a member', so: 'nothing would ever join it' })),
    ];
    for (const { rule, what, so } of named) {
      if (rulesMeant(rule, known).length > 0) continue;
      const hint = suggestion(rule, rules.keys());
      const text = `${file.file}: rule "${id}" ${what} "${rule}", which does not exist, so ${so}${hint}`;
      (file.dialect === 'strict' ? errors : notices).push(text);
    }
  }
}

function checkTargets(rules: ReadonlyMap<string, Rule>, { file, notices }: Remarks): void {
  const known = [...rules.values()];
  for (const { targetRules, description } of file.allowlists) {
    for (const target of targetRules.filter((id) => rulesMeant(id, known).length === 0)) {
      const hint = suggestion(target, [...rules.keys()]);
      notices.push(
        `${file.file}: targetRules of the allowlist "${description}" names no rule that exists: "${target}"${hint}`,
      );
    }
  }
}

/** People know the id that findings carry; several rules may report as one. */
function rulesMeant(id: string, rules: readonly Rule[]): readonly Rule[] {
  return rules.filter((rule) => rule.id === id || rule.reportAs === id);
}

/** Allowlists with `targetRules` naming rules only, so that matches can be compared by their rule's id. */
export function resolveTargets(allowlists: readonly Allowlist[], rules: readonly Rule[]): readonly Allowlist[] {
  return allowlists.map((allowlist) => {
    const targets = allowlist.targetRules.flatMap((id) => [id, ...rulesMeant(id, rules).map((rule) => rule.id)]);
    return { ...allowlist, targetRules: [...new Set(targets)] };
  });
}

/** Whether a file excludes, disables, allows, or replaces anything: what a report must name. */
export function narrows(file: RuleFile, base: MergedRules): boolean {
  const { scan, extend } = file;
  return (
    [scan.include, scan.exclude, scan.disable, extend.disabledRules, file.allowlists].some((list) => list.length > 0) ||
    scan.maxFileSize !== undefined ||
    extend.useDefault === false ||
    file.changes.some((change) => base.rules.has(change.id)) ||
    file.rules.some((rule) => rule.allowlists.length > 0 || base.rules.has(rule.id))
  );
}
