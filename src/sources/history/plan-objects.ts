/** Plans the reading of every object of a repository: out of packs and files where that can be done, by git otherwise. */

import { Buffer } from 'node:buffer';
import { listObjects, type OnComplaint } from '#git/object-listing.ts';
import { type ObjectStore, openObjectStore } from '#git/pack/object-store.ts';
import { isPacked, type KnownObjects, pickObjects } from '#git/pack/pick-objects.ts';
import { planStore } from '#git/pack/plan-store.ts';
import type { ReferenceCheck } from '#git/reference-check.ts';
import type { Repository } from '#git/repository.ts';
import { SourceError } from '#model/errors.ts';
import type { PlanEvent } from '../source.ts';

/** Objects that git reads in one unit: so many that starting a process for them costs little. */
const UNIT_OBJECTS = 8192;

/** What the plan needs beside the repository. */
export interface ObjectsPlan {
  readonly references: ReferenceCheck;
  readonly complain: OnComplaint;
  /** What need not be read. */
  readonly known: KnownObjects | undefined;
  /** Told where git knows more objects than the store lists; those are never taken for known. */
  onUnlisted(): void;
}

/** Each object once. Throws SourceError where there are none at all. */
export async function* planObjects(repository: Repository, plan: ObjectsPlan): AsyncGenerator<PlanEvent> {
  const { references, complain } = plan;
  const store = openObjectStore(repository);
  let picked = pickObjects(store, references.present, plan.known);
  if (plan.known?.mustAskAgain() === true) picked = pickObjects(store, references.present, plan.known);
  yield { kind: 'total', total: picked.count };
  const forGit: string[] = [];
  for (const share of planStore(store, picked)) {
    if (share.kind === 'for-git') forGit.push(...share.ids);
    else if (share.kind === 'complaint') yield { kind: 'problem', problem: { code: 'GIT', message: share.message } };
    else yield { kind: 'unit', unit: share };
  }
  if (!store.isWhole) {
    plan.onUnlisted();
    forGit.push(...(await unlisted(repository, store, references, complain)));
  }
  if (picked.listed + forGit.length === 0) {
    throw new SourceError(`${repository.root} has no objects at all: there is no history to scan`);
  }
  for (let from = 0; from < forGit.length; from += UNIT_OBJECTS) {
    const objects = forGit.slice(from, from + UNIT_OBJECTS).map((object) => ({ object }));
    yield { kind: 'unit', unit: { kind: 'objects', objects } };
  }
}

/** What git lists and the store does not. */
async function unlisted(
  repository: Repository,
  store: ObjectStore,
  references: ReferenceCheck,
  complain: OnComplaint,
): Promise<readonly string[]> {
  const loose = new Set(store.loose.flatMap(({ ids }) => ids));
  const found: string[] = [];
  for await (const listed of listObjects(repository, complain)) {
    for (const id of listed) {
      const bytes = Buffer.from(id, 'hex');
      if (!references.present(bytes, 0) && (loose.has(id) || isPacked(store, bytes))) continue;
      found.push(id);
    }
  }
  return found;
}
