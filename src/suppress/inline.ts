/** What comments in the scanned text say of a finding beside them. Pure: comments in, verdict out. */

import type { NearComment } from '#model/match.ts';
import type { InlineAllow } from './comment.ts';
import { foreignAllow } from './foreign-comments.ts';
import { namesRule } from './names-rule.ts';

/** One of ours that speaks of the finding and does not count; the person must be told why. */
export interface FailedAllow {
  readonly failure: string;
  /** Where the comment stands, 1-based. */
  readonly line: number;
}

/** What decides beside the comments themselves. */
export interface InlineContext {
  /** The id that the finding carries. */
  readonly rule: string;
  /** The current day in UTC, as `2027-01-31`. */
  readonly today: string;
  /** Whether forms of other tools count. */
  readonly foreign: boolean;
}

/** Ours come first, those of the line before those of a block; one of ours that fails outweighs what others allow. */
export function inlineAllow(
  comments: readonly NearComment[],
  context: InlineContext,
): InlineAllow | FailedAllow | undefined {
  const ours = comments.flatMap((comment) => ourAllow(comment, context) ?? []);
  const counts = ours.find((allow) => 'reason' in allow);
  return counts ?? ours[0] ?? (context.foreign ? foreignAllow(comments, context.rule) : undefined);
}

/** Bytes: `keysieve:allow-next-line aws-*,jwt until 2027-01-31 because REASON`; the date may stand at the end too. */
const OURS =
  /^keysieve:allow(?<form>-next-line|-start)?(?![\w-])(?:[ \t]+(?<names>[\w.*-]+(?:,[ \t]*[\w.*-]+)*))?(?<rest>.*)$/;

/** Where each form speaks of the finding. */
export const PLACES: Readonly<Record<string, readonly NearComment['place'][]>> = {
  '': ['line'],
  '-next-line': ['before'],
  '-start': ['block', 'open-block'],
};

function ourAllow(comment: NearComment, { rule, today }: InlineContext): InlineAllow | FailedAllow | undefined {
  const written = OURS.exec(comment.text)?.groups;
  const { names, form = '', rest = '' } = written ?? {};
  if (written === undefined || PLACES[form]?.includes(comment.place) !== true) return undefined;
  const mark = `keysieve:allow${form}`;
  const isNameless = names === undefined || names === 'because' || names === 'until';
  if (!isNameless && !names.split(/,[ \t]*/).some((name) => namesRule(name, rule))) return undefined;
  const fail = (why: string): FailedAllow => ({ failure: `"${mark}" ${why}`, line: comment.line });
  if (isNameless) return fail(`counts only with a rule: write "${mark} ${rule} because ..."`);
  if (comment.place === 'open-block') return fail('has no "keysieve:allow-end" below it, so it allows nothing');
  const { reason, until } = termsOf(rest);
  if (reason === '') return fail(`counts only with a reason: write "${mark} ${rule} because ..."`);
  if (until === undefined) return { reason, form: mark };
  if (!isDay(until)) return fail('allows nothing: what stands behind "until" is no date such as 2027-01-31');
  if (until < today) return fail(`for ${rule} expired: ${until} was its last day, and the finding counts again`);
  return { reason, form: mark, expiry: until };
}

interface Terms {
  readonly reason: string;
  /** As written. */
  readonly until?: string;
}

/** What stands behind the names. A date at the end of the reason is no part of it. */
function termsOf(rest: string): Terms {
  const [, until, written = ''] = /^(?:[ \t]+until[ \t]+(\S+))?(?:[ \t]+because(?:[ \t]+(.*))?)?/.exec(rest) ?? [];
  const reason = withoutCommentEnd(written);
  if (until !== undefined) return { reason, until };
  const atEnd = /(?:^| )until (\d{4}-\d{2}-\d{2})$/.exec(reason);
  if (atEnd === null) return { reason };
  return { reason: reason.slice(0, atEnd.index).trim(), ...(atEnd[1] !== undefined && { until: atEnd[1] }) };
}

/** A day of the calendar, written with four, two and two digits. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** What ends a comment in some language. */
const COMMENT_ENDS = ['*/', '--%>', '--}}', '-->', '#}', '*)', '%>', '-}', '=#', '#>', '|#', ']]'];

/** What begins the comment of another tool behind ours. */
const COMMENT_STARTS = [' #', ' //', ' /*', ' --', ' ;', ' %', ' <!--'];

/** The comment's own end, or that of the string that it stands in, is not part of the reason. */
function withoutCommentEnd(written: string): string {
  const trimmed = written.trim();
  const edge = [...COMMENT_STARTS, ...COMMENT_ENDS].find((mark) => ` ${trimmed}`.endsWith(mark));
  if (edge !== undefined) return ` ${trimmed}`.slice(0, -edge.length).trim();
  let length = trimmed.length;
  while (length > 0 && QUOTES.includes(trimmed.charAt(length - 1))) length--;
  return trimmed.slice(0, length).trim();
}

const QUOTES = '"\'`,;';
