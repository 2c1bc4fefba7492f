/** Turns the `[[rules]]` of a file into rules of the model, or into changes of rules that exist elsewhere. */

import { RulesError } from '#model/errors.ts';
import type { Member, PathRegex, RegexData, Requirement, Rule } from '#model/rule.ts';
import { counted } from '#text/counted.ts';
import { readCheck } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import { type Conversion, convertRegex } from './conversion.ts';
import { convertAllowlists } from './convert-allowlist.ts';
import { readExtent } from './extent-names.ts';
import { countGroups } from './java-script-regex.ts';
import { leastValueRun } from './least-value-run.ts';
import { pathEndings } from './path-endings.ts';
import { planSearch } from './plan-search.ts';
import { proveSafety } from './prove-safety.ts';
import type { RuleChange } from './rule-file.ts';
import type { RawRule } from './rule-schema.ts';
import type { FieldPath } from './toml-lines.ts';

/** What to do about a leak where a rule does not say it. */
const DEFAULT_ADVICE = 'Revoke it where it was issued and replace it, then remove it from the files and the history.';

/** Both regexes of an entry, read once. */
interface Regexes {
  readonly regex: RegexData | undefined;
  readonly path: PathRegex | undefined;
}

/** A whole rule, with what it would change in another of its id; or a change alone. */
export type ConvertedRule = { readonly rule: Rule; readonly change: RuleChange } | { readonly change: RuleChange };

/** The entry at `rules[index]`: a whole rule when it has a regex, else a change; undefined after a complaint about its regex. */
export function convertRule(raw: RawRule, index: number, conversion: Conversion): ConvertedRule | undefined {
  const at: FieldPath = ['rules', index];
  const groups = [namedGroup(raw, conversion) ?? FIRST_GROUP];
  const regex = convertRegex({ text: raw.regex, path: [...at, 'regex'], groups, syntax: raw.syntax }, conversion);
  const path = withEndings(convertRegex({ text: raw.path, path: [...at, 'path'], groups: [] }, conversion), raw);
  checkReferences(raw, at, conversion);
  checkReach(raw, at, conversion);
  const rule = buildRule(raw, { regex, path }, at, conversion);
  const change = buildChange(raw, rule, index, conversion);
  if (regex !== undefined) return { rule, change };
  if (raw.regex !== undefined) return undefined;
  if (raw.path === undefined) checkChange(raw, at, conversion);
  return { change };
}

/** Only rules on paths alone are looked for by the names of files. */
function withEndings(path: RegexData | undefined, raw: RawRule): PathRegex | undefined {
  const endings = path === undefined || raw.regex !== undefined ? undefined : pathEndings(path);
  return path && endings ? { ...path, endings } : path;
}

function buildRule(raw: RawRule, regexes: Regexes, at: FieldPath, conversion: Conversion): Rule {
  const description = raw.description?.trim() || raw.title || raw.id;
  const keywords = normalizeKeywords(raw.keywords ?? [], raw.caseSensitiveKeywords ?? false);
  const caseSensitiveKeywords = raw.caseSensitiveKeywords ?? false;
  return {
    id: raw.id,
    reportAs: raw.reportAs ?? raw.id,
    title: raw.title ?? firstSentence(raw.description) ?? raw.id,
    description,
    advice: raw.advice ?? DEFAULT_ADVICE,
    severity: raw.severity ?? 'high',
    ...(regexes.regex && { regex: regexes.regex, ...writtenRegex(raw, regexes.regex, conversion) }),
    ...(regexes.path && { path: regexes.path }),
    secretGroup: secretGroupOf(raw, regexes.regex, at, conversion),
    keywords,
    caseSensitiveKeywords,
    entropy: raw.entropy ?? 0,
    validate: raw.validate ?? [],
    requires: requirementsOf(raw),
    members: membersOf(raw),
    yields: raw.yields ?? false,
    skipReport: raw.skipReport ?? false,
    optIn: raw.optIn ?? false,
    tags: unique(raw.tags ?? []),
    references: raw.references ?? [],
    ...(raw.evidence !== undefined && { evidence: raw.evidence }),
    allowlists: convertAllowlists(raw, at, conversion),
    secretBits: raw.secretBits ?? 0,
    valueRun: leastValueRun(regexes.regex),
    assigned: raw.assigned ?? false,
    ...(raw.extent !== undefined && { extent: raw.extent }),
    search: planSearch(regexes.regex, { keywords, caseSensitiveKeywords, reach: raw.reach }),
    safety: proveSafety(regexes.regex),
    builtIn: conversion.builtIn,
    origin: conversion.origin,
  };
}

