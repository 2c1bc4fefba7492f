/** Comments around a secret in a text, read as a scan reads them. */

import { FIRST_POSITION } from '#model/position.ts';
import { createCommentFinder } from '#suppress/find-comments.ts';
import { inlineAllow } from '#suppress/inline.ts';
import { createLineIndex } from '#text/line-index.ts';

/** The rule that `verdictOn` asks about. */
export const COMMENTED_RULE = 'aws-access-key-id';

/** What stands for a secret in a text; `[` and `]` are its ends, so that it may go over several lines. */
export const HERE = '[secret]';

/** The reason, `failed: WHY`, or undefined: what comments say of the secret between `[` and `]`. */
export function verdictOn(text: string, { foreign = true, rule = COMMENTED_RULE } = {}): string | undefined {
  const from = text.indexOf('[');
  const to = text.indexOf(']', from) + 1;
  if (from < 0 || to === 0) throw new Error('the text holds no secret');
  const comments = createCommentFinder(text, createLineIndex(text, FIRST_POSITION))(from, to);
  const allow = inlineAllow(comments, { rule, today: '2026-11-23', foreign });
  return allow && ('reason' in allow ? allow.reason : `failed: ${allow.failure}`);
}
