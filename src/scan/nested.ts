/** Asks what configuration files in sub-folders say of what was found, and makes questions about paths of it. */

import type { FindNested, NestedExclude } from '#model/nested.ts';
import type { Problem } from '#model/report.ts';
import type { Allowlist } from '#model/rule.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { Located } from '#sources/source.ts';
import type { PairedMatch } from './pair.ts';
import { createExcludedBy, type ExcludedBy } from './path-filter.ts';

/** What such files excuse, and what is to be said of them. */
export interface NestedExcuses {
  readonly allowlists: readonly Allowlist[];
  /** The file that excludes a path, in words. */
  readonly excludedBy: ExcludedBy;
  readonly narrowedBy: readonly string[];
  readonly notices: readonly string[];
  readonly problems: readonly Problem[];
}

/** Where there is none. */
export const NO_NESTED: NestedExcuses = {
  allowlists: [],
  excludedBy: () => undefined,
  narrowedBy: [],
  notices: [],
  problems: [],
};

/** Nothing is looked for where nothing was found. Former names count too, since a name may be what excused a content. */
export async function nestedExcuses(
  find: FindNested | undefined,
  places: readonly Located<PairedMatch>[],
  { rules }: CompiledRules,
): Promise<NestedExcuses> {
  if (find === undefined || places.length === 0) return NO_NESTED;
  const paths = places.flatMap(({ path, movedFrom }) => [
    path.text,
    ...(movedFrom === undefined ? [] : [movedFrom.text]),
  ]);
  const { excludes, ...found } = await find(
    [...new Set(paths)],
    rules.map(({ rule }) => rule),
  );
  return { ...found, excludedBy: await excludedByAny(excludes) };
}

async function excludedByAny(excludes: readonly NestedExclude[]): Promise<ExcludedBy> {
  const tests = await Promise.all(
    excludes.map(async ({ folder, globs, file }) => ({
      folder,
      file,
      excludedBy: await createExcludedBy({ include: [], exclude: globs }),
    })),
  );
  const known = new Map<string, string | undefined>();
  const ask = (path: string): string | undefined => {
    const found = tests.find(
      ({ folder, excludedBy }) => path.startsWith(folder) && excludedBy(path.slice(folder.length)) !== undefined,
    );
    return found && `excluded by ${found.file}`;
  };
  return (path) => {
    if (!known.has(path)) known.set(path, ask(path));
    return known.get(path);
  };
}
