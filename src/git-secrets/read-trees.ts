/** Finds where certain objects stand in the trees of commits; every tree is read once. */

import { readObjects } from '#git/cat-file.ts';
import type { GitContext } from '#git/spawn.ts';
import { treeEntries } from '#git/tree-object.ts';
import { GitError } from '#model/errors.ts';

/** A path in a tree, Latin-1 with `/` between folders, and the object that stands there. */
export interface TreePlace {
  readonly path: string;
  readonly object: string;
}

/** What of a tree is kept: entries that were asked for, and folders. */
interface TreeNode {
  readonly files: readonly TreePlace[];
  readonly folders: readonly TreePlace[];
}

/** The places of one tree, in git's order. */
export type PlacesIn = (tree: string) => readonly TreePlace[];

/**
 * Reads `trees` and everything below them, and keeps the places of `wanted` objects in regular files. Throws GitError when
 * a tree cannot be read.
 */
export async function readTrees(
  git: GitContext,
  trees: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<PlacesIn> {
  const nodes = new Map<string, TreeNode>();
  for (let level = [...new Set(trees)]; level.length > 0; ) {
    await readLevel(git, level, nodes, wanted);
    const below = level.flatMap((tree) => nodes.get(tree)?.folders.map(({ object }) => object) ?? []);
    level = [...new Set(below)].filter((tree) => !nodes.has(tree));
  }
  return createPlaces(nodes);
}

async function readLevel(
  git: GitContext,
  level: readonly string[],
  nodes: Map<string, TreeNode>,
  wanted: ReadonlySet<string>,
): Promise<void> {
  for await (const batch of readObjects(git, level)) {
    for (const part of batch) {
      if (part.kind === 'failure') throw new GitError(`tree ${part.object}: ${part.reason}`);
      if (!part.first || !part.last) throw new GitError(`tree ${part.object} is too large to be read`);
      const entries = [...treeEntries(part.bytes, part.object.length / 2)];
      const places = entries.map(({ mode, name, object }) => ({ mode, path: name.toString('latin1'), object }));
      nodes.set(part.object, {
        files: places.filter(({ mode, object }) => mode.startsWith('100') && wanted.has(object)),
        folders: places.filter(({ mode }) => mode === '40000'),
      });
    }
  }
}

/** Trees that hold nothing are left out of all that hold them. */
function createPlaces(nodes: ReadonlyMap<string, TreeNode>): PlacesIn {
  const known = new Map<string, readonly TreePlace[]>();
  const placesIn = (tree: string): readonly TreePlace[] => {
    const before = known.get(tree);
    if (before !== undefined) return before;
    const { files, folders } = nodes.get(tree) ?? { files: [], folders: [] };
    const below = folders.flatMap((folder) =>
      placesIn(folder.object).map(({ path, object }) => ({ path: `${folder.path}/${path}`, object })),
    );
    const places = [...files, ...below].sort((a, b) => (a.path < b.path ? -1 : 1));
    known.set(tree, places);
    return places;
  };
  return placesIn;
}
