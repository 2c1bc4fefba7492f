/** Reads the raw bytes of tree objects. */

import { Buffer } from 'node:buffer';
import { GitError } from '#model/errors.ts';

/**
 * Names of a tree's entries, each as its bytes: `100644 name\0` and an id of `hashBytes` (20 or 32) bytes, over and
 * over. Throws GitError on a tree that ends in the middle of an entry.
 */
export function* treeNames(tree: Uint8Array, hashBytes: number): Generator<Buffer> {
  const bytes = Buffer.from(tree.buffer, tree.byteOffset, tree.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const end = space === -1 ? -1 : bytes.indexOf(0, space);
    if (end === -1) throw new GitError('a tree object ends in the middle of an entry');
    yield bytes.subarray(space + 1, end);
    at = end + 1 + hashBytes;
  }
}
