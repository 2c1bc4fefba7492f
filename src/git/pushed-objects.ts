/** Sorts what a push brings: commits, and the tags, trees and blobs that no walk over commits comes to. */

import { Buffer } from 'node:buffer';
import { GitError } from '#model/errors.ts';
import type { PathName } from '#model/path-name.ts';
import { pathFromBytes } from '#text/path-name.ts';
import { readObjects } from './cat-file.ts';
import type { Repository } from './repository.ts';
import { readGit } from './spawn.ts';
import { streamGit } from './stream.ts';

/** A blob that a ref, a tag or a pushed tree names, and not only a commit. */
export interface PushedBlob {
  readonly object: string;
  readonly path: PathName;
  /** The object that was pushed to bring it. */
  readonly tip: string;
}

/** What `ids` lead to. `tags` are all annotated tags on the way, tags of tags among them. */
export interface PushedObjects {
  readonly commits: readonly string[];
  readonly tags: readonly string[];
  readonly blobs: readonly PushedBlob[];
}

/** Throws GitError where an object is missing: what it leads to could not be scanned. */
export async function sortPushed(repository: Repository, ids: readonly string[]): Promise<PushedObjects> {
  const seen = new Set<string>();
  const commits: string[] = [];
  const tags: string[] = [];
  const blobs: PushedBlob[] = [];
  for (let open = unseen(ids, seen); open.length > 0; ) {
    const inTurn: string[] = [];
    for (const { id, type } of await typesOf(repository, open)) {
      if (type === undefined) throw new GitError(`object ${id}, which is pushed, is not there: check with git fsck`);
      if (type === 'commit') commits.push(id);
      else if (type === 'tag') inTurn.push(id);
      else if (type === 'tree') blobs.push(...(await blobsOfTree(repository, id)));
      else blobs.push({ object: id, path: { text: `(object ${id})` }, tip: id });
    }
    tags.push(...inTurn);
    open = unseen(await targetsOf(repository, inTurn), seen);
  }
  return { commits, tags, blobs };
}

/** Those of `ids` that the repository has. */
export async function presentObjects(repository: Repository, ids: readonly string[]): Promise<readonly string[]> {
  const types = await typesOf(repository, [...new Set(ids)]);
  return types.flatMap(({ id, type }) => (type === undefined ? [] : [id]));
}

function unseen(ids: readonly string[], seen: Set<string>): readonly string[] {
  const fresh = [...new Set(ids)].filter((id) => !seen.has(id));
  for (const id of fresh) seen.add(id);
  return fresh;
}

interface TypedObject {
  readonly id: string;
  /** Undefined for an object that is missing. */
  readonly type: string | undefined;
}

/** Reads `<id> <type> <size>` and `<id> missing`. */
async function typesOf(repository: Repository, ids: readonly string[]): Promise<readonly TypedObject[]> {
  if (ids.length === 0) return [];
  const printed = await readGit(repository.git, ['cat-file', '--batch-check'], `${ids.join('\n')}\n`);
  const lines = printed.toString('utf8').split('\n').slice(0, ids.length);
  return lines.map((line, at) => {
    const type = /^[0-9a-f]+ (commit|tag|tree|blob) \d+$/.exec(line)?.[1];
    if (type === undefined && !/ missing$/.test(line)) {
      throw new GitError(`git cat-file answered something unknown about object ${ids[at]}`);
    }
    return { id: ids[at] ?? '', type };
  });
}

/** What annotated tags name; a tag begins with its `object` line. */
async function targetsOf(repository: Repository, tags: readonly string[]): Promise<readonly string[]> {
  const targets: string[] = [];
  for await (const batch of tags.length === 0 ? [] : readObjects(repository.git, tags)) {
    for (const part of batch) {
      if (part.kind === 'failure') throw new GitError(`tag ${part.object} cannot be read: ${part.reason}`);
      if (!part.first) continue;
      const target = /^object ([0-9a-f]+)\n/.exec(Buffer.from(part.bytes).toString('latin1', 0, MOST_LINE_BYTES))?.[1];
      if (target === undefined) throw new GitError(`tag ${part.object} does not say what it names`);
      targets.push(target);
    }
  }
  return targets;
}

/** `object `, a SHA-256 in hex and a newline are 72. */
const MOST_LINE_BYTES = 80;

async function blobsOfTree(repository: Repository, tree: string): Promise<readonly PushedBlob[]> {
  const blobs: PushedBlob[] = [];
  for await (const field of streamGit(repository.git, ['ls-tree', '-r', '-z', '--full-tree', tree], { separator: 0 })) {
    const tab = field.indexOf(9);
    const [, type, object = ''] = field.toString('latin1', 0, tab).split(' ');
    if (type === 'blob') blobs.push({ object, path: pathFromBytes(field.subarray(tab + 1)), tip: tree });
  }
  return blobs;
}
