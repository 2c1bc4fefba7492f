/** Inline allows: comments on a line, or on the line before, that excuse what stands there. Pure text in, verdict out. */

/** `reason` is what the comment gives; "none given" where a foreign form has none. */
export interface InlineAllow {
  readonly reason: string;
  readonly form: string;
}

/** Our own form without a reason: it does not count, and the person must be told. */
export interface IncompleteAllow {
  readonly incomplete: string;
}

/** A reason ends where the next allow begins. */
const OURS = /keysieve:allow(-next-line)?[ \t]+([\w.*-]+)(?:[ \t]+because[ \t]+((?:(?!keysieve:allow).)*))?/g;

/** Forms that other tools define, by the line that they speak of. */
const FOREIGN: readonly { readonly form: string; readonly regex: RegExp; readonly line: 'same' | 'next' }[] = [
  { form: 'gitleaks:allow', regex: /gitleaks:allow/, line: 'same' },
  { form: 'pragma: allowlist secret', regex: /pragma: ?(?:allow|white)list[ -]secret/i, line: 'same' },
  {
    form: 'pragma: allowlist nextline secret',
    regex: /pragma: ?(?:allow|white)list[ -]nextline[ -]secret/i,
    line: 'next',
  },
];

/**
 * What `line` and the line `before` it say about a finding of `rule`: an allow that excuses it, one of ours that
 * lacks its reason, or undefined.
 */
export function inlineAllow(line: string, before: string, rule: string): InlineAllow | IncompleteAllow | undefined {
  return ourAllow(line, rule, false) ?? ourAllow(before, rule, true) ?? foreignAllow(line, before);
}

function ourAllow(text: string, rule: string, nextLine: boolean): InlineAllow | IncompleteAllow | undefined {
  if (!text.includes('keysieve:allow')) return undefined;
  let incomplete: IncompleteAllow | undefined;
  for (const [, suffix, named = '', reason] of text.matchAll(OURS)) {
    if ((suffix !== undefined) !== nextLine || !names(named, rule)) continue;
    const given = withoutCommentEnd(reason ?? '');
    if (given !== '') return { reason: given, form: 'keysieve:allow' };
    incomplete = {
      incomplete: `"keysieve:allow ${rule}" counts only with a reason: write "keysieve:allow ${rule} because ..."`,
    };
  }
  return incomplete;
}

/** A rule's id, or one with `*` for any characters, such as `aws-*`. No regex: scanned content chooses the pattern. */
function names(named: string, rule: string): boolean {
  const [first = '', ...rest] = named.split('*');
  const last = rest.pop();
  if (last === undefined) return named === rule;
  if (rule.length < first.length + last.length || !rule.startsWith(first) || !rule.endsWith(last)) return false;
  const end = rule.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = rule.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

const COMMENT_ENDS = ['*/', '--%>', '-->', '#}', '*)', '%>'];

/** The comment's own end, or that of the string that it stands in, is not part of the reason. */
function withoutCommentEnd(reason: string): string {
  const trimmed = reason.trim();
  const end = COMMENT_ENDS.find((mark) => trimmed.endsWith(mark));
  let length = trimmed.length - (end?.length ?? 0);
  while (end === undefined && length > 0 && QUOTES.includes(trimmed.charAt(length - 1))) length--;
  return trimmed.slice(0, length).trim();
}

const QUOTES = '"\'`,;';

function foreignAllow(line: string, before: string): InlineAllow | undefined {
  const found = FOREIGN.find(({ regex, line: which }) => regex.test(which === 'same' ? line : before));
  return found && { reason: 'none given', form: found.form };
}
