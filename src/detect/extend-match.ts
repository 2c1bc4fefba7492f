/** Makes the secret of a raw match as long as its rule's extent says. */

import type { Rule } from '#model/rule.ts';
import { readExtent } from '#rules/extent-names.ts';
import { EXTENTS } from './extents/index.ts';
import type { RawMatch } from './raw-matches.ts';
import type { TextView } from './text-view.ts';

/**
 * The match itself where the rule has no extent; undefined where the extent says that there is no credential. Asked
 * again with what it gave, it gives the same. Throws RulesError for a rule that was never checked and names no extent.
 */
export function extendMatch(rule: Rule, view: TextView, raw: RawMatch): RawMatch | undefined {
  if (rule.extent === undefined) return raw;
  const whole = EXTENTS[readExtent(rule.extent)](view.text(), raw.secretFrom, raw.secretTo);
  if (whole === undefined) return undefined;
  const { from: secretFrom, to: secretTo } = whole;
  return { from: Math.min(raw.from, secretFrom), to: Math.max(raw.to, secretTo), secretFrom, secretTo };
}
