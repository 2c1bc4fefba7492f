/** Path filters of the options, as one question with the reason for its answer. */

import { runWithin } from '#detect/budget.ts';
import type { PathFilter } from '#model/options.ts';

/** Why a path does not count, in words, or undefined when it does. */
export type ExcludedBy = (path: string) => string | undefined;

/** Micromatch is loaded only when there is a glob. */
export async function createExcludedBy({ include, exclude }: PathFilter): Promise<ExcludedBy> {
  if (include.length === 0 && exclude.length === 0) return () => undefined;
  const { createGlobMatcher } = await import('#text/glob.ts');
  const isIncluded = within(createGlobMatcher(include), [...include]);
  const isExcluded = within(createGlobMatcher(exclude), [...exclude]);
  return (path) => {
    if (isExcluded(path)) return 'excluded';
    return include.length === 0 || isIncluded(path) ? undefined : 'not included';
  };
}

/** Time for all globs on one path. */
const LIMIT_MS = 1000;

/** Few wildcards cannot take long. Others run under a limit, since globs may come from the scanned repository. */
function within(matches: (path: string) => boolean, globs: readonly string[]): (path: string) => boolean {
  if (globs.every((glob) => glob.length < 1000 && !/[(){}]|(?:\*[^*]*){5}/.test(glob))) return matches;
  return (path) => runWithin(LIMIT_MS, () => matches(path));
}
