/** Which lines of a staged file are new to every parent, asked for matched files only. */

import { type IndexChanges, type OldName, oldNames } from '#git/index-changes.ts';
import { hasContent } from '#git/raw-diff.ts';
import type { Repository } from '#git/repository.ts';
import { readGit } from '#git/spawn.ts';
import { pathObjects } from '#git/tree-paths.ts';
import { type PathName, pathKey } from '#model/path-name.ts';
import type { LineRange } from '#model/position.ts';
import { decodeText } from '#text/decode.ts';

/** Answers for the files of one staged scan; each is compared once. */
export interface NewLines {
  /** New lines of the file whose `pathKey` is given; undefined means all of them. */
  of(key: string): Promise<readonly LineRange[] | undefined>;
  /** The name that the file had in HEAD, where that was another. */
  movedFrom(key: string): Promise<PathName | undefined>;
}

/** Compares nothing until it is asked: a clean commit never computes a diff. */
export function createNewLines(repository: Repository, { parents, changed }: IndexChanges): NewLines {
  const entries = new Map(changed.map((entry) => [pathKey(entry.path), entry]));
  const renames = new Map<string, Promise<ReadonlyMap<string, OldName>>>();
  const answers = new Map<string, Promise<readonly LineRange[] | undefined>>();

  const renamedIn = (parent: string): Promise<ReadonlyMap<string, OldName>> => {
    const known = renames.get(parent) ?? oldNames(repository, parent);
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
    return same ?? (await renamedIn(parent)).get(key)?.object;
  };

  const compute = async (key: string): Promise<readonly LineRange[] | undefined> => {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    let lines: readonly LineRange[] | undefined;
    for (const [at, parent] of parents.entries()) {
      const old = await objectIn(parent, at, key);
      const added =
        old === undefined
          ? undefined
          : addedLines(await blobText(repository, old), await blobText(repository, entry.new.object));
      lines = intersect(lines, added);
    }
    return lines;
  };

  return {
    movedFrom: async (key) => (await renamedIn(parents[0] ?? 'HEAD')).get(key)?.path,
    of(key) {
      const answer = answers.get(key) ?? compute(key);
      answers.set(key, answer);
      return answer;
    },
  };
}

async function blobText(repository: Repository, object: string): Promise<string> {
  return decodeText(await readGit(repository.git, ['cat-file', 'blob', object])).text;
}

/**
 * Lines of `text` that occur more often in it than in `old`; of several equal ones the last. A line that only moved is
 * thus no news, other than for `git diff`, which a scan would have to ask with care: it reads attributes, settings and
 * files of the work tree.
 */
export function addedLines(old: string, text: string): readonly LineRange[] {
  const left = new Map<string, number>();
  for (const line of old.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  const added: { first: number; last: number }[] = [];
  text.split('\n').forEach((line, at) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    const before = added.at(-1);
    if (count > 0) return;
    if (before?.last === at) before.last = at + 1;
    else added.push({ first: at + 1, last: at + 1 });
  });
  return added;
}

/** Lines in both, which are in order; undefined stands for all lines. */
export function intersect(
  a: readonly LineRange[] | undefined,
  b: readonly LineRange[] | undefined,
): readonly LineRange[] | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const both: LineRange[] = [];
  for (let [i, j] = [0, 0]; ; ) {
    const [one, other] = [a[i], b[j]];
    if (one === undefined || other === undefined) return both;
    const range = { first: Math.max(one.first, other.first), last: Math.min(one.last, other.last) };
    if (range.first <= range.last) both.push(range);
    if (one.last <= other.last) i++;
    else j++;
  }
}
