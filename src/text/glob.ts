/** Path globs: the only file that knows micromatch. */

import micromatch from 'micromatch';

/**
 * A test for one of `globs`. Paths use `/`; names that begin with a dot match like others. A glob without a slash is
 * tried on every level (`*.pem` means any folder's), and one that names a folder covers what is below it.
 */
export function createGlobMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap(expandGlob);
  if (patterns.length === 0) return () => false;
  const matchers = patterns.map((pattern) => micromatch.matcher(pattern, { dot: true }));
  return (path) => matchers.some((matches) => matches(path));
}

function expandGlob(glob: string): string[] {
  const trimmed = glob.replace(/^\.\//, '').replace(/\/+$/, '');
  // Nothing is left of `/` and `./`, which name the top; micromatch knows no empty pattern.
  if (trimmed === '') return glob === '' ? [] : ['**'];
  const anchored = trimmed.startsWith('/') ? trimmed.slice(1) : trimmed;
  const rooted = trimmed.startsWith('/') || anchored.includes('/') ? [anchored] : [anchored, `**/${anchored}`];
  return rooted.flatMap((pattern) => [pattern, `${pattern}/**`]);
}
