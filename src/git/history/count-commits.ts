/** Counts the commits that hold an object at a path. */

import { type PathName, pathKey } from '#model/path-name.ts';
import { pathFromLatin1 } from '#text/path-name.ts';
import type { History } from './history.ts';
import type { TreeNode } from './tree-index.ts';

/** The number of commits, reachable or not, whose tree has the object at that path. */
export type CommitCount = (path: PathName, object: string) => number;

/** Goes through what every commit's tree holds of what was wanted: many commits hold the same. */
export function countCommits({ graph, nodeOf }: History): CommitCount {
  const trees = new Map<TreeNode, number>();
  for (const tree of graph.trees) {
    const root = nodeOf(tree);
    if (root !== undefined) trees.set(root, (trees.get(root) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  let level = new Map([['', trees]]);
  while (level.size > 0) {
    const below = new Map<string, Map<TreeNode, number>>();
    for (const [folder, nodes] of level) {
      for (const [node, commits] of nodes) {
        for (const { name, object } of node.holdings) {
          const key = keyOf(pathFromLatin1(folder + name), object);
          counts.set(key, (counts.get(key) ?? 0) + commits);
        }
        for (const { name, node: inside } of node.folders) {
          const path = `${folder}${name}/`;
          const known = below.get(path) ?? new Map<TreeNode, number>();
          below.set(path, known.set(inside, (known.get(inside) ?? 0) + commits));
        }
      }
    }
    level = below;
  }
  return (path, object) => counts.get(keyOf(path, object)) ?? 0;
}

function keyOf(path: PathName, object: string): string {
  return `${object} ${pathKey(path)}`;
}
