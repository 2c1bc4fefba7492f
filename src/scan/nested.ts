/** Asks what configuration files in sub-folders say of what was found, and makes questions about paths of it. */

import { TimeLimitReached } from '#detect/budget.ts';
import { KeysieveError, messageOf } from '#model/errors.ts';
import type { FindNested, NestedConfig, NestedExclude } from '#model/nested.ts';
import type { Problem } from '#model/report.ts';
import type { Allowlist } from '#model/rule.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { Located } from '#sources/source.ts';
import type { PairedMatch } from './pair.ts';
import { createExcludedBy, type ExcludedBy } from './path-filter.ts';
import { problemOf } from './problem-of.ts';

/** What such files excuse, and what is to be said of them. */
export interface NestedExcuses {
  readonly allowlists: readonly Allowlist[];
  /** The file that excludes a path, in words. */
  readonly excludedBy: ExcludedBy;
  readonly narrowedBy: readonly string[];
  readonly notices: readonly string[];
  /** Files that cannot be used, and globs that were stopped so far. */
  problems(): readonly Problem[];
}

/** Where there is none. */
export const NO_NESTED: NestedExcuses = {
  allowlists: [],
  excludedBy: () => undefined,
  narrowedBy: [],
  notices: [],
  problems: () => [],
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
  try {
    const known = rules.map(({ rule }) => rule);
    return await excusesOf(await find([...new Set(paths)], known));
  } catch (error) {
    // What was found is told all the same, and excused by nothing.
    if (!(error instanceof KeysieveError)) throw error;
    return { ...NO_NESTED, problems: () => [problemOf(error)] };
  }
}

async function excusesOf({ excludes, problems, ...found }: NestedConfig): Promise<NestedExcuses> {
  const stopped: Problem[] = [];
  const excludedBy = await excludedByAny(excludes, stopped);
  return { ...found, excludedBy, problems: () => [...problems, ...stopped] };
}

/** A glob that is stopped excludes nothing, and is added to `stopped`. */
async function excludedByAny(excludes: readonly NestedExclude[], stopped: Problem[]): Promise<ExcludedBy> {
  const tests = await Promise.all(
    excludes.map(async ({ folder, globs, file }) => ({
      folder,
      file,
      excludedBy: await createExcludedBy({ include: [], exclude: globs }),
    })),
  );
  const covers = ({ folder, file, excludedBy }: (typeof tests)[number], path: string): boolean => {
    try {
      return path.startsWith(folder) && excludedBy(path.slice(folder.length)) !== undefined;
    } catch (error) {
      if (!(error instanceof TimeLimitReached)) throw error;
      const message = `${file}: a glob of scan.exclude was ${messageOf(error)}: it excludes nothing here; make it simpler`;
      stopped.push({ code: 'CONFIG', message, path: { text: path } });
      return false;
    }
  };
  const known = new Map<string, string | undefined>();
  return (path) => {
    const found = known.has(path) ? undefined : tests.find((test) => covers(test, path));
    if (!known.has(path)) known.set(path, found && `excluded by ${found.file}`);
    return known.get(path);
  };
}
