/** Finds out where matched objects stand in the history: commit, path, and how that commit is reached. */

import { type Appearance, type Appearances, findAppearances } from '#git/appearances.ts';
import { type MessageObject, readMessages } from '#git/commit-object.ts';
import { createInHead, type InHead } from '#git/head.ts';
import { type CommitOrder, REACHES } from '#git/reachability.ts';
import { objectsOfIndex, objectsOfRefs } from '#git/ref-targets.ts';
import type { Repository } from '#git/repository.ts';
import type { ChunkOrigin } from '#model/chunk.ts';
import { type Match, writtenSecret } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import type { CommitInfo, ObjectInfo, Provenance } from '#model/provenance.ts';
import { type Attribution, type Found, type Located, pseudoPath } from '../source.ts';
import { locateMessage } from './locate-message.ts';

/** Everything that was asked of the repository, once for all matches. */
export interface HistoryFacts {
  readonly order: CommitOrder;
  /** Ranks of the commits that bring a path on which a rule matched. */
  readonly ranks: ReadonlyMap<string, number>;
  readonly appearances: Appearances;
  readonly messages: ReadonlyMap<string, MessageObject>;
  readonly inHead: InHead;
  readonly inRefs: ReadonlyMap<string, PathName>;
  readonly inIndex: ReadonlyMap<string, PathName>;
}

/** One located match for each path at which the object ever stood; costs grow with the matches, not with the history's size. */
export async function attributeHistory<M extends Match>(
  repository: Repository,
  found: readonly Found<M>[],
  ordering: () => Promise<CommitOrder>,
): Promise<Attribution<M>> {
  if (found.length === 0) return { located: [], problems: [] };
  const facts = await gatherFacts(repository, found, await ordering());
  return { located: found.flatMap((one) => locate(one, facts)), problems: [] };
}

async function gatherFacts(repository: Repository, found: readonly Found[], order: CommitOrder): Promise<HistoryFacts> {
  const objects = new Set(found.flatMap(({ origin }) => (origin.kind === 'blob' ? [origin.object] : [])));
  const names = new Set(found.flatMap(({ origin, match }) => (origin.kind === 'tree' ? [match.excerpt.text] : [])));
  const rankOf = (index: number): number => {
    const commit = order.commits[index] ?? '';
    return REACHES.indexOf(order.reachOf(commit)) * order.commits.length + index;
  };
  const appearances = await findAppearances(repository, order.commits, { objects, names }, rankOf);
  const places = [...objects].flatMap(appearances.ofObject).concat([...names].flatMap(appearances.ofName));
  const lone = new Set([...objects].filter((object) => appearances.ofObject(object).length === 0));
  const messageIds = found.flatMap(({ origin }) =>
    origin.kind === 'commit' || origin.kind === 'tag' ? [origin.object] : [],
  );
  const paths = found.flatMap(({ origin }) => (origin.kind === 'name' ? [origin] : []));
  const bringers = new Set(paths.flatMap(({ object }) => object ?? []));
  return {
    order,
    ranks: new Map(order.commits.flatMap((commit, at) => (bringers.has(commit) ? [[commit, rankOf(at)]] : []))),
    appearances,
    messages: await readMessages(repository, [...places.map(({ commit }) => commit), ...messageIds, ...bringers]),
    inHead: await createInHead(repository, [...places.map(({ path }) => path), ...paths.map(({ name }) => name)]),
    inRefs: lone.size === 0 ? new Map() : await objectsOfRefs(repository, lone),
    inIndex: lone.size === 0 ? new Map() : await objectsOfIndex(repository, lone),
  };
}

function locate<M extends Match>({ origin, match }: Found<M>, facts: HistoryFacts): readonly Located<M>[] {
  switch (origin.kind) {
    case 'blob':
      return locateBlob(origin.object, match, facts);
    case 'tree':
      return locateNames(origin.object, match, facts);
    case 'commit':
    case 'tag':
      return locateMessage(origin, match, facts);
    case 'ref-names':
      return [{ path: { text: match.excerpt.text }, provenance: { kind: 'ref-name' }, match: onFirstLine(match) }];
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
  const places = facts.appearances.ofObject(object);
  if (places.length > 0) {
    return places.map((place) => ({
      path: place.path,
      provenance: provenanceOf(place, object, facts),
      match,
      rank: place.rank,
    }));
  }
  const inIndex = facts.inIndex.get(object);
  if (inIndex !== undefined) return [{ path: inIndex, provenance: { kind: 'index', object }, match }];
  const path = facts.inRefs.get(object) ?? pseudoPath(`blob ${object}`);
  return [{ path, provenance: { kind: 'unreachable', object, occurrences: 1, inHead: false }, match }];
}

function provenanceOf(place: Appearance, object: string, facts: HistoryFacts): Provenance {
  const info: ObjectInfo = { object, occurrences: 1, inHead: facts.inHead(place.path, object) };
  return { kind: facts.order.reachOf(place.commit), ...commitInfo(place.commit, facts), ...info };
}

/** The commit as reports show it; what could not be read stays empty. */
export function commitInfo(commit: string, facts: Pick<HistoryFacts, 'messages'>): CommitInfo {
  const message = facts.messages.get(commit);
  const { author, email, date, subject } = message ?? { author: '', email: '', date: '', subject: '' };
  return { commit, author, email, date, subject };
}

/** Every path with the name; a tree that no commit holds has but the name itself. */
function locateNames<M extends Match>(object: string, match: M, facts: HistoryFacts): readonly Located<M>[] {
  const places = facts.appearances.ofName(match.excerpt.text);
  if (places.length > 0) return places.map((place) => locateName(place, match, facts));
  return [{ path: { text: match.excerpt.text }, provenance: { kind: 'path-name', object }, match }];
}

/** A whole path, and the first commit that brings it. */
function locatePath<M extends Match>(
  { name, object = '' }: Extract<ChunkOrigin, { kind: 'name' }>,
  match: M,
  facts: HistoryFacts,
): Located<M> {
  const info = { ...commitInfo(object, facts), inHead: facts.inHead(name) };
  return { path: name, provenance: { kind: 'path-name', ...info }, match, rank: facts.ranks.get(object) ?? 0 };
}

/** A name: the position is the secret's in the whole path. */
function locateName<M extends Match>(place: Appearance, match: M, facts: HistoryFacts): Located<M> {
  const written = writtenSecret(match);
  const column = Math.max(0, place.path.text.indexOf(written));
  return {
    path: place.path,
    provenance: { kind: 'path-name', ...commitInfo(place.commit, facts) },
    rank: place.rank,
    match: {
      ...match,
      start: { line: 1, column: column + 1 },
      end: { line: 1, column: column + 1 + written.length },
      excerpt: { text: place.path.text, column: 1, previous: '' },
    },
  };
}

/** A ref's name is a text of its own: its line in the list of all refs says nothing. */
function onFirstLine<M extends Match>(match: M): M {
  return { ...match, start: { line: 1, column: match.start.column }, end: { line: 1, column: match.end.column } };
}
