/** The rules that somebody names on the command line. */

import type { RuleState } from '#config/resolve.ts';
import { UsageError } from '#model/errors.ts';
import { matchesGlob } from '#rules/select-rules.ts';
import { suggestion } from '#rules/suggest.ts';

/**
 * The rules whose id, or the id that their findings carry, is one of `names` or matches one as a glob, each once.
 * Throws UsageError for a name that means none.
 */
export function rulesNamed(names: readonly string[], rules: readonly RuleState[]): readonly RuleState[] {
  const meant = (name: string): readonly RuleState[] =>
    rules.filter(({ rule }) => [rule.id, rule.reportAs].some((id) => matchesGlob(name, id)));
  for (const name of names) {
    if (meant(name).length > 0) continue;
    const ids = new Set(rules.flatMap(({ rule }) => [rule.id, rule.reportAs]));
    throw new UsageError(`there is no rule "${name}"${suggestion(name, ids) || '; "keysieve rules" lists them'}`);
  }
  return [...new Set(names.flatMap(meant))];
}
