/** Finds the commits that brought objects and names in: one pass over the changes of all commits. */

import { type PathName, pathKey } from '#model/path-name.ts';
import { createRawParser, isAbsent } from './raw-diff.ts';
import type { Repository } from './repository.ts';
import { streamGit } from './stream.ts';

/** The first commit, by the order of `commits`, that has an object at a path. */
export interface Appearance {
  readonly path: PathName;
  readonly commit: string;
  /** Index of the commit in the order given. */
  readonly rank: number;
}

/** What one pass over the history found, by object and by name. */
export interface Appearances {
  /** One for each path at which the object ever stood. */
  ofObject(object: string): readonly Appearance[];
  /** One for each path that has `name` as the name of a file or folder. */
  ofName(name: string): readonly Appearance[];
}

/** What to look for. */
export interface Wanted {
  readonly objects: ReadonlySet<string>;
  /** Names of files or folders, without slashes, as `PathName.text` writes them. */
  readonly names: ReadonlySet<string>;
}

/** Up to so many objects git is asked to leave out all other changes. */
const MOST_ARGUMENTS = 500;

/**
 * Merges are compared with all parents at once, so that only what is new to each of them counts: everything else has
 * appeared before, on the side that it came from. `rankOf` orders commits, smallest first.
 */
export async function findAppearances(
  repository: Repository,
  commits: readonly string[],
  wanted: Wanted,
  rankOf: (index: number) => number,
): Promise<Appearances> {
  const objects = new Map<string, Map<string, Appearance>>();
  const names = new Map<string, Map<string, Appearance>>();
  if (wanted.objects.size > 0 || wanted.names.size > 0) {
    let index = 0;
    let commit = '';
    const parse = createRawParser();
    const indexes = new Map(commits.map((id, at) => [id, at]));
    for await (const field of streamGit(repository.git, diffArguments(wanted), {
      separator: 0,
      input: `${commits.join('\n')}\n`,
    })) {
      const record = parse(field);
      if (record === undefined) continue;
      if (record.kind === 'commit') {
        commit = record.commit;
        index = indexes.get(commit) ?? index;
        continue;
      }
      if (isAbsent(record.new)) continue;
      const appearance = { path: record.path, commit, rank: rankOf(index) };
      if (wanted.objects.has(record.new.object)) keepFirst(objects, record.new.object, appearance);
      for (const name of namesIn(record.path, wanted.names)) keepFirst(names, name, appearance);
    }
  }
  return {
    ofObject: (object) => [...(objects.get(object)?.values() ?? [])],
    ofName: (name) => [...(names.get(name)?.values() ?? [])],
  };
}

function diffArguments({ objects, names }: Wanted): string[] {
  const args = [
    'diff-tree',
    '--stdin',
    '-r',
    '-c',
    '--root',
    '--raw',
    '-z',
    '--no-renames',
    '--no-abbrev',
    '--no-relative',
  ];
  if (names.size > 0 || objects.size > MOST_ARGUMENTS) return args;
  return [...args, ...[...objects].map((object) => `--find-object=${object}`)];
}

function keepFirst(all: Map<string, Map<string, Appearance>>, key: string, appearance: Appearance): void {
  const places = all.get(key) ?? new Map<string, Appearance>();
  all.set(key, places);
  const place = pathKey(appearance.path);
  const known = places.get(place);
  if (known === undefined || appearance.rank < known.rank) places.set(place, appearance);
}

function namesIn(path: PathName, names: ReadonlySet<string>): string[] {
  return names.size === 0 ? [] : path.text.split('/').filter((part) => names.has(part));
}
