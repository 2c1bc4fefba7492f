/** Reads a share of a store, and leaves to git what is there no more. */

import { Buffer } from 'node:buffer';
import { GitError } from '#model/errors.ts';
import type { PackedObjects } from '#model/work-unit.ts';
import type { ObjectFailure, ObjectPart } from '../batch-parser.ts';
import type { StoreShare } from './plan-store.ts';
import { readLoose } from './read-loose.ts';
import { type ObjectForGit, readPacked } from './read-packed.ts';

/** A share that is read here. */
export type StoredShare = Extract<StoreShare, { readonly kind: 'packed' | 'loose' }>;

/** What becomes of an object of a share. */
export type StoredEvent = ObjectPart | ObjectFailure | ObjectForGit;

/** A pack that is gone was repacked meanwhile: git finds its objects, whose ids `forGit` gets, where they are now. */
export function* readShare(share: StoredShare, forGit: string[]): Generator<StoredEvent> {
  try {
    yield* share.kind === 'loose' ? readLoose(share.folder, share.ids) : readPacked(share);
  } catch (error) {
    if (!(error instanceof GitError) || share.kind === 'loose') throw error;
    forGit.push(...idsOf(share));
  }
}

/** The ids that the share itself is to read, in hex. */
function idsOf({ ids, hashBytes, isKnown }: PackedObjects): readonly string[] {
  const bytes = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
  return [...isKnown].flatMap((known, entry) =>
    known === 1 ? [] : [bytes.toString('hex', entry * hashBytes, (entry + 1) * hashBytes)],
  );
}
