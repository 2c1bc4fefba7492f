/** Rules on paths alone: a file that should not be there, whatever it holds. */

import type { Match } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import { FIRST_POSITION } from '#model/report.ts';
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
    if (found === undefined || regex === undefined) return [];
    const { id, severity, builtIn } = found.rule;
    // Those of built-in rules were proved when they were built, and a hook has no time for a limit on each path.
    const matches = builtIn ? regex.test(path.text) : runWithin(LIMIT_MS, () => regex.test(path.text));
    if (!matches) return [];
    const excerpt = { text: '', column: 1, previous: '' };
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
