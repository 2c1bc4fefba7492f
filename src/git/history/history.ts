/** What is known of a repository's history as a whole: its commits in order, how each is reached, and what holds what. */

import type { Repository } from '../repository.ts';
import { type Appearances, findAppearances } from './appearances.ts';
import { type CommitGraph, type CommitRow, createCommitGraph, parseCommitRow } from './commit-graph.ts';
import { orderCommits } from './commit-order.ts';
import { createReachability, findHolders, type Holders, REACHES, type Reach } from './reachability.ts';
import { readStructure } from './read-structure.ts';
import { readTips } from './ref-tips.ts';
import { createTreeIndex, type TreeNode, type Wanted } from './tree-index.ts';

/** Commits go by their numbers, see `CommitGraph`. */
export interface History {
  readonly graph: CommitGraph;
  /**
   * Every commit, in the order in which a first one is looked for: what a branch or tag leads to, then notes, the stash,
   * reflogs and the rest; in each an ancestor before its descendants, then by date, then by hash.
   */
  readonly commits: readonly number[];
  /** The place of each commit in that order, by number. */
  readonly ranks: readonly number[];
  reachOf(commit: number): Reach;
  reflogOf(commit: number): string | undefined;
  /** The branches that hold each of some commits. */
  holdersOf(commits: readonly number[]): ReadonlyMap<number, Holders>;
  /** Of what was wanted. */
  readonly appearances: Appearances;
  /** What a tree holds of it; undefined for one that holds nothing. */
  nodeOf(tree: string): TreeNode | undefined;
}

/**
 * One pass over all commits of the store, and over its trees if anything is wanted, in this process wherever that can be
 * done.
 */
export async function readHistory(repository: Repository, wanted: Wanted): Promise<History> {
  const rows: CommitRow[] = [];
  const index = createTreeIndex(wanted, repository.objectFormat === 'sha256' ? 32 : 20);
  const [tips] = await Promise.all([
    readTips(repository),
    readStructure(repository, {
      trees: wanted.objects.size + wanted.names.size > 0,
      startUnit: index.startUnit,
      take: (type, object, bytes, derivation) => {
        if (type === 'commit') rows.push(parseCommitRow(object, bytes));
        else index.add(object, bytes, derivation);
      },
    }),
  ]);
  const graph = createCommitGraph(rows);
  const order = orderCommits(graph);
  const { reachOf, reflogOf } = createReachability(graph, tips);
  const commits = REACHES.flatMap((reach) => order.filter((commit) => reachOf(commit) === reach));
  const ranks: number[] = [];
  commits.forEach((commit, rank) => {
    ranks[commit] = rank;
  });
  const nodeOf = index.link();
  const trees = commits.map((commit) => ({ commit, tree: graph.trees[commit] ?? '' }));
  return {
    graph,
    commits,
    ranks,
    reachOf,
    reflogOf,
    holdersOf: (asked) => findHolders(graph, order, tips.refs, asked),
    appearances: findAppearances(trees, nodeOf),
    nodeOf,
  };
}
