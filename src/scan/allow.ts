/** Decides whether an allowlist excuses a located match. */

import { runWithin, TimeLimitReached } from '#detect/budget.ts';
import type { Match } from '#model/match.ts';
import type { Allowlist, RegexData, RegexTarget } from '#model/rule.ts';
import { type CompiledRule, type CompiledRules, compileRegex } from '#rules/compile.ts';

/** What allowlists look at beside the match itself. */
export interface AllowContext {
  readonly path: string;
  readonly commit: string | undefined;
}

/** The first allowlist that excuses a match, or undefined. Throws TimeLimitReached where a user's regex takes too long. */
export type FindAllowlist = (match: Match, rule: CompiledRule, context: AllowContext) => Allowlist | undefined;

/** Time for one regex of a user's allowlist on one match. */
const LIMIT_MS = 1000;

/** A regex that ran over its time so often is not tried again: there may be thousands of matches. */
const MOST_OVERRUNS = 3;

/** Rule allowlists come first, then global ones in the order of their files; regexes are compiled when first needed. */
export function createFindAllowlist(compiled: CompiledRules): FindAllowlist {
  const regexes = new Map<RegexData, RegExp>();
  const overruns = new Map<RegexData, number>();
  const matches = (data: RegexData, text: string, builtIn: boolean): boolean => {
    const regex = regexes.get(data) ?? compileRegex(data);
    regexes.set(data, regex);
    if (builtIn) return regex.test(text);
    const before = overruns.get(data) ?? 0;
    if (before >= MOST_OVERRUNS) throw new TimeLimitReached(`left out, being stopped ${MOST_OVERRUNS} times before`);
    // Counted beforehand and taken back, so that nothing has to be caught.
    overruns.set(data, before + 1);
    const answer = runWithin(LIMIT_MS, () => regex.test(text));
    overruns.set(data, before);
    return answer;
  };

  const agrees = (list: Allowlist, match: Match, context: AllowContext): boolean => {
    const { folder = '' } = list;
    if (!context.path.startsWith(folder)) return false;
    const { commit } = context;
    const path = context.path.slice(folder.length);
    const builtIn = list.origin === BUILT_IN;
    const target = targetOf(list.regexTarget, match, path);
    const tests: (() => boolean)[] = [];
    if (list.regexes.length > 0) tests.push(() => list.regexes.some((regex) => matches(regex, target, builtIn)));
    if (list.paths.length > 0) tests.push(() => list.paths.some((regex) => matches(regex, path, builtIn)));
    if (list.stopwords.length > 0)
      tests.push(() => list.stopwords.some((word) => match.secret.toLowerCase().includes(word)));
    if (list.commits.length > 0)
      tests.push(() => commit !== undefined && list.commits.some((prefix) => commit.startsWith(prefix)));
    if (tests.length === 0) return false;
    return list.condition === 'and' ? tests.every((test) => test()) : tests.some((test) => test());
  };

  return (match, { rule }, context) =>
    [...rule.allowlists, ...compiled.allowlists.filter((list) => concerns(list, rule.id, rule.reportAs))].find((list) =>
      agrees(list, match, context),
    );
}

function targetOf(target: RegexTarget, { secret, matched, excerpt, start }: Match, path: string): string {
  switch (target) {
    case 'secret':
      return secret;
    case 'match':
      return matched;
    case 'line':
      return excerpt.text;
    case 'place':
      return `${path}:${start.line}:${excerpt.text}`;
    default:
      return target satisfies never;
  }
}

const BUILT_IN = 'built in';

function concerns(list: Allowlist, ...ids: readonly string[]): boolean {
  return list.targetRules.length === 0 || list.targetRules.some((id) => ids.includes(id));
}
