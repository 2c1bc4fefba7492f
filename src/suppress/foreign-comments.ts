/** Comments that other tools define, understood as their documentation says. */

import type { NearComment } from '#model/match.ts';
import type { InlineAllow } from './comment.ts';
import { namesRule } from './names-rule.ts';

/** One form; `regex` is tried on the comment from its first character. */
interface Form {
  readonly form: string;
  readonly regex: RegExp;
  readonly counts: (comment: NearComment) => boolean;
}

const onLine = ({ place }: NearComment): boolean => place === 'line';
const onNextLine = ({ place }: NearComment): boolean => place === 'before';

/**
 * gitleaks' and trufflehog's readme, detect-secrets' "Inline Allowlisting" (a next-line form stands on a line of its
 * own), kingfisher's "Inline Ignore Directives", secretlint-rule-filter-comments.
 */
const FORMS: readonly Form[] = [
  { form: 'gitleaks:allow', regex: /^gitleaks:allow/, counts: onLine },
  { form: 'betterleaks:allow', regex: /^betterleaks:allow/, counts: onLine },
  { form: 'trufflehog:ignore', regex: /^trufflehog:ignore/, counts: onLine },
  {
    form: 'kingfisher:ignore',
    regex: /^kingfisher:ignore/i,
    counts: (comment) => onLine(comment) || (comment.place === 'around' && comment.isAlone),
  },
  { form: 'pragma: allowlist secret', regex: /^pragma: ?(?:allow|white)list[ -]secret/i, counts: onLine },
  {
    form: 'pragma: allowlist nextline secret',
    regex: /^pragma: ?(?:allow|white)list[ -]nextline[ -]secret/i,
    counts: (comment) => onNextLine(comment) && comment.isAlone,
  },
  { form: 'secretlint-disable-line', regex: /^secretlint-disable-line/, counts: onLine },
  { form: 'secretlint-disable-next-line', regex: /^secretlint-disable-next-line/, counts: onNextLine },
  { form: 'secretlint-disable', regex: /^secretlint-disable(?!-)/, counts: ({ place }) => place === 'block' },
];

/** The first comment of another tool that excuses a finding of `rule`. */
export function foreignAllow(comments: readonly NearComment[], rule: string): InlineAllow | undefined {
  for (const comment of comments) {
    const found = FORMS.find(({ regex, counts }) => counts(comment) && regex.test(comment.text));
    if (found === undefined) continue;
    const { form } = found;
    if (!form.startsWith('secretlint')) return { reason: 'none given', form };
    const { names, reason } = secretlintTerms(comment.text.slice(form.length));
    if (names.length === 0 || names.some((name) => meansRule(name, rule))) return { reason, form };
  }
  return undefined;
}

/** Bytes: ` @secretlint/secretlint-rule-aws, other -- REASON`. */
function secretlintTerms(rest: string): { readonly names: readonly string[]; readonly reason: string } {
  const written = rest.split(/\*\/|-->|#\}/)[0] ?? '';
  const at = written.indexOf('--');
  const names = (at === -1 ? written : written.slice(0, at)).split(/[\s,]+/).filter((name) => name !== '');
  const reason = at === -1 ? '' : written.slice(at + 2).trim();
  return { names, reason: reason === '' ? 'none given' : reason };
}

/** secretlint names a vendor where our rules begin with its name; what has no vendor is listed. */
function meansRule(name: string, rule: string): boolean {
  const vendor = /(?:^|\/)secretlint-rule-([a-z0-9-]+)$/.exec(name)?.[1];
  if (vendor === undefined) return false;
  return (RULES_OF[vendor] ?? [`${vendor}-*`]).some((glob) => namesRule(glob, rule));
}

const RULES_OF: Readonly<Record<string, readonly string[]>> = {
  privatekey: ['private-key', 'pgp-private-key'],
  basicauth: ['url-password', 'authorization-basic'],
  gcp: ['gcp-*', 'google-*'],
  'database-connection-string': ['url-password', 'dsn-password', 'jdbc-password', 'connection-string-password'],
};
