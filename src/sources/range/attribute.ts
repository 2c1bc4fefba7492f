/** Decides which matches a range brings in, and by which commit. */

import { readObjects } from '#git/cat-file.ts';
import { readMessages } from '#git/commit-object.ts';
import { createInHead } from '#git/head.ts';
import type { CommitRange, RangeChange } from '#git/range-changes.ts';
import { isAbsent } from '#git/raw-diff.ts';
import type { Repository } from '#git/repository.ts';
import { pathObjects } from '#git/tree-paths.ts';
import { type Match, writtenSecret } from '#model/match.ts';
import { type PathName, pathKey } from '#model/path-name.ts';
import type { Provenance } from '#model/provenance.ts';
import type { Problem } from '#model/report.ts';
import { decodeText } from '#text/decode.ts';
import { commitInfo } from '../history/attribute.ts';
import { locateMessage } from '../history/locate-message.ts';
import { type Attribution, type Found, type Located, pseudoPath } from '../source.ts';

/** What the plan found out about the range. */
export interface RangeFacts {
  readonly repository: Repository;
  readonly range: CommitRange;
  readonly changes: ReadonlyMap<string, readonly RangeChange[]>;
}

/**
 * A match is new where no parent's version of the file holds the secret, and none of the commits that the range builds
 * on holds it at that path: a secret that was added and removed within the range counts, one that was there before not.
 */
export async function attributeRange<M extends Match>(
  facts: RangeFacts,
  found: readonly Found<M>[],
): Promise<Attribution<M>> {
  const { repository, range } = facts;
  const candidates = found.flatMap((one) => candidatesOf(one, facts));
  const problems: Problem[] = [];
  const texts = await createTexts(facts, candidates, problems);
  const fresh = candidates.flatMap((candidate) => {
    const news = newsOf(candidate.match, candidate.change, range, texts);
    const movedFrom = news === 'moved' ? candidate.change.oldPath : undefined;
    return news === 'known' ? [] : [{ ...candidate, movedFrom }];
  });
  const ids = [
    ...fresh.map(({ change }) => change.commit),
    ...found.flatMap(({ origin }) => ('object' in origin && origin.object !== undefined ? [origin.object] : [])),
  ];
  const messages = await readMessages(repository, ids);
  const inHead = await createInHead(
    repository,
    fresh.map(({ change }) => change.path),
  );
  const located = fresh.map(({ match, change, movedFrom }): Located<M> => {
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
  const inMessages = found.flatMap(({ origin, match }) =>
    origin.kind === 'commit' || origin.kind === 'tag' ? locateMessage(origin, match, { messages }) : [],
  );
  const names = found.flatMap(({ origin, match }) => (origin.kind === 'name' ? [{ ...origin, match }] : []));
  const ranks = new Map(names.length === 0 ? [] : range.commits.map((commit, at) => [commit, at]));
  const isOldName = await createIsOldName(facts, names);
  const inNames = names.flatMap(({ name, object, match }): Located<M>[] => {
    if (object === undefined || isOldName(name)) return [];
    const provenance: Provenance = { kind: 'path-name', ...commitInfo(object, { messages }) };
    return [{ path: name, provenance, match, rank: ranks.get(object) ?? 0 }];
  });
  const inTagged = found.flatMap(({ origin, match }): Located<M>[] => {
    if (origin.kind !== 'blob' || facts.changes.has(origin.object)) return [];
    const { object } = origin;
    const provenance: Provenance = { kind: 'unreachable', object, occurrences: 1, inHead: false };
    return [{ path: pseudoPath(`blob ${object}`), provenance, match }];
  });
  return { located: [...located, ...inMessages, ...inNames, ...inTagged], problems };
}

/** Whether a path was there before the range, and only came back in it. */
async function createIsOldName(
  { repository, range }: RangeFacts,
  names: readonly { readonly name: PathName }[],
): Promise<(name: PathName) => boolean> {
  const paths = names.map(({ name }) => name);
  const old = new Set<string>();
  for (const commit of paths.length === 0 ? [] : range.boundary) {
    for (const key of (await pathObjects(repository, commit, paths)).keys()) old.add(key);
  }
  return (name) => old.has(pathKey(name));
}

interface Candidate<M extends Match> {
  readonly match: M;
  readonly change: RangeChange;
}

function candidatesOf<M extends Match>({ origin, match }: Found<M>, { changes }: RangeFacts): Candidate<M>[] {
  if (origin.kind !== 'blob') return [];
  return (changes.get(origin.object) ?? []).map((change) => ({ match, change }));
}

interface Texts {
  /** The text of a blob; empty for one that could not be read, so that nothing counts as known from it. */
  textOf(object: string): string;
  /** The blob that a boundary commit holds at the path of a change. */
  objectAt(boundary: string, change: RangeChange): string | undefined;
}

async function createTexts(
  { repository, range }: RangeFacts,
  candidates: readonly Candidate<Match>[],
  problems: Problem[],
): Promise<Texts> {
  const paths = candidates.map(({ change }) => change.path);
  const boundaries = new Map<string, ReadonlyMap<string, string>>();
  for (const commit of paths.length === 0 ? [] : range.boundary) {
    boundaries.set(commit, await pathObjects(repository, commit, paths));
  }
  const objects = new Set(
    candidates.flatMap(({ change }) =>
      change.old.filter((side) => !isAbsent(side) && side.mode !== '160000').map((side) => side.object),
    ),
  );
  for (const tree of boundaries.values()) for (const object of tree.values()) objects.add(object);
  const texts = new Map<string, string>();
  for await (const batch of readObjects(repository.git, [...objects])) {
    for (const part of batch) {
      if (part.kind === 'failure')
        problems.push({ code: 'GIT', message: `object ${part.object} was not compared: ${part.reason}` });
      else texts.set(part.object, (texts.get(part.object) ?? '') + decodeText(part.bytes).text);
    }
  }
  return {
    textOf: (object) => texts.get(object) ?? '',
    objectAt: (boundary, change) => boundaries.get(boundary)?.get(pathKey(change.path)),
  };
}

/** What a change brings of a match: all of it, a new name for the file at most, or nothing. */
function newsOf(match: Match, change: RangeChange, range: CommitRange, texts: Texts): 'new' | 'moved' | 'known' {
  const isAtBoundary = range.boundary.some((boundary) => {
    const object = texts.objectAt(boundary, change);
    return object !== undefined && texts.textOf(object).includes(writtenSecret(match));
  });
  if (isAtBoundary) return 'known';
  const isOld = change.old.some((side) => !isAbsent(side) && texts.textOf(side.object).includes(writtenSecret(match)));
  if (!isOld) return 'new';
  return change.oldPath === undefined ? 'known' : 'moved';
}
