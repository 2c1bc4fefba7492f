/** Rules on paths alone: a file that should not be there, whatever it holds. */

import type { Match } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import { FIRST_POSITION } from '#model/report.ts';
import type { Rule } from '#model/rule.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { runWithin } from './budget.ts';

/** Time for one pattern on one path. */
const LIMIT_MS = 1000;

/**
 * One match for each rule without a regex whose path pattern matches; its secret is empty: the file is the
 * finding. Throws TimeLimitReached for a pattern that does not come to its end.
 */
export function matchPath(path: PathName, compiled: CompiledRules): readonly Match[] {
  return compiled.pathOnly.flatMap((index) => {
    const found = compiled.rules[index];
    const regex = found?.pathRegex();
    if (found === undefined || regex === undefined || !covers(found.rule, regex, path)) return [];
    const { id, severity } = found.rule;
    const excerpt = { text: '', column: 1, comments: [] };
    return [
      {
        rule: id,
        secret: '',
        matched: '',
        offset: 0,
        start: FIRST_POSITION,
        end: FIRST_POSITION,
        excerpt,
        severity,
        details: {},
      },
    ];
  });
}

/** A watchdog for each file would cost more than the scan of many of them; ours are shown safe when they are built. */
function covers({ builtIn }: Rule, regex: RegExp, { text }: PathName): boolean {
  return builtIn ? regex.test(text) : runWithin(LIMIT_MS, () => regex.test(text));
}
