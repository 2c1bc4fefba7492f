/** Asks whether rules that speak of some paths cover one; a user's pattern may never come to its end by itself. */

import { runWithin, TimeLimitReached } from '#detect/budget.ts';
import { messageOf } from '#model/errors.ts';
import type { PathName } from '#model/path-name.ts';
import type { Problem } from '#model/report.ts';
import type { CompiledRules } from '#rules/compile.ts';

/** Answers are kept: one file may have many matches. */
export interface PathTest {
  /** Whether the rule counts in such a file; one whose pattern is stopped counts, and is a problem. */
  covers(rule: string, path: PathName): boolean;
  problems(): readonly Problem[];
}

/** Time for one pattern on one path. */
const LIMIT_MS = 1000;

/** A test of the path patterns of `compiled`. */
export function createPathTest(compiled: CompiledRules): PathTest {
  const known = new Map<string, boolean>();
  const problems: Problem[] = [];

  const ask = (rule: string, path: PathName): boolean => {
    const found = compiled.byId(rule);
    const regex = found?.pathRegex();
    if (regex === undefined || found?.rule.builtIn === true) return regex?.test(path.text) ?? true;
    try {
      return runWithin(LIMIT_MS, () => regex.test(path.text));
    } catch (error) {
      if (!(error instanceof TimeLimitReached || error instanceof RangeError)) throw error;
      const message = `the path pattern of rule ${rule} was ${messageOf(error)}, so the rule counts here: make it simpler`;
      problems.push({ code: 'DETECT', message, path });
      return true;
    }
  };

  return {
    covers(rule, path) {
      const key = `${rule}\0${path.text}`;
      const answer = known.get(key) ?? ask(rule, path);
      known.set(key, answer);
      return answer;
    },
    problems: () => problems,
  };
}
