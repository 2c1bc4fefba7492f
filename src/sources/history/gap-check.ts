/** Looks for what the objects of a history refer to and is not there. */

import { missingObjects, type OnComplaint, startingPoints } from '#git/object-listing.ts';
import type { ReferenceCheck } from '#git/reference-check.ts';
import type { Repository } from '#git/repository.ts';
import type { References } from '#model/references.ts';
import type { KnownHistory } from './known-history.ts';

/** What was found. */
export interface Gaps {
  /** Ids of objects that the history needs. */
  readonly missing: readonly string[];
  /** Of all objects, whether the history needs them or not. */
  readonly references: References;
}

/**
 * Where nothing is referred to that is not there, nothing is missing; only otherwise is the history walked for it. What
 * the known objects refer to is not asked for again: it was there then, and is, or it was not.
 */
export async function findGaps(
  repository: Repository,
  check: ReferenceCheck,
  known: KnownHistory | undefined,
  complain: OnComplaint,
): Promise<Gaps> {
  for (const object of await startingPoints(repository, complain)) check.refersTo(object);
  const isIncomplete = check.isIncomplete();
  if (!isIncomplete && known?.isOpen() !== true) return { missing: [], references: 'closed' };
  const missing = await missingObjects(repository, complain);
  // What was missing may be among the new ones.
  const isFilled = !isIncomplete && missing.length === 0 && known?.hasNews() === true;
  return { missing, references: isFilled ? 'unknown' : 'open' };
}