/** Ours are JavaScript's but for flags. */
function writtenRegex(raw: RawRule, { source }: RegexData, { builtIn }: Conversion): Pick<Rule, 'writtenRegex'> {
  return raw.regex === undefined || raw.regex === source || builtIn ? {} : { writtenRegex: raw.regex };
}

function firstSentence(description: string | undefined): string | undefined {
  const text = description?.trim().replace(/\s+/g, ' ') ?? '';
  return /^(.+?)[.!?](?:\s|$)/.exec(text)?.[1] ?? (text === '' ? undefined : text);
}

/**
 * gitleaks takes the first group as the secret where none is named, so users' rules do too. In ours it must be said,
 * because a group that was only meant to group would silently cut the secret. In POSIX's syntax that is all that groups
 * are for, and grep knows the whole match only.
 */
function secretGroupOf(raw: RawRule, regex: RegexData | undefined, at: FieldPath, conversion: Conversion): number {
  if (regex === undefined) return raw.secretGroup ?? 0;
  const groups = countGroups(regex);
  const named = namedGroup(raw, conversion);
  const path = [...at, 'secretGroup'];
  if (named === undefined && groups > 0 && conversion.builtIn) {
    conversion.complaints.error(path, `is missing: the regex has ${counted(groups, 'group')}; 0 is the whole match`);
  }
  if (named !== undefined && named > groups) {
    const has = groups === 0 ? 'no capture group' : `only ${counted(groups, 'capture group')}`;
    conversion.complaints.error(path, `is ${named}, but the regex has ${has}; 0 is the whole match`);
  }
  if (regex.longest === true && (named ?? 0) > 0) {
    conversion.complaints.error(path, GROUP_OF_LONGEST);
  }
  return named ?? (raw.syntax === 'ere' ? 0 : Math.min(groups, FIRST_GROUP));
}

/** Only the ends of the longest match are known, not how its groups lie in it. */
const GROUP_OF_LONGEST =
  'must be 0, the whole match: POSIX wants the longest match of this regex, which JavaScript finds without its groups';

const FIRST_GROUP = 1;

/** For gitleaks a group 0 is the same as none. */
function namedGroup({ secretGroup }: RawRule, { dialect }: Conversion): number | undefined {
  return dialect === 'gitleaks' && secretGroup === 0 ? undefined : secretGroup;
}

