/** Places of blobs that no commit holds, but that something else leads to. */

import type { LoneBlob } from '#git/tip-objects.ts';
import type { Match } from '#model/match.ts';
import type { Provenance } from '#model/provenance.ts';
import type { Located } from './source.ts';

/** More names than this say nothing more. */
const MOST_NAMED = 5;

/** The place of a match in a blob that a tag or another ref names; nobody knows what leads to one without a name. */
export function locateLone<M extends Match>({ object, path, refs }: LoneBlob, match: M): Located<M> {
  const names = refs.slice(0, MOST_NAMED).map(({ text }) => text);
  const leads = refs.length === 0 ? UNLOCATED : { refs: { names, count: refs.length } };
  return { path, provenance: { ...noCommit(object), ...leads }, match };
}

/** Said of an object where it could not be found out what leads to it. */
export const UNLOCATED = { unlocated: true } as const;

/** An object that no commit is known to hold. */
export function noCommit(object: string): Extract<Provenance, { kind: 'unreachable' }> {
  return { kind: 'unreachable', object, occurrences: 1, inHead: false };
}
