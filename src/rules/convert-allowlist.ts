/** Turns the allowlists of a file into those of the model. */

import type { Allowlist, RegexTarget } from '#model/rule.ts';
import { type Conversion, convertRegexes } from './conversion.ts';
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
    regexes: convertRegexes(raw.regexes, [...path, 'regexes'], conversion),
    paths: convertRegexes(raw.paths, [...path, 'paths'], conversion),
    stopwords: convertStopwords(raw, path, conversion),
    commits: convertCommits(raw, path, conversion),
    targetRules: targetsOf(raw, path, conversion),
    origin: conversion.origin,
  };
  if (hasCriterion(raw)) return allowlist;
  complain(path, 'allows nothing: give it regexes, paths, stopwords or commits', conversion);
  return undefined;
}

/** What gitleaks would take, or pass over, is a notice there; for us it is an error. */
function complain(path: FieldPath, message: string, { dialect, complaints }: Conversion): void {
  if (dialect === 'strict') complaints.error(path, message);
  else complaints.notice(path, message);
}

function hasCriterion(raw: RawAllowlist): boolean {
  return [raw.regexes, raw.paths, raw.stopwords, raw.commits].some((list) => list !== undefined && list.length > 0);
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
