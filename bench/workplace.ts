/** The temporary folder of one run of the benchmark, with what is made in it when it is first needed. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHome } from './home.ts';
import { findTimer, type Probe } from './run-process.ts';
import type { Settings } from './settings.ts';
import { createStagedClone } from './staged-clone.ts';
import { createTree, openTree, type Tree } from './tree.ts';

/** Names of folders are known before the folders are there. */
export interface Workplace {
  readonly folder: string;
  readonly cloneFolder: string;
  readonly treeFolder: string;
  readonly probe: Probe;
  /** Clones the repository and stages changes, once. */
  makeClone(): void;
  /** The tree that was given, or one made of the clone, once. */
  tree(): Tree;
  /** The tree if it was needed; nothing where it was not, or could not be made. */
  treeSoFar(): Tree | undefined;
  remove(): void;
}

/** An empty one, but for the home. */
export function createWorkplace({ repository, tree: given }: Settings): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-bench-'));
  const environment = createHome(join(folder, 'home'));
  const cloneFolder = join(folder, 'clone');
  const treeFolder = given ?? join(folder, 'tree');
  let isCloned = false;
  let tree: Tree | undefined;
  const makeClone = (): void => {
    if (!isCloned) createStagedClone(repository, cloneFolder);
    isCloned = true;
  };
  const makeTree = (): Tree => {
    makeClone();
    return createTree(cloneFolder, treeFolder);
  };
  return {
    folder,
    cloneFolder,
    treeFolder,
    probe: { timer: findTimer(), memoryFile: join(folder, 'memory'), environment },
    makeClone,
    tree() {
      tree ??= given === undefined ? makeTree() : openTree(given);
      return tree;
    },
    treeSoFar: () => tree,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
