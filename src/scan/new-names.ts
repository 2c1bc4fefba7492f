/**
 * Which names of a tree are to be looked at: all, or those that are not in the tree that it was made from. Most trees of
 * a history differ from another one in the ids of a few objects.
 */

import type { Buffer } from 'node:buffer';
import { nameAt } from '#git/tree-object.ts';
import { createTreeTracker, type OnEntry, type TreeTracker } from '#git/tree-tracker.ts';
import type { Derivation } from '#model/chunk.ts';
import { GitError } from '#model/errors.ts';

/** The trees of one unit, in which nothing was found. */
export interface NewNames {
  /** `hashBytes` is always the same; `all`: nothing is known of what it was made from. Throws GitError on a damaged tree. */
  of(tree: Uint8Array, hashBytes: number, derivation: Derivation | undefined): NamesToLookAt;
  /** Nothing was found in the names of the tree that was asked about last. */
  wereQuiet(): void;
}

/** Names are valid as long as the bytes of the tree. */
export interface NamesToLookAt {
  readonly names: readonly Buffer[];
  readonly all: boolean;
}

/** Nothing is known. */
export function createNewNames(): NewNames {
  let names: Buffer[] = [];
  const note: OnEntry = (tree, start, zero, isNameKnown) => {
    if (!isNameKnown) names.push(nameAt(tree, start, zero));
    return 0;
  };
  let tracker: TreeTracker | undefined;
  return {
    of(tree, hashBytes, derivation) {
      names = [];
      tracker ??= createTreeTracker(hashBytes, note);
      const { hasBase, isCutOff } = tracker.read(tree, derivation);
      if (isCutOff) throw new GitError('a tree object ends in the middle of an entry');
      return { names, all: !hasBase };
    },
    wereQuiet: () => tracker?.keep(),
  };
}
