/** Reads the raw bytes of tree objects. */

import { Buffer } from 'node:buffer';
import { GitError } from '#model/errors.ts';

/** An entry of a tree: its mode as git writes it (`100644`, `40000` for folders), its name's bytes, its object in hex. */
export interface TreeEntry {
  readonly mode: string;
  readonly name: Buffer;
  readonly object: string;
}

/** Where in the bytes of a tree an entry's parts end. */
interface EntryPlace {
  readonly start: number;
  readonly space: number;
  readonly nul: number;
}

/**
 * Names of a tree's entries, each as its bytes: `100644 name\0` and an id of `hashBytes` (20 or 32) bytes, over and
 * over. Throws GitError on a tree that ends in the middle of an entry.
 */
export function* treeNames(tree: Uint8Array, hashBytes: number): Generator<Buffer> {
  const bytes = asBuffer(tree);
  for (const { space, nul } of entryPlaces(bytes, hashBytes)) yield bytes.subarray(space + 1, nul);
}

/** The same with mode and object. Names are only valid as long as the bytes of the tree. */
export function* treeEntries(tree: Uint8Array, hashBytes: number): Generator<TreeEntry> {
  const bytes = asBuffer(tree);
  for (const { start, space, nul } of entryPlaces(bytes, hashBytes)) {
    const mode = bytes.toString('latin1', start, space);
    yield { mode, name: bytes.subarray(space + 1, nul), object: bytes.toString('hex', nul + 1, nul + 1 + hashBytes) };
  }
}

function* entryPlaces(bytes: Buffer, hashBytes: number): Generator<EntryPlace> {
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(0x20, start);
    const nul = space === -1 ? -1 : bytes.indexOf(0, space);
    if (nul === -1) throw new GitError('a tree object ends in the middle of an entry');
    yield { start, space, nul };
    start = nul + 1 + hashBytes;
  }
}

function asBuffer(tree: Uint8Array): Buffer {
  return Buffer.from(tree.buffer, tree.byteOffset, tree.byteLength);
}
