/** Which secrets the versions hold that a range builds on: those that the same rule finds there. */

import type { CommitRange, RangeChange } from '#git/range-changes.ts';
import { hasContent } from '#git/raw-diff.ts';
import type { Repository } from '#git/repository.ts';
import type { LoneBlob } from '#git/tip-objects.ts';
import { pathObjects } from '#git/tree-paths.ts';
import type { Match } from '#model/match.ts';
import { pathKey } from '#model/path-name.ts';
import type { Problem } from '#model/report.ts';
import type { Examiner, Found } from '../source.ts';

/** What the plan found out about the range. */
export interface RangeFacts {
  readonly repository: Repository;
  readonly range: CommitRange;
  /** The changes that brought an object, by object; all of these were scanned. */
  readonly changes: ReadonlyMap<string, readonly RangeChange[]>;
  /** What no commit brings, by object. */
  readonly lone: ReadonlyMap<string, readonly LoneBlob[]>;
}

/** A match in a blob, and a change that brings the blob. */
export interface Candidate<M extends Match> {
  readonly match: M;
  readonly change: RangeChange;
}

/** Whether older versions have what a change brings. */
export interface OldFinds<M extends Match> {
  /** In a commit that the range builds on, at the same path. */
  isAtBoundary(candidate: Candidate<M>): boolean;
  /** In the version of a parent, whatever its name. */
  isInParent(candidate: Candidate<M>): boolean;
  readonly problems: readonly Problem[];
}

/** Old versions that the scan did not read are read now; of one that cannot be read nothing is known. */
export async function findOld<M extends Match>(
  { repository, range, changes }: RangeFacts,
  candidates: readonly Candidate<M>[],
  found: readonly Found<M>[],
  examiner: Examiner<M>,
): Promise<OldFinds<M>> {
  const objectsAtBoundary = await findBoundaryObjects(repository, range, candidates);
  const old = new Set(candidates.flatMap(({ change }) => [...parentObjects(change), ...objectsAtBoundary(change)]));
  const unread = [...old].filter((object) => !changes.has(object));
  const examined = unread.length === 0 ? { found: [], problems: [] } : await examiner.examine(unread);
  const isIn = createIsIn([...found, ...examined.found], old, examiner);
  return {
    isAtBoundary: ({ match, change }) => objectsAtBoundary(change).some((object) => isIn(object, match)),
    isInParent: ({ match, change }) => parentObjects(change).some((object) => isIn(object, match)),
    problems: examined.problems,
  };
}

function parentObjects({ old }: RangeChange): readonly string[] {
  return old.filter(hasContent).map(({ object }) => object);
}

/** The blobs that the boundary commits hold at the path of a change. */
async function findBoundaryObjects(
  repository: Repository,
  { boundary }: CommitRange,
  candidates: readonly Candidate<Match>[],
): Promise<(change: RangeChange) => readonly string[]> {
  const paths = candidates.map(({ change }) => change.path);
  const trees: ReadonlyMap<string, string>[] = [];
  for (const commit of paths.length === 0 ? [] : boundary) trees.push(await pathObjects(repository, commit, paths));
  return ({ path }) => trees.flatMap((tree) => tree.get(pathKey(path)) ?? []);
}

/** Whether an object holds what would be the same finding. */
type IsIn<M extends Match> = (object: string, match: M) => boolean;

function createIsIn<M extends Match>(
  found: readonly Found<M>[],
  objects: ReadonlySet<string>,
  { reportedId }: Examiner<M>,
): IsIn<M> {
  const keyOf = (object: string, match: M): string => [object, reportedId(match), match.secret].join('\0');
  const known = new Map<string, 'open' | 'accepted'>();
  for (const { origin, match } of found) {
    if (origin.kind !== 'blob' || !objects.has(origin.object)) continue;
    const key = keyOf(origin.object, match);
    if (known.get(key) !== 'open') known.set(key, isAccepted(match) ? 'accepted' : 'open');
  }
  return (object, match) => {
    const state = known.get(keyOf(object, match));
    return state === 'open' || (state === 'accepted' && isAccepted(match));
  };
}

/** What may excuse it stands in the content: where that goes, the secret is news. */
function isAccepted({ excuse, excerpt }: Match): boolean {
  return excuse !== undefined || excerpt.comments.length > 0;
}
