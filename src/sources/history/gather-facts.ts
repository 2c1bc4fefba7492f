/** What the attribution of a history asks of the repository, once for all matches. */

import { type MessageObject, readMessages } from '#git/commit-object.ts';
import { createInHead, type InHead } from '#git/head.ts';
import { type CommitCount, countCommits } from '#git/history/count-commits.ts';
import { type History, readHistory } from '#git/history/history.ts';
import type { Holders } from '#git/history/reachability.ts';
import { objectsOfIndex, refsOf } from '#git/ref-targets.ts';
import type { Repository } from '#git/repository.ts';
import { type LoneBlob, sortTips } from '#git/tip-objects.ts';
import { GitError, messageOf } from '#model/errors.ts';
import type { PathName } from '#model/path-name.ts';
import type { Problem } from '#model/report.ts';
import type { Found } from '../source.ts';

/** Everything that was asked of the repository, once for all matches. */
export interface HistoryFacts {
  readonly history: History;
  readonly holders: ReadonlyMap<number, Holders>;
  readonly countOf: CommitCount | undefined;
  readonly messages: ReadonlyMap<string, MessageObject>;
  readonly inHead: InHead;
  readonly inRefs: ReadonlyMap<string, readonly LoneBlob[]>;
  readonly inIndex: ReadonlyMap<string, PathName>;
  /** Whether all was read that could lead to an object. */
  readonly isWhole: boolean;
  readonly problems: readonly Problem[];
}

/** What is to be found out beside the first commit. */
export interface AttributionOptions {
  /** How many commits hold each secret. */
  readonly countCommits: boolean;
  /** Whether the scan read all objects. */
  readonly isWhole: boolean;
}

/** Asks everything at once; what one question cannot find out is a problem, and costs the others nothing. */
export async function gatherFacts(
  repository: Repository,
  found: readonly Found[],
  options: AttributionOptions,
): Promise<HistoryFacts> {
  const objects = new Set(found.flatMap(({ origin }) => (origin.kind === 'blob' ? [origin.object] : [])));
  const names = new Set(found.flatMap(({ origin, match }) => (origin.kind === 'tree' ? [match.excerpt.text] : [])));
  const history = await readHistory(repository, { objects, names });
  const { appearances, graph } = history;
  const places = [...objects].flatMap(appearances.ofObject).concat([...names].flatMap(appearances.ofName));
  const lone = new Set([...objects].filter((object) => appearances.ofObject(object).length === 0));
  const messageIds = found.flatMap(({ origin }) =>
    origin.kind === 'commit' || origin.kind === 'tag' ? [origin.object] : [],
  );
  const paths = found.flatMap(({ origin }) => (origin.kind === 'name' ? [origin] : []));
  const told = [...messageIds, ...paths.flatMap(({ object }) => object ?? [])];
  const commits = new Set([...places.map(({ commit }) => commit), ...told.flatMap((id) => graph.numberOf(id) ?? [])]);
  const idsOfCommits = [...commits].map((commit) => idOf(history, commit));
  const pathsToAsk = [...places.map(({ path }) => path), ...paths.map(({ name }) => name)];
  const { ask, problems } = createQuestions();
  return {
    history,
    holders: history.holdersOf([...commits]),
    countOf: options.countCommits ? countCommits(history) : undefined,
    messages: await ask(readMessages(repository, [...idsOfCommits, ...told]), new Map()),
    inHead: await ask(createInHead(repository, pathsToAsk), () => false),
    inRefs: lone.size === 0 ? new Map() : await ask(findInRefs(repository, lone, problems), new Map()),
    inIndex: lone.size === 0 ? new Map() : await ask(objectsOfIndex(repository, lone), new Map()),
    isWhole: options.isWhole && problems.length === 0,
    problems,
  };
}

/** Questions that may fail one by one. */
function createQuestions() {
  const problems: Problem[] = [];
  const ask = async <T>(answer: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      problems.push({ code: error.code, message: messageOf(error) });
      return otherwise;
    }
  };
  return { ask, problems };
}

/** Blobs that refs lead to without a commit. */
async function findInRefs(
  repository: Repository,
  wanted: ReadonlySet<string>,
  problems: Problem[],
): Promise<ReadonlyMap<string, readonly LoneBlob[]>> {
  const { blobs, failures } = await sortTips(repository, await refsOf(repository));
  for (const message of failures) problems.push({ code: 'GIT', message });
  const found = new Map<string, readonly LoneBlob[]>();
  for (const blob of blobs) {
    if (wanted.has(blob.object)) found.set(blob.object, [...(found.get(blob.object) ?? []), blob]);
  }
  return found;
}

/** The id of a commit of the history. */
export function idOf({ graph }: History, commit: number): string {
  const id = graph.ids[commit];
  if (id === undefined) throw new Error(`there is no commit ${commit} in the history`);
  return id;
}
