/** Sorts what refs lead to: commits, and the tags, trees and blobs that no walk over commits comes to. */

import { Buffer } from 'node:buffer';
import { GitError, messageOf } from '#model/errors.ts';
import type { Tip } from '#model/options.ts';
import type { PathName } from '#model/path-name.ts';
import { pathFromBytes } from '#text/path-name.ts';
import { readObjects } from './cat-file.ts';
import { objectTypes } from './object-types.ts';
import type { Repository } from './repository.ts';
import { streamGit } from './stream.ts';

/** A blob that a ref, a tag or a tree without a commit names. */
export interface LoneBlob {
  readonly object: string;
  /** In the tree; of a blob without one the name of the ref, or `(blob ID)`. */
  readonly path: PathName;
  /** What leads to it. */
  readonly refs: readonly PathName[];
}

/** What refs lead to. */
export interface TipObjects {
  readonly commits: readonly string[];
  /** All annotated tags on the way, tags of tags among them. */
  readonly tags: readonly string[];
  readonly blobs: readonly LoneBlob[];
  /** What could not be followed to its end, a sentence each. */
  readonly failures: readonly string[];
}

/** The same while it is being put together. */
type Sorted = { readonly [K in keyof TipObjects]: TipObjects[K][number][] };

/** Throws GitError where nothing can be asked at all; a single object that cannot be read costs the others nothing. */
export async function sortTips(repository: Repository, tips: readonly Tip[]): Promise<TipObjects> {
  const sorted: Sorted = { commits: [], tags: [], blobs: [], failures: [] };
  const seen = new Set<string>();
  // What a ref leads to goes by its name, also where it was named by itself as well.
  await follow(repository, gather(tips, seen, 'named'), seen, sorted);
  await follow(repository, gather(tips, seen, 'unnamed'), seen, sorted);
  return sorted;
}

/** Objects that are still to be looked at, with the refs that lead to them. */
type Open = ReadonlyMap<string, readonly PathName[]>;

async function follow(repository: Repository, tips: Open, seen: Set<string>, sorted: Sorted): Promise<void> {
  for (let open = tips; open.size > 0; ) {
    const tags: string[] = [];
    for (const { id, type } of await objectTypes(repository, [...open.keys()])) {
      const refs = open.get(id) ?? [];
      if (type === undefined) sorted.failures.push(missing(id, refs));
      else if (type === 'commit') sorted.commits.push(id);
      else if (type === 'tag') tags.push(id);
      else if (type === 'blob') sorted.blobs.push({ object: id, path: refs[0] ?? { text: `(blob ${id})` }, refs });
      else await addTree(repository, id, refs, sorted);
    }
    sorted.tags.push(...tags);
    const targets = await targetsOf(repository, tags, sorted.failures);
    const tipsBehind = targets.flatMap(({ tag, object }) => tipsAt(object, open.get(tag) ?? []));
    open = gather(tipsBehind, seen);
  }
}

/** The refs of each object that was not seen before. */
function gather(tips: readonly Tip[], seen: Set<string>, which?: 'named' | 'unnamed'): Open {
  const open = new Map<string, PathName[]>();
  for (const { object, ref } of tips) {
    if (seen.has(object) || which === (ref === undefined ? 'named' : 'unnamed')) continue;
    const refs = open.get(object) ?? [];
    if (ref !== undefined) refs.push(ref);
    open.set(object, refs);
  }
  for (const object of open.keys()) seen.add(object);
  return open;
}

function tipsAt(object: string, refs: readonly PathName[]): readonly Tip[] {
  return refs.length === 0 ? [{ object }] : refs.map((ref) => ({ object, ref }));
}

function missing(id: string, [ref]: readonly PathName[]): string {
  const named = ref === undefined ? '' : `, to which ${ref.text} leads,`;
  return `object ${id}${named} is missing or damaged`;
}

/** What annotated tags name; a tag begins with its `object` line. */
async function targetsOf(
  repository: Repository,
  tags: readonly string[],
  failures: string[],
): Promise<readonly { readonly tag: string; readonly object: string }[]> {
  const targets: { tag: string; object: string }[] = [];
  for await (const batch of tags.length === 0 ? [] : readObjects(repository.git, tags)) {
    for (const part of batch) {
      if (part.kind === 'failure') failures.push(`tag ${part.object} cannot be read: ${part.reason}`);
      if (part.kind === 'failure' || !part.first) continue;
      const object = /^object ([0-9a-f]+)\n/.exec(Buffer.from(part.bytes).toString('latin1', 0, MOST_LINE_BYTES))?.[1];
      if (object === undefined) failures.push(`tag ${part.object} does not say what it names`);
      else targets.push({ tag: part.object, object });
    }
  }
  return targets;
}

/** `object `, a SHA-256 in hex and a newline are 72. */
const MOST_LINE_BYTES = 80;

/** What git lists until it comes to something that it cannot read counts too. */
async function addTree(
  repository: Repository,
  tree: string,
  refs: readonly PathName[],
  { blobs, failures }: Sorted,
): Promise<void> {
  try {
    const args = ['ls-tree', '-r', '-z', '--full-tree', tree];
    for await (const field of streamGit(repository.git, args, { separator: 0 })) {
      const tab = field.indexOf(9);
      const [, type, object = ''] = field.toString('latin1', 0, tab).split(' ');
      if (type === 'blob') blobs.push({ object, path: pathFromBytes(field.subarray(tab + 1)), refs });
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    failures.push(`tree ${tree} cannot be listed: ${messageOf(error)}`);
  }
}
