/** Which lines of a staged file are new to every parent, asked for matched files only. */

import { addedLines, type IndexChanges, renamedObjects } from '#git/index-changes.ts';
import { hasContent } from '#git/raw-diff.ts';
import type { Repository } from '#git/repository.ts';
import { readGit } from '#git/spawn.ts';
import { pathObjects } from '#git/tree-paths.ts';
import { pathKey } from '#model/path-name.ts';
import type { LineRange } from '#model/position.ts';
import { decodeText, utf16Encoding } from '#text/decode.ts';

/** Answers for the files of one staged scan; each is compared once. */
export interface NewLines {
  /** New lines of the file whose `pathKey` is given; undefined means all of them. */
  of(key: string): Promise<readonly LineRange[] | undefined>;
}

/** Compares nothing until it is asked: a clean commit never computes a diff. */
export function createNewLines(repository: Repository, { parents, changed }: IndexChanges): NewLines {
  const entries = new Map(changed.map((entry) => [pathKey(entry.path), entry]));
  const renames = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const answers = new Map<string, Promise<readonly LineRange[] | undefined>>();

  const renamedIn = (parent: string): Promise<ReadonlyMap<string, string>> => {
    const known = renames.get(parent) ?? renamedObjects(repository, parent);
    renames.set(parent, known);
    return known;
  };

  /** The blob that `parent` has for the file, under this name or the one that it was renamed from. */
  const objectIn = async (parent: string, at: number, key: string): Promise<string | undefined> => {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    const first = at === 0 ? entry.old[0] : undefined;
    if (first !== undefined && hasContent(first)) return first.object;
    const same = at === 0 ? undefined : (await pathObjects(repository, parent, [entry.path])).get(key);
    return same ?? (await renamedIn(parent)).get(key);
  };

  const compute = async (key: string): Promise<readonly LineRange[] | undefined> => {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    const compare = (await utf16Text(repository, entry.new.object)) === undefined ? addedLines : addedTextLines;
    let lines: readonly LineRange[] | undefined;
    for (const [at, parent] of parents.entries()) {
      const old = await objectIn(parent, at, key);
      const added = old === undefined ? undefined : await compare(repository, old, entry.new.object);
      lines = intersect(lines, added);
    }
    return lines;
  };

  return {
    of(key) {
      const answer = answers.get(key) ?? compute(key);
      answers.set(key, answer);
      return answer;
    },
  };
}

/** The text of a UTF-16 blob, undefined for others: git ends lines at every byte 10, which UTF-16 has inside of characters. */
async function utf16Text(repository: Repository, object: string): Promise<string | undefined> {
  const bytes = await readGit(repository.git, ['cat-file', 'blob', object]);
  return utf16Encoding(bytes) === undefined ? undefined : decodeText(bytes).text;
}

/** Lines of `to` that occur more often in it than in `from`; all of them where `from` is no such text. */
async function addedTextLines(
  repository: Repository,
  from: string,
  to: string,
): Promise<readonly LineRange[] | undefined> {
  const [old, text] = [await utf16Text(repository, from), await utf16Text(repository, to)];
  if (old === undefined || text === undefined) return undefined;
  const left = new Map<string, number>();
  for (const line of old.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return text.split('\n').flatMap((line, at) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count > 0 ? [] : [{ first: at + 1, last: at + 1 }];
  });
}

/** Lines in both; undefined stands for all lines. */
function intersect(
  a: readonly LineRange[] | undefined,
  b: readonly LineRange[] | undefined,
): readonly LineRange[] | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const range = { first: Math.max(one.first, other.first), last: Math.min(one.last, other.last) };
      return range.first <= range.last ? [range] : [];
    }),
  );
}
