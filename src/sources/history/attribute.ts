/** Finds out where matched objects stand in the history: commit, path, and how that commit is reached. */

import { unreadCommit } from '#git/commit-object.ts';
import type { Appearance } from '#git/history/appearances.ts';
import type { Repository } from '#git/repository.ts';
import type { ChunkOrigin } from '#model/chunk.ts';
import { isOfFile, type Match, writtenSecret } from '#model/match.ts';
import type { CommitInfo, ObjectInfo, Provenance, ReachInfo } from '#model/provenance.ts';
import { locateRefName } from '../locate-by-object.ts';
import { locateLone, noCommit, UNLOCATED } from '../locate-lone.ts';
import { type Attribution, type Found, type Located, pseudoPath } from '../source.ts';
import { type AttributionOptions, gatherFacts, type HistoryFacts, idOf } from './gather-facts.ts';
import { locateMessage } from './locate-message.ts';

/**
 * One located match for each path at which the object ever stood. Reads commits and trees, and only where there are
 * matches. What one question cannot find out is a problem, and costs the answers of others nothing.
 */
export async function attributeHistory<M extends Match>(
  repository: Repository,
  found: readonly Found<M>[],
  options: AttributionOptions,
): Promise<Attribution<M>> {
  if (found.length === 0) return { located: [], problems: [] };
  const facts = await gatherFacts(repository, found, options);
  return { located: withoutRepeated(found).flatMap((one) => locate(one, facts)), problems: facts.problems };
}

/** Of one name each rule on files is asked once, however many trees hold it. */
function withoutRepeated<M extends Match>(found: readonly Found<M>[]): readonly Found<M>[] {
  const seen = new Set<string>();
  return found.filter(({ origin, match }) => {
    if (origin.kind !== 'tree' || !isOfFile(match)) return true;
    const key = `${match.rule} ${match.excerpt.text}`;
    return !seen.has(key) && seen.add(key);
  });
}

function locate<M extends Match>({ origin, match }: Found<M>, facts: HistoryFacts): readonly Located<M>[] {
  switch (origin.kind) {
    case 'blob':
      return locateBlob(origin.object, match, facts);
    case 'tree':
      return locateNames(origin.object, match, facts);
    case 'commit':
      return locateMessage(origin, match, { ...facts, reach: reachInfo(origin.object, facts) });
    case 'tag':
      return locateMessage(origin, match, facts);
    case 'ref-names':
      return [locateRefName(match)];
    case 'name':
      return [locatePath(origin, match, facts)];
    case 'file':
      return [{ path: origin.path, provenance: { kind: 'config' }, match }];
    case 'stdin':
      return [];
    default:
      return origin satisfies never;
  }
}

function locateBlob<M extends Match>(object: string, match: M, facts: HistoryFacts): readonly Located<M>[] {
  const places = facts.history.appearances.ofObject(object);
  if (places.length > 0) {
    return places.map((place) => ({
      path: place.path,
      provenance: provenanceOf(place, facts),
      match,
      rank: facts.history.ranks[place.commit] ?? 0,
    }));
  }
  const inIndex = facts.inIndex.get(object);
  if (inIndex !== undefined) return [{ path: inIndex, provenance: { kind: 'index', object }, match }];
  const inRefs = facts.inRefs.get(object);
  if (inRefs !== undefined) return inRefs.map((blob) => locateLone(blob, match));
  const provenance = { ...noCommit(object), ...(facts.isWhole ? {} : UNLOCATED) };
  return [{ path: pseudoPath(`blob ${object}`), provenance, match }];
}

function provenanceOf({ path, object, commit }: Appearance, facts: HistoryFacts): Provenance {
  const id = idOf(facts.history, commit);
  const count = facts.countOf === undefined ? {} : { commits: facts.countOf(path, object) };
  const info: ObjectInfo = { object, occurrences: 1, inHead: facts.inHead(path, object) };
  return {
    kind: facts.history.reachOf(commit),
    ...commitInfo(id, facts),
    ...info,
    ...reachInfo(id, facts),
    ...count,
  };
}

/** Which branches hold the commit; of one that none holds, the entry of a reflog that leads to it. */
function reachInfo(id: string, { history, holders }: HistoryFacts): ReachInfo {
  const commit = history.graph.numberOf(id);
  if (commit === undefined) return {};
  const refs = holders.get(commit);
  if (refs !== undefined && refs.count > 0) return { refs };
  const reflog = history.reflogOf(commit);
  return reflog === undefined ? {} : { reflog };
}

/** The commit as reports show it. */
export function commitInfo(commit: string, { messages }: Pick<HistoryFacts, 'messages'>): CommitInfo {
  const { author, email, date, subject } = messages.get(commit) ?? unreadCommit(commit);
  return { commit, author, email, date, subject };
}

/** Every path with the name; a tree that no commit holds has but the name itself. */
function locateNames<M extends Match>(object: string, match: M, facts: HistoryFacts): readonly Located<M>[] {
  const { appearances } = facts.history;
  if (isOfFile(match))
    return appearances.ofFileName(match.excerpt.text).map((place) => locateFile(place, match, facts));
  const places = appearances.ofName(match.excerpt.text);
  if (places.length > 0) return places.map((place) => locateName(place, match, facts));
  return [{ path: { text: match.excerpt.text }, provenance: { kind: 'path-name', object }, match }];
}

/** A file of a name that a rule looks for; whether the rule means this path is asked when all is known. */
function locateFile<M extends Match>({ path, commit }: Appearance, match: M, facts: HistoryFacts): Located<M> {
  const object = idOf(facts.history, commit);
  return locatePath({ kind: 'name', name: path, object }, { ...match, excerpt: NO_EXCERPT }, facts);
}

const NO_EXCERPT: Match['excerpt'] = { text: '', column: 1, comments: [] };

/** A whole path, and the first commit that brings it. */
function locatePath<M extends Match>(
  { name, object = '' }: Extract<ChunkOrigin, { kind: 'name' }>,
  match: M,
  facts: HistoryFacts,
): Located<M> {
  const info = { ...commitInfo(object, facts), inHead: facts.inHead(name), ...reachInfo(object, facts) };
  const rank = facts.history.ranks[facts.history.graph.numberOf(object) ?? -1] ?? 0;
  return { path: name, provenance: { kind: 'path-name', ...info }, match, rank };
}

/** A name: the position is the secret's in the whole path. */
function locateName<M extends Match>(place: Appearance, match: M, facts: HistoryFacts): Located<M> {
  const id = idOf(facts.history, place.commit);
  const written = writtenSecret(match);
  const column = Math.max(0, place.path.text.indexOf(written));
  return {
    path: place.path,
    provenance: { kind: 'path-name', ...commitInfo(id, facts), ...reachInfo(id, facts) },
    rank: facts.history.ranks[place.commit] ?? 0,
    match: {
      ...match,
      start: { line: 1, column: column + 1 },
      end: { line: 1, column: column + 1 + written.length },
      excerpt: { text: place.path.text, column: 1, comments: [] },
    },
  };
}
