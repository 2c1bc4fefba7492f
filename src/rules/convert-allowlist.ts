/** Turns the allowlists of a file into those of the model. */

import type { Allowlist, RegexData, RegexTarget } from '#model/rule.ts';
import { compileRegex } from './compile.ts';
import { type Conversion, convertRegex } from './conversion.ts';
import type { RawAllowlist } from './rule-schema.ts';
import type { FieldPath } from './toml-lines.ts';

/** The reason where a foreign configuration gives none. */
const NO_REASON = 'none given';

const TARGETS: Readonly<Record<string, RegexTarget>> = { '': 'secret', secret: 'secret', match: 'match', line: 'line' };
const CONDITIONS: Readonly<Record<string, Allowlist['condition']>> = {
  '': 'or',
  or: 'or',
  '||': 'or',
  and: 'and',
  '&&': 'and',
};

/** A table that holds allowlists: the document or a rule. */
interface Holder {
  readonly allowlist?: RawAllowlist | undefined;
  readonly allowlists?: readonly RawAllowlist[] | undefined;
}

/**
 * `[[allowlists]]` and the deprecated single `[allowlist]` of a document or a rule. Those that say nothing are left
 * out, after a complaint.
 */
export function convertAllowlists(holder: Holder, path: FieldPath, conversion: Conversion): readonly Allowlist[] {
  const single = holder.allowlist === undefined ? [] : [{ raw: holder.allowlist, at: [...path, 'allowlist'] }];
  const several = (holder.allowlists ?? []).map((raw, i) => ({ raw, at: [...path, 'allowlists', i] }));
  return [...single, ...several].flatMap(({ raw, at }) => convertAllowlist(raw, at, conversion) ?? []);
}

function convertAllowlist(raw: RawAllowlist, path: FieldPath, conversion: Conversion): Allowlist | undefined {
  const allowlist: Allowlist = {
    description: reasonOf(raw, path, conversion),
    condition: choose(CONDITIONS, raw.condition, [...path, 'condition'], conversion) ?? 'or',
    regexTarget: choose(TARGETS, raw.regexTarget, [...path, 'regexTarget'], conversion) ?? 'secret',
    regexes: convertChoosy(raw.regexes, [...path, 'regexes'], conversion),
    paths: convertChoosy(raw.paths, [...path, 'paths'], conversion),
    stopwords: convertStopwords(raw, path, conversion),
    commits: convertCommits(raw, path, conversion),
    targetRules: targetsOf(raw, path, conversion),
    origin: conversion.origin,
  };
  if (!hasCriterion(raw)) complain(path, 'allows nothing: give it regexes, paths, stopwords or commits', conversion);
  return canAgree(raw, allowlist) ? allowlist : undefined;
}

const CRITERIA = ['regexes', 'paths', 'stopwords', 'commits'] as const;

/** Where all have to agree, one that lost all its entries must not be passed over: nothing agrees with it. */
function canAgree(raw: RawAllowlist, allowlist: Allowlist): boolean {
  const filled = CRITERIA.filter((name) => (raw[name] ?? []).length > 0);
  const usable = filled.filter((name) => allowlist[name].length > 0);
  return allowlist.condition === 'and' ? usable.length === filled.length && filled.length > 0 : usable.length > 0;
}

/** What gitleaks would take, or pass over, is a notice there; for us it is an error. */
function complain(path: FieldPath, message: string, { dialect, complaints }: Conversion): void {
  if (dialect === 'strict') complaints.error(path, message);
  else complaints.notice(path, message);
}

function hasCriterion(raw: RawAllowlist): boolean {
  return CRITERIA.some((name) => (raw[name] ?? []).length > 0);
}

function reasonOf(raw: RawAllowlist, path: FieldPath, { dialect, complaints }: Conversion): string {
  const reason = raw.description?.trim() ?? '';
  if (reason === '' && dialect === 'strict') {
    complaints.error([...path, 'description'], 'is missing: say why this is no secret; reports repeat it');
  }
  return reason === '' ? NO_REASON : reason;
}

function choose<T>(
  choices: Readonly<Record<string, T>>,
  value: string | undefined,
  path: FieldPath,
  { complaints }: Conversion,
): T | undefined {
  const chosen = choices[value?.trim().toLowerCase() ?? ''];
  const names = Object.keys(choices).filter((name) => /^\w/.test(name));
  if (chosen === undefined) complaints.error(path, `must be one of ${names.join(', ')}`);
  return chosen;
}

/** The regexes that look at something; each of the others would allow everything, and was complained about. */
function convertChoosy(
  texts: readonly string[] | undefined,
  path: FieldPath,
  conversion: Conversion,
): readonly RegexData[] {
  return (texts ?? []).flatMap((text, i) => {
    const regex = convertRegex({ text, path: [...path, i], groups: [] }, conversion);
    if (regex === undefined || !matchesNothingAnywhere(regex, text)) return regex ?? [];
    const what = text === '' ? 'is empty' : `"${text}" matches the empty text in every text`;
    complain([...path, i], `${what} and would allow everything: write .* if that is meant`, conversion);
    return [];
  });
}

/** A letter, a digit, a sign, a blank, and a character that nobody names. */
const PROBES = ['', 'k', 'K', '7', '-', '_', ' ', '\u{e000}'];

/**
 * Whether a regex is content with nothing, whatever the text: an empty one, `x*`, `^` or `foo|`. One that takes what it
 * finds (`.*`) is somebody's decision, and so is a lookaround.
 */
function matchesNothingAnywhere(regex: RegexData, text: string): boolean {
  if (/\(\?<?[=!]/.test(text)) return false;
  const compiled = compileRegex(regex);
  const found = PROBES.map((probe) => compiled.exec(probe)?.[0]);
  return found.every((match) => match !== undefined) && found.some((match, i) => match === '' && PROBES[i] !== '');
}

/** An empty stopword would occur in every secret. */
function convertStopwords(raw: RawAllowlist, path: FieldPath, conversion: Conversion): readonly string[] {
  return (raw.stopwords ?? []).flatMap((word, i) => {
    if (word !== '') return word.toLowerCase();
    complain([...path, 'stopwords', i], 'is empty and would allow everything', conversion);
    return [];
  });
}

function convertCommits(raw: RawAllowlist, path: FieldPath, conversion: Conversion): readonly string[] {
  return (raw.commits ?? []).flatMap((commit, i) => {
    if (/^[0-9a-f]{7,64}$/i.test(commit)) return commit.toLowerCase();
    complain([...path, 'commits', i], 'must be a commit hash of 7 to 64 hex digits', conversion);
    return [];
  });
}

/** Only allowlists of the document choose rules; one that stands in a rule is for that rule. */
function targetsOf(raw: RawAllowlist, path: FieldPath, conversion: Conversion): readonly string[] {
  const targets = raw.targetRules ?? [];
  if (path[0] !== 'rules' || targets.length === 0) return targets;
  complain([...path, 'targetRules'], 'has no meaning inside a rule: the allowlist is for that rule only', conversion);
  return [];
}