/** Keywords are compared without regard to case unless the rule says otherwise, so one form is enough. */
export function normalizeKeywords(keywords: readonly string[], caseSensitive: boolean): readonly string[] {
  const filled = keywords.filter((keyword) => keyword !== '');
  return unique(caseSensitive ? filled : filled.map((keyword) => keyword.toLowerCase()));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** No limit in lines is a number that no file reaches, because the model wants one. */
const ANY_LINE = Number.MAX_SAFE_INTEGER;

/** gitleaks' `required` and our `requires` say the same in other words; its columns know no lines, our characters do. */
function requirementsOf(raw: RawRule): readonly Requirement[] {
  const foreign = (raw.required ?? []).map(({ id, ...within }) => ({
    rule: id,
    withinCharacters: undefined,
    ...within,
  }));
  return [...foreign, ...(raw.requires ?? [])].map(({ rule, withinLines, withinCharacters, withinColumns }) => ({
    rule,
    withinLines: withinLines ?? ANY_LINE,
    ...(withinCharacters !== undefined && { withinCharacters }),
    ...(withinColumns !== undefined && { withinColumns }),
  }));
}

/** As near as members of one table or block of settings stand. */
const MEMBER_REACH = { withinLines: 5, withinCharacters: 600 };

function membersOf({ members = [] }: RawRule): readonly Member[] {
  return members.map(({ rule, withinLines, withinCharacters, severity }) => ({
    rule,
    withinLines: withinLines ?? MEMBER_REACH.withinLines,
    withinCharacters: withinCharacters ?? MEMBER_REACH.withinCharacters,
    ...(severity !== undefined && { severity }),
  }));
}

function checkReferences(raw: RawRule, at: FieldPath, conversion: Conversion): void {
  if (conversion.builtIn && raw.syntax !== undefined) {
    conversion.complaints.error([...at, 'syntax'], 'has no meaning in our own files: their regexes are JavaScript');
  }
  const { complaints } = conversion;
  (raw.validate ?? []).forEach(
    (entry, i) => void complainOf(() => readCheck(entry), [...at, 'validate', i], complaints),
  );
  const { extent } = raw;
  if (extent !== undefined) complainOf(() => readExtent(extent), [...at, 'extent'], complaints);
}

function complainOf(read: () => unknown, path: FieldPath, complaints: Complaints): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    complaints.error(path, error.message);
  }
}

function checkReach(raw: RawRule, at: FieldPath, { complaints }: Conversion): void {
  if (raw.reach === undefined || raw.regex === undefined || (raw.keywords ?? []).length > 0) return;
  complaints.error([...at, 'reach'], 'needs keywords: it says how near to a match one of them stands');
}

/** What a change cannot carry; silence would look like success. */
const FIXED_FIELDS = [
  'syntax',
  'reportAs',
  'references',
  'evidence',
  'validate',
  'extent',
  'secretBits',
  'yields',
  'assigned',
  'reach',
] as const;

function checkChange(raw: RawRule, at: FieldPath, { complaints, builtIn }: Conversion): void {
  if (builtIn) complaints.error(at, 'needs a regex or a path');
  for (const field of FIXED_FIELDS) {
    if (raw[field] === undefined) continue;
    complaints.error([...at, field], 'cannot be changed alone: give the whole rule, with its regex, to replace it');
  }
}

function buildChange(raw: RawRule, rule: Rule, index: number, { dialect }: Conversion): RuleChange {
  const asksForPartners = raw.required !== undefined || raw.requires !== undefined;
  return {
    id: raw.id,
    index,
    fields: {
      ...(asksForPartners && { requires: rule.requires }),
      ...(raw.members !== undefined && { members: rule.members }),
      ...(raw.skipReport !== undefined && { skipReport: rule.skipReport }),
      // The group belongs to the regex.
      ...(rule.regex && { regex: rule.regex, secretGroup: rule.secretGroup }),
      ...(rule.regex && raw.regex !== undefined && { writtenRegex: raw.regex }),
      // gitleaks has no title: there a new description is one.
      ...((raw.title !== undefined || (dialect === 'gitleaks' && raw.description)) && { title: rule.title }),
      ...(raw.description !== undefined && { description: rule.description }),
      ...(raw.advice !== undefined && { advice: rule.advice }),
      ...(raw.severity !== undefined && { severity: rule.severity }),
      ...(raw.entropy !== undefined && { entropy: rule.entropy }),
      ...(raw.secretGroup !== undefined && { secretGroup: rule.secretGroup }),
      ...(raw.optIn !== undefined && { optIn: rule.optIn }),
      ...(rule.path && { path: rule.path }),
    },
    keywords: raw.keywords ?? [],
    tags: rule.tags,
    allowlists: rule.allowlists,
    ...(rule.path && rule.regex === undefined && { pathRule: rule }),
  };
}
