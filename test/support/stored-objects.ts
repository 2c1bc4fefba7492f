/** All objects of a repository as the pack reader gives them, and as git does, to be compared. */

import { createHash } from 'node:crypto';
import type { ObjectFailure, ObjectPart } from '#git/batch-parser.ts';
import { readObjects } from '#git/cat-file.ts';
import { openObjectStore } from '#git/pack/object-store.ts';
import { type KnownObjects, pickObjects } from '#git/pack/pick-objects.ts';
import { planStore, type StoreShare } from '#git/pack/plan-store.ts';
import { readLoose } from '#git/pack/read-loose.ts';
import { type ObjectForGit, readPacked } from '#git/pack/read-packed.ts';
import { createReferenceCheck } from '#git/reference-check.ts';
import type { Repository } from '#git/repository.ts';
import { git } from './repo.ts';

/** Objects by id: their type, size and a digest of their content. Everything that was said beside. */
export interface StoredObjects {
  readonly objects: ReadonlyMap<string, string>;
  readonly complaints: readonly string[];
  readonly failures: readonly ObjectFailure[];
  readonly forGit: readonly string[];
}

function describeObject({ type, size, bytes }: ObjectPart): string {
  return `${type} ${size} ${createHash('sha1').update(bytes).digest('hex')}`;
}

/** The shares of all objects but those that are known. */
export function planAll(repository: Repository, known?: KnownObjects): Generator<StoreShare> {
  const store = openObjectStore(repository);
  return planStore(store, pickObjects(store, createReferenceCheck().present, known));
}

/** What the pack reader gives; throws when it gives an object twice. */
export function readStore(repository: Repository, known?: KnownObjects): StoredObjects {
  const objects = new Map<string, string>();
  const complaints: string[] = [];
  const failures: ObjectFailure[] = [];
  const forGit: string[] = [];
  const take = (event: ObjectPart | ObjectFailure | ObjectForGit): void => {
    if (event.kind === 'failure') failures.push(event);
    else if (event.kind === 'for-git') forGit.push(event.object);
    else if (objects.has(event.object)) throw new Error(`${event.object} was read twice`);
    else objects.set(event.object, describeObject(event));
  };
  for (const share of planAll(repository, known)) {
    if (share.kind === 'complaint') complaints.push(share.message);
    else if (share.kind === 'for-git') forGit.push(...share.ids);
    else
      for (const event of share.kind === 'packed' ? readPacked(share) : readLoose(share.folder, share.ids)) take(event);
  }
  return { objects, complaints, failures, forGit };
}

/** What `git cat-file --batch-all-objects` gives. */
export async function readByGit({ git: context }: Repository): Promise<ReadonlyMap<string, string>> {
  const args = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)'];
  const ids = git(context.cwd, args, { env: context.env }).trim().split('\n');
  const objects = new Map<string, string>();
  for await (const batch of readObjects(context, ids)) {
    for (const part of batch) if (part.kind === 'part') objects.set(part.object, describeObject(part));
  }
  return objects;
}
