/** Plans the reading of every object of a repository: out of packs and files where that can be done, by git otherwise. */

import { Buffer } from 'node:buffer';
import { listObjects, type OnComplaint } from '#git/object-listing.ts';
import { type ObjectStore, openObjectStore } from '#git/pack/object-store.ts';
import { isPacked, planStore } from '#git/pack/plan-store.ts';
import type { ReferenceCheck } from '#git/reference-check.ts';
import type { Repository } from '#git/repository.ts';
import { SourceError } from '#model/errors.ts';
import type { PlanEvent } from '../source.ts';

/** Objects that git reads in one unit: so many that starting a process for them costs little. */
const UNIT_OBJECTS = 8192;

/** Each object once. Throws SourceError where there are none at all. */
export async function* planObjects(
  repository: Repository,
  references: ReferenceCheck,
  complain: OnComplaint,
): AsyncGenerator<PlanEvent> {
  const store = openObjectStore(repository);
  const total = countOf(store);
  yield { kind: 'total', total };
  const forGit: string[] = [];
  for (const share of planStore(store, references.present)) {
    if (share.kind === 'for-git') forGit.push(...share.ids);
    else if (share.kind === 'complaint') yield { kind: 'problem', problem: { code: 'GIT', message: share.message } };
    else yield { kind: 'unit', unit: share };
  }
  if (!store.isWhole) forGit.push(...(await unlisted(repository, store, references, complain)));
  if (total + forGit.length === 0) {
    throw new SourceError(`${repository.root} has no objects at all: there is no history to scan`);
  }
  for (let from = 0; from < forGit.length; from += UNIT_OBJECTS) {
    const objects = forGit.slice(from, from + UNIT_OBJECTS).map((object) => ({ object }));
    yield { kind: 'unit', unit: { kind: 'objects', objects } };
  }
}

/** About how many objects there are: one that lies in two packs is counted twice. */
function countOf({ packs, loose }: ObjectStore): number {
  return packs.reduce((sum, { index }) => sum + index.count, 0) + loose.reduce((sum, { ids }) => sum + ids.length, 0);
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
