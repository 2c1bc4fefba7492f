/** What the index would add to its parents. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PathName, pathKey } from '#model/path-name.ts';
import { EMPTY_TREE } from './empty-tree.ts';
import { plainChanges } from './plain/plain-changes.ts';
import { createRawParser, type RawEntry } from './raw-diff.ts';
import type { Repository } from './repository.ts';
import { gitFailure, runGit } from './spawn.ts';
import { splitNul } from './work-tree.ts';

/** `parents` (HEAD first) are revisions; `changed` are the entries of the index that differ from all of them. */
export interface IndexChanges {
  readonly parents: readonly string[];
  readonly changed: readonly RawEntry[];
}

/**
 * Compares the index with HEAD and, while a merge is in progress, with every other parent; touches no file. `merging`
 * are parents that MERGE_HEAD does not name yet.
 */
export async function indexChanges(repository: Repository, merging: readonly string[] = []): Promise<IndexChanges> {
  const plain = merging.length > 0 ? undefined : plainChanges(repository);
  if (plain !== undefined) {
    return { parents: [plain.head === undefined ? EMPTY_TREE.sha1 : 'HEAD'], changed: plain.changed };
  }
  const others = [...new Set([...mergeHeads(repository), ...merging])];
  const { parents, changed: first } = await changesFromHead(repository);
  let changed = first;
  for (const other of others) {
    const names = new Set(
      (await diffIndexOrThrow(repository, other, ['--no-renames'])).map((entry) => pathKey(entry.path)),
    );
    changed = changed.filter((entry) => names.has(pathKey(entry.path)));
  }
  return { parents: [...parents, ...others], changed };
}

/** Compares the index with HEAD alone, also while a merge is in progress. */
export async function changesFromHead(repository: Repository): Promise<IndexChanges> {
  const head = await diffIndex(repository, 'HEAD', ['--no-renames']);
  if (head !== undefined) return { parents: ['HEAD'], changed: head };
  const emptyTree = EMPTY_TREE[repository.objectFormat];
  return { parents: [emptyTree], changed: await diffIndexOrThrow(repository, emptyTree, ['--no-renames']) };
}

/** Hashes of the commits being merged into HEAD. */
function mergeHeads(repository: Repository): string[] {
  const file = join(repository.gitDir, 'MERGE_HEAD');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^[0-9a-f]{40,64}$/.test(line));
}

/** The raw entries, or undefined when `parent` is HEAD of a branch without commits. */
async function diffIndex(
  repository: Repository,
  parent: string,
  options: readonly string[],
): Promise<readonly RawEntry[] | undefined> {
  const args = ['diff-index', '--cached', '--raw', '-z', '--no-abbrev', '--no-relative', ...options, parent, '--'];
  const result = await runGit(repository.git, args);
  if (result.status !== 0) {
    if (parent === 'HEAD' && (await isUnborn(repository))) return undefined;
    throw gitFailure(args, result.status, result.stderr);
  }
  const parse = createRawParser();
  return splitNul(result.stdout).flatMap((field) => {
    const record = parse(field);
    return record?.kind === 'entry' ? [record] : [];
  });
}

async function diffIndexOrThrow(
  repository: Repository,
  parent: string,
  options: readonly string[],
): Promise<readonly RawEntry[]> {
  const entries = await diffIndex(repository, parent, options);
  return entries ?? diffIndexOrThrow(repository, EMPTY_TREE[repository.objectFormat], options);
}

/** HEAD names a branch that has no commit yet; a HEAD that names a missing object is not that. */
async function isUnborn(repository: Repository): Promise<boolean> {
  const { status } = await runGit(repository.git, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  return status === 1;
}

/** The name of a file before it was renamed, and the object that it had under it. */
export interface OldName {
  readonly path: PathName;
  readonly object: string;
}

/** For each path that the index adds to `parent` under a new name, by its `pathKey`: the old one. */
export async function oldNames(repository: Repository, parent: string): Promise<ReadonlyMap<string, OldName>> {
  const entries = await diffIndexOrThrow(repository, parent, ['--find-renames']);
  return new Map(
    entries.flatMap((entry) => {
      const object = entry.old[0]?.object;
      const path = entry.oldPath;
      if (!entry.status.startsWith('R') || object === undefined || path === undefined) return [];
      return [[pathKey(entry.path), { path, object }] as const];
    }),
  );
}
