/** Takes out the lines that an allowed pattern matches, as they stand: `name:line:content`. */

import { runWithin, TimeLimitReached } from '#detect/budget.ts';
import { compileRegex } from '#rules/compile.ts';
import { endsSoon } from '#rules/ends-soon.ts';
import type { LinePattern } from './compile-pattern.ts';

/** The lines that are left, and sentences about patterns that ran over their time and allowed nothing. */
export interface FilteredLines {
  readonly lines: readonly string[];
  readonly problems: readonly string[];
}

/** Time for one pattern on one line, where it is not shown to end soon: `.gitallowed` comes with a repository. */
const LIMIT_MS = 1000;

/** Filters `lines`, all in Latin-1. */
export function filterAllowed(lines: readonly string[], allowed: readonly LinePattern[]): FilteredLines {
  const slow = new Set<LinePattern>();
  const tests = allowed.map((pattern) => ({ pattern, regex: compileRegex(pattern.regex) }));
  const matches = (pattern: LinePattern, regex: RegExp, line: string): boolean => {
    if (endsSoon(pattern.safety(), line.length)) return regex.test(line);
    if (slow.has(pattern)) return false;
    try {
      return runWithin(LIMIT_MS, () => regex.test(line));
    } catch (error) {
      if (!(error instanceof TimeLimitReached)) throw error;
      slow.add(pattern);
      return false;
    }
  };
  return {
    lines: lines.filter((line) => !tests.some(({ pattern, regex }) => matches(pattern, regex, line))),
    problems: [...slow].map(({ name }) => `${name} took too long and allowed nothing: make it simpler`),
  };
}
