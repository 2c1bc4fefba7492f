/** Says through what each commit is reached, and which branches hold it. */

import type { CommitGraph } from './commit-graph.ts';
import type { RefTip, Tips } from './ref-tips.ts';

/** How a commit is reached, the ordinary way first. */
export const REACHES = ['commit', 'note', 'stash', 'reflog', 'unreachable'] as const;

export type Reach = (typeof REACHES)[number];

/** Answers by the number of a commit. */
export interface Reachability {
  /** What a branch or tag reaches is `commit` even if a stash does too. */
  reachOf(commit: number): Reach;
  /** The entry of a reflog that leads to a commit, such as `HEAD@{2}`; the newest that is the commit itself, if any is. */
  reflogOf(commit: number): string | undefined;
}

/** One walk over the commits in memory for each way to reach them. */
export function createReachability(graph: CommitGraph, tips: Tips): Reachability {
  const reaches = new Uint8Array(graph.ids.length).fill(REACHES.indexOf('unreachable'));
  for (const reach of REACHES.slice(0, -1)) {
    const level = REACHES.indexOf(reach);
    const isNews = (commit: number): boolean => (reaches[commit] ?? 0) > level;
    walk(graph, startsOf(reach, tips), isNews, (commit) => {
      reaches[commit] = level;
    });
  }
  let entries: ReadonlyMap<number, string> | undefined;
  return {
    reachOf: (commit) => REACHES[reaches[commit] ?? 0] ?? 'unreachable',
    reflogOf(commit) {
      entries ??= nameEntries(graph, tips);
      return entries.get(commit);
    },
  };
}

function startsOf(reach: Reach, { refs, heads, reflog, logged }: Tips): readonly string[] {
  const under = (prefix: string): string[] =>
    refs.flatMap((ref) => (ref.name.text.startsWith(prefix) ? ref.commit : []));
  switch (reach) {
    case 'commit': {
      const others = refs.filter(({ name }) => !/^refs\/(?:stash$|stash\/|notes\/)/.test(name.text));
      return [...others.map(({ commit }) => commit), ...heads];
    }
    case 'note':
      return under('refs/notes/');
    case 'stash':
      // Older entries of the stash stand in its reflog only.
      return [
        ...under('refs/stash'),
        ...reflog.flatMap((one) => (one.name.text.startsWith('refs/stash@') ? one.commit : [])),
      ];
    case 'reflog':
      return logged;
    case 'unreachable':
      return [];
    default:
      return reach satisfies never;
  }
}

/** Everything from `starts` back, as long as `isNews` says so; `take` has to make it say no. */
function walk(
  { numberOf, parents }: CommitGraph,
  starts: readonly string[],
  isNews: (commit: number) => boolean,
  take: (commit: number) => void,
): void {
  const open = starts.flatMap((id) => numberOf(id) ?? []);
  for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
    if (!isNews(commit)) continue;
    take(commit);
    for (const parent of parents[commit] ?? []) open.push(parent);
  }
}

function nameEntries(graph: CommitGraph, { reflog }: Tips): ReadonlyMap<number, string> {
  const entries = new Map<number, string>();
  for (const { commit, name } of reflog) {
    const number = graph.numberOf(commit);
    if (number !== undefined && !entries.has(number)) entries.set(number, name.text);
  }
  const walked = new Set<number>();
  for (const { commit, name } of reflog) {
    walk(
      graph,
      [commit],
      (number) => !walked.has(number),
      (number) => {
        walked.add(number);
        if (!entries.has(number)) entries.set(number, name.text);
      },
    );
  }
  return entries;
}

/** The refs that hold a commit: their names as people write them, branches first, and how many there are in all. */
export interface Holders {
  readonly names: readonly string[];
  readonly count: number;
}

/** More names than this say nothing more. */
const MOST_NAMED = 5;

/** Commits that are asked about in one pass. */
const BITS = 32;

/**
 * The branches, local and remote, that hold each of `commits`; where no branch does, the other refs, by their whole
 * names. `order` has ancestors first. One pass over all commits for each 32 of them.
 */
export function findHolders(
  graph: CommitGraph,
  order: readonly number[],
  refs: readonly RefTip[],
  commits: readonly number[],
): ReadonlyMap<number, Holders> {
  const tips = refs.flatMap(({ commit, name }) => {
    const number = graph.numberOf(commit);
    return number === undefined ? [] : [{ number, ...shortName(name.text) }];
  });
  tips.sort((a, b) => a.class - b.class || (a.name < b.name ? -1 : 1));
  const holders = new Map<number, Holders>();
  const masks = new Int32Array(graph.ids.length);
  for (let from = 0; from < commits.length; from += BITS) {
    const asked = commits.slice(from, from + BITS);
    masks.fill(0);
    asked.forEach((commit, bit) => {
      masks[commit] = (masks[commit] ?? 0) | (1 << bit);
    });
    for (const commit of order) {
      let mask = masks[commit] ?? 0;
      for (const parent of graph.parents[commit] ?? []) mask |= masks[parent] ?? 0;
      masks[commit] = mask;
    }
    asked.forEach((commit, bit) => {
      const holding = tips.filter(({ number }) => ((masks[number] ?? 0) & (1 << bit)) !== 0);
      const branches = holding.filter((tip) => tip.class !== OTHER);
      const named = branches.length > 0 ? branches : holding;
      holders.set(commit, { names: named.slice(0, MOST_NAMED).map(({ name }) => name), count: named.length });
    });
  }
  return holders;
}

const OTHER = 2;

/** `refs/heads/main` is `main` to people. A remote's HEAD is another name for one of its branches. */
function shortName(name: string): { readonly name: string; readonly class: number } {
  const [, kind, rest] = /^refs\/(heads|remotes)\/(.+)$/.exec(name) ?? [];
  if (rest === undefined || (kind === 'remotes' && rest.endsWith('/HEAD'))) return { name, class: OTHER };
  return { name: rest, class: kind === 'heads' ? 0 : 1 };
}
