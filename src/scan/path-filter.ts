/** Path filters of the options, as one question with the reason for its answer. */

import type { PathFilter } from '#model/options.ts';

/** Why a path does not count, in words, or undefined when it does. */
export type ExcludedBy = (path: string) => string | undefined;

/** Micromatch is loaded only when there is a glob. */
export async function createExcludedBy({ include, exclude }: PathFilter): Promise<ExcludedBy> {
  if (include.length === 0 && exclude.length === 0) return () => undefined;
  const { createGlobMatcher } = await import('#text/glob.ts');
  const isIncluded = createGlobMatcher(include);
  const isExcluded = createGlobMatcher(exclude);
  return (path) => {
    if (isExcluded(path)) return 'excluded';
    return include.length === 0 || isIncluded(path) ? undefined : 'not included';
  };
}
