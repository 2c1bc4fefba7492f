/** Fills the gaps of a partial clone. */

import { fetchObjects } from './fetch-objects.ts';
import { missingObjects, type OnComplaint } from './object-listing.ts';
import { type PromisorRemote, promisorRemotes } from './promisor-remotes.ts';
import type { Repository } from './repository.ts';

/** What came of it. */
export interface FetchedObjects {
  /** Objects that were missing and are there now. */
  readonly count: number;
  /** Sentences, one for each remote that failed. */
  readonly failures: readonly string[];
}

/** Ids that one call asks for. */
const MOST_IDS = 50_000;

/**
 * Asks the remotes of a partial clone, one after the other, for all that the history needs and is not there. Where trees
 * were missing, only they tell what is needed next: so it is looked for again until nothing more comes.
 */
export async function fetchMissing(repository: Repository, onComplaint: OnComplaint): Promise<FetchedObjects> {
  const remotes = await promisorRemotes(repository.git);
  if (remotes.length === 0) return { count: 0, failures: [] };
  const failures = new Set<string>();
  let count = 0;
  let missing = await missingObjects(repository, onComplaint);
  while (missing.length > 0) {
    for (const remote of remotes) for await (const why of fetchFrom(repository, remote, missing)) failures.add(why);
    const left = await missingObjects(repository, onComplaint);
    const before = new Set(missing);
    const wasFetched = missing.length - left.filter((id) => before.has(id)).length;
    if (wasFetched === 0) break;
    count += wasFetched;
    missing = left;
  }
  return { count, failures: [...failures] };
}

/** Stops at the first failure, since the next call would most likely fail as well. */
async function* fetchFrom(
  repository: Repository,
  remote: PromisorRemote,
  ids: readonly string[],
): AsyncGenerator<string> {
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const said = await fetchObjects(repository, remote, ids.slice(from, from + MOST_IDS));
    if (said === undefined) continue;
    yield `missing objects could not be fetched from ${remote.name}: ${said}`;
    return;
  }
}
