/** All commits of a store with their parents: read once, so that no question about them needs a walk of git's own. */

import type { Buffer } from 'node:buffer';

/** Commits go by their number: the index in `ids` and all other lists. */
export interface CommitGraph {
  /** Hashes in hex. */
  readonly ids: readonly string[];
  /** Hashes of their trees; empty where a commit is too damaged to name one. */
  readonly trees: readonly string[];
  /** The committers' dates, in seconds since 1970. */
  readonly times: readonly number[];
  /** Parents that are there; one that is missing, or behind a shallow clone's end, is left out. */
  readonly parents: readonly (readonly number[])[];
  /** Undefined for what is no commit of the store. */
  numberOf(id: string): number | undefined;
}

/** What the graph needs of one commit. */
export interface CommitRow {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly time: number;
}

/** Links the rows, which may come in any order. */
export function createCommitGraph(rows: readonly CommitRow[]): CommitGraph {
  const numbers = new Map(rows.map(({ id }, number) => [id, number]));
  return {
    ids: rows.map(({ id }) => id),
    trees: rows.map(({ tree }) => tree),
    times: rows.map(({ time }) => time),
    parents: rows.map(({ parents }) => parents.flatMap((parent) => numbers.get(parent) ?? [])),
    numberOf: (id) => numbers.get(id),
  };
}

/** `tree <id>\nparent <id>\n...author <person> <date> <zone>\ncommitter <person> <date> <zone>\n`, then what does not count. */
export function parseCommitRow(id: string, bytes: Buffer): CommitRow {
  const end = bytes.indexOf('\n\n');
  const header = bytes.toString('latin1', 0, end === -1 ? bytes.length : end);
  const [first = '', ...lines] = header.split('\n');
  const parents: string[] = [];
  let at = 0;
  for (; lines[at]?.startsWith('parent ') === true; at++) parents.push((lines[at] ?? '').slice('parent '.length));
  const committer = lines.slice(at).find((line) => line.startsWith('committer ')) ?? '';
  const time = Number(/> *(-?\d+)(?: [-+]\d+)?$/.exec(committer)?.[1] ?? 0);
  return { id, tree: /^tree ([0-9a-f]+)$/.exec(first)?.[1] ?? '', parents, time };
}
