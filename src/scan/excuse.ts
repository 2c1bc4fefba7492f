/** What excuses a located match, in one order: the rule's own checks, allowlists, inline comments. */

import { TimeLimitReached } from '#detect/budget.ts';
import { messageOf } from '#model/errors.ts';
import type { InlineAllows } from '#model/options.ts';
import type { Problem, SuppressedBy } from '#model/report.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { Located } from '#sources/source.ts';
import { inlineAllow } from '#suppress/inline.ts';
import { misspeltAllow } from '#suppress/misspelt.ts';
import { namesRule } from '#suppress/names-rule.ts';
import { createFindAllowlist } from './allow.ts';
import { type NestedExcuses, NO_NESTED } from './nested.ts';
import type { PairedMatch } from './pair.ts';

/** By what a match is excused, and the reason in words. */
export interface Excused {
  readonly by: SuppressedBy;
  readonly reason: string;
  /** See `SuppressedFinding`. */
  readonly expiry?: string;
  readonly entry?: string;
  readonly otherEntries?: readonly string[];
}

/** Judges matches one by one and collects what it could not judge. */
export interface Excuser {
  excuse(one: Located<PairedMatch>): Excused | undefined;
  /** Allowlists that ran over their time: they excused nothing, and the scan says so. */
  problems(): readonly Problem[];
  /** Inline comments that were meant to excuse something and do not. */
  notices(): readonly string[];
}

/** Whether comments in the scanned content count. */
export interface InlineSettings {
  /** Which of them (`--no-inline`, `--trust`, `[suppress] foreign`). */
  readonly inlineAllows: InlineAllows;
  /** The current day in UTC, as `2027-01-31`: comments may have a last day. */
  readonly today: string;
}

/** An excuser for one scan; `nested` is what configuration files in sub-folders say. */
export function createExcuser(
  compiled: CompiledRules,
  { inlineAllows, today }: InlineSettings,
  nested: NestedExcuses = NO_NESTED,
): Excuser {
  const { allowlists } = nested;
  const findAllowlist = createFindAllowlist({ ...compiled, allowlists: [...compiled.allowlists, ...allowlists] });
  const problems: Problem[] = [];
  const notices = new Set<string>();

  const byFolder = ({ path }: Located<PairedMatch>): Excused | undefined => {
    const reason = nested.excludedBy(path.text);
    return reason === undefined ? undefined : { by: 'allowlist', reason };
  };

  const byAllowlist = ({ path, provenance, match }: Located<PairedMatch>): Excused | undefined => {
    const rule = compiled.byId(match.rule);
    if (rule === undefined) return undefined;
    const commit = 'commit' in provenance ? provenance.commit : undefined;
    try {
      const list = findAllowlist(match, rule, { path: path.text, commit });
      return list && { by: 'allowlist', reason: list.description };
    } catch (error) {
      if (!(error instanceof TimeLimitReached)) throw error;
      problems.push({
        code: 'DETECT',
        message: `an allowlist for rule ${match.rule} was ${messageOf(error)}: it excused nothing here; make its regex simpler`,
        path,
      });
      return undefined;
    }
  };

  const known = new Map<string, boolean>();
  const isKnown = (name: string): boolean => {
    const is = known.get(name) ?? compiled.rules.some(({ rule }) => namesRule(name, rule.reportAs));
    known.set(name, is);
    return is;
  };

  const byComment = ({ path, match }: Located<PairedMatch>): Excused | undefined => {
    if (inlineAllows === 'none') return undefined;
    const rule = compiled.reportedId(match.rule);
    const { comments } = match.excerpt;
    const allow =
      inlineAllow(comments, { rule, today, foreign: inlineAllows === 'all' }) ??
      misspeltAllow(comments, { rule, isKnown });
    if (allow === undefined) return undefined;
    if ('reason' in allow)
      return { by: 'inline', reason: allow.reason, ...(allow.expiry !== undefined && { expiry: allow.expiry }) };
    notices.add(`${path.text}:${allow.line}: ${allow.failure}`);
    return undefined;
  };

  return {
    excuse: (one) =>
      isOwn(one, compiled) ? undefined : (one.match.excuse ?? byFolder(one) ?? byAllowlist(one) ?? byComment(one)),
    problems: () => problems,
    notices: () => [...notices],
  };
}

/** Nothing excuses a credential that the user asked to be warned of by its very value. */
function isOwn({ match }: Located<PairedMatch>, compiled: CompiledRules): boolean {
  return compiled.byId(match.rule)?.rule.own !== undefined;
}
