/**
 * Keys that files for gitleaks hold and that are not read: of its older versions, of betterleaks, or in a place where they
 * say nothing. People should be told what that means rather than that a key is unknown.
 */

import type { FieldPath } from './toml-lines.ts';

const NOT_EVALUATED =
  "betterleaks' expressions are not evaluated, so what it would leave out is reported; an allowlist can say most of it";
const NO_LONGER = (name: string): string => `a key of gitleaks before version 8, ignored; it is called ${name} now`;

/** By the way to the key, without places in lists and in lower case. */
const MEANINGS: Readonly<Record<string, string>> = {
  'extend.url':
    'not fetched, because a scan reads nothing from the network: keep a copy of that file and name it in path',
  usedefault: 'ignored here: it belongs below [extend]',
  disabledrules: 'ignored here: it belongs below [extend]',
  prefilter: NOT_EVALUATED,
  filter: NOT_EVALUATED,
  'rules.filter': NOT_EVALUATED,
  'rules.validate': "betterleaks' expressions are not evaluated: whether a secret is live is not asked",
  'rules.tokenefficiency': 'a filter of betterleaks, not applied: what it would leave out is reported',
  'rules.components': 'of betterleaks, ignored; [[rules.required]] names partners that must be near',
  betterleaksminversion: 'of betterleaks, ignored',
  regexes: NO_LONGER('[[rules]]'),
  whitelist: NO_LONGER('[[allowlists]]'),
  'rules.whitelist': NO_LONGER('[[rules.allowlists]]'),
  'rules.entropies': NO_LONGER('entropy'),
  'rules.file': NO_LONGER('path'),
  'allowlist.files': NO_LONGER('paths'),
  'allowlist.rules': 'ignored, so the allowlist is for every rule: targetRules names those that it is for',
};

/** What to tell about the key at `path`; undefined where nothing is known of it. */
export function meaningOfForeignKey(path: FieldPath): string | undefined {
  const names = path.flatMap((step) => (typeof step === 'string' ? [step.toLowerCase()] : []));
  return MEANINGS[names.join('.')] ?? MEANINGS[names.slice(-2).join('.').replace('allowlists.', 'allowlist.')];
}
