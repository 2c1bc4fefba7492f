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
  /** `hashBytes` is always the same. Throws GitError on a damaged tree. */
  of(tree: Uint8Array, hashBytes: number, derivation: Derivation | undefined): NamesToLookAt;
  /** Nothing was found in the names of the tree that was asked about last. */
  wereQuiet(): void;
}

/** Names are valid as long as the bytes of the tree. */
export interface NamesToLookAt {
  readonly names: readonly Buffer[];
  /** Nothing is known of what it was made from. */
  readonly all: boolean;
  /** Whether any name, new or not, is one that is watched for. */
  readonly holdsWatched: boolean;
}

/** Nothing is known. */
export function createNewNames(isWatched: (name: Buffer) => boolean): NewNames {
  let names: Buffer[] = [];
  const look: OnEntry = (tree, start, zero, isNameKnown) => {
    const name = nameAt(tree, start, zero);
    if (!isNameKnown) names.push(name);
    return isWatched(name) ? 1 : 0;
  };
  let tracker: TreeTracker | undefined;
  return {
    of(tree, hashBytes, derivation) {
      names = [];
      tracker ??= createTreeTracker(hashBytes, look);
      const { count, values, hasBase, isCutOff } = tracker.read(tree, derivation);
      if (isCutOff) throw new GitError('a tree object ends in the middle of an entry');
      return { names, all: !hasBase, holdsWatched: values.subarray(0, count).includes(1) };
    },
    wereQuiet: () => tracker?.keep(),
  };
}
