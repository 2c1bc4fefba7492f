/** Decides which matches a range brings in, and by which commit. */

import { type MessageObject, readMessages } from '#git/commit-object.ts';
import { createInHead } from '#git/head.ts';
import { pathObjects } from '#git/tree-paths.ts';
import type { Match } from '#model/match.ts';
import { type PathName, pathKey } from '#model/path-name.ts';
import type { Provenance } from '#model/provenance.ts';
import { commitInfo } from '../history/attribute.ts';
import { locateMessage } from '../history/locate-message.ts';
import { locateLone } from '../locate-lone.ts';
import type { Attribution, Examiner, Found, Located } from '../source.ts';
import { type Candidate, findOld, type OldFinds, type RangeFacts } from './old-finds.ts';

/**
 * A match is new where no parent's version of the file has such a finding, and none of the commits that the range builds
 * on has it at that path: a secret that was added and removed within the range counts, one that was there before not.
 */
export async function attributeRange<M extends Match>(
  facts: RangeFacts,
  found: readonly Found<M>[],
  examiner: Examiner<M>,
): Promise<Attribution<M>> {
  const candidates = found.flatMap((one) => candidatesOf(one, facts));
  const old = await findOld(facts, candidates, found, examiner);
  const fresh = candidates.flatMap((candidate) => freshOf(candidate, old));
  const messages = await readMessages(facts.repository, [
    ...fresh.map(({ change }) => change.commit),
    ...found.flatMap(({ origin }) => ('object' in origin && origin.object !== undefined ? [origin.object] : [])),
  ]);
  const located = [
    ...(await locateFresh(facts, fresh, messages)),
    ...found.flatMap(({ origin, match }) =>
      origin.kind === 'commit' || origin.kind === 'tag' ? locateMessage(origin, match, { messages }) : [],
    ),
    ...(await locateNames(facts, found, messages)),
    ...found.flatMap(({ origin, match }) =>
      origin.kind === 'blob' ? (facts.lone.get(origin.object) ?? []).map((blob) => locateLone(blob, match)) : [],
    ),
  ];
  return { located, problems: old.problems };
}

type Messages = ReadonlyMap<string, MessageObject>;

function candidatesOf<M extends Match>({ origin, match }: Found<M>, { changes }: RangeFacts): Candidate<M>[] {
  if (origin.kind !== 'blob') return [];
  return (changes.get(origin.object) ?? []).map((change) => ({ match, change }));
}

/** What a change brings anew; `movedFrom` where that is a new name for the file at most. */
interface Fresh<M extends Match> extends Candidate<M> {
  readonly movedFrom?: PathName;
}

function freshOf<M extends Match>(candidate: Candidate<M>, old: OldFinds<M>): readonly Fresh<M>[] {
  if (old.isAtBoundary(candidate)) return [];
  if (!old.isInParent(candidate)) return [candidate];
  const { oldPath } = candidate.change;
  return oldPath === undefined ? [] : [{ ...candidate, movedFrom: oldPath }];
}

async function locateFresh<M extends Match>(
  { repository }: RangeFacts,
  fresh: readonly Fresh<M>[],
  messages: Messages,
): Promise<readonly Located<M>[]> {
  const inHead = await createInHead(
    repository,
    fresh.map(({ change }) => change.path),
  );
  return fresh.map(({ match, change, movedFrom }) => {
    const { object } = change.new;
    const info = { object, occurrences: 1, inHead: inHead(change.path, object) };
    return {
      path: change.path,
      provenance: { kind: 'commit', ...commitInfo(change.commit, { messages }), ...info },
      match,
      rank: change.rank,
      ...(movedFrom === undefined ? {} : { movedFrom }),
    };
  });
}

/** Names that the range brings, but for those that were there before it and only came back. */
async function locateNames<M extends Match>(
  { repository, range }: RangeFacts,
  found: readonly Found<M>[],
  messages: Messages,
): Promise<readonly Located<M>[]> {
  const names = found.flatMap(({ origin, match }) => (origin.kind === 'name' ? [{ ...origin, match }] : []));
  if (names.length === 0) return [];
  const old = new Set<string>();
  for (const commit of range.boundary) {
    const paths = names.map(({ name }) => name);
    for (const key of (await pathObjects(repository, commit, paths)).keys()) old.add(key);
  }
  const ranks = new Map(range.commits.map((commit, at) => [commit, at]));
  return names.flatMap(({ name, object, match }): Located<M>[] => {
    if (object === undefined || old.has(pathKey(name))) return [];
    const provenance: Provenance = { kind: 'path-name', ...commitInfo(object, { messages }) };
    return [{ path: name, provenance, match, rank: ranks.get(object) ?? 0 }];
  });
}
