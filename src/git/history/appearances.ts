/** Finds the commits that were the first to have objects and names at their paths. */

import type { PathName } from '#model/path-name.ts';
import { pathFromLatin1 } from '#text/path-name.ts';
import type { TreeNode } from './tree-index.ts';

/** The first commit that has an object at a path. */
export interface Appearance {
  readonly path: PathName;
  /** As it was given with its tree. */
  readonly commit: number;
  readonly object: string;
  /** See `Holding`. */
  readonly isFile: boolean;
}

/** What a walk through the trees that hold something found. */
export interface Appearances {
  /** One for each path at which the object ever stood. */
  ofObject(object: string): readonly Appearance[];
  /** One for each path that ends in `name`, of a file or folder. */
  ofName(name: string): readonly Appearance[];
  /** The same, of files and links alone. */
  ofFileName(name: string): readonly Appearance[];
}

/** A commit by its number, and the tree that it has. */
export interface CommitTree {
  readonly commit: number;
  readonly tree: string;
}

/**
 * `commits` stand in the order in which a first one is looked for. Every tree is walked through once for each folder
 * that it stood for.
 */
export function findAppearances(
  commits: Iterable<CommitTree>,
  nodeOf: (tree: string) => TreeNode | undefined,
): Appearances {
  const objects = new Map<string, Appearance[]>();
  const names = new Map<string, Appearance[]>();
  const known = new Set<string>();
  const seen = new Map<string, Set<TreeNode>>();
  for (const { commit, tree } of commits) {
    const root = nodeOf(tree);
    const open = root === undefined ? [] : [{ folder: '', node: root }];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      const { folder, node } = step;
      const before = seen.get(folder) ?? new Set();
      if (before.has(node)) continue;
      seen.set(folder, before.add(node));
      for (const { name, node: below } of node.folders) open.push({ folder: `${folder}${name}/`, node: below });
      for (const { name, object, isFile } of node.holdings) {
        const key = `${object} ${folder}${name}`;
        if (known.has(key)) continue;
        known.add(key);
        const appearance = { path: pathFromLatin1(folder + name), commit, object, isFile };
        append(objects, object, appearance);
        append(names, pathFromLatin1(name).text, appearance);
      }
    }
  }
  return {
    ofObject: (object) => objects.get(object) ?? [],
    ofName: (name) => firstOfEachPath(names.get(name) ?? []),
    ofFileName: (name) => firstOfEachPath((names.get(name) ?? []).filter(({ isFile }) => isFile)),
  };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** A name stays the same when its content changes. */
function firstOfEachPath(appearances: readonly Appearance[]): readonly Appearance[] {
  const firsts = new Map<string, Appearance>();
  for (const one of appearances) {
    const key = `${one.path.bytes === undefined} ${one.path.text}`;
    if (!firsts.has(key)) firsts.set(key, one);
  }
  return [...firsts.values()];
}
