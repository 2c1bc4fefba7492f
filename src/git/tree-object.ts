/** Reads the raw bytes of tree objects. */

import { Buffer } from 'node:buffer';
import { GitError } from '#model/errors.ts';

/** An entry of a tree: its mode as git writes it (`100644`, `40000` for folders), its name's bytes, its object in hex. */
export interface TreeEntry {
  readonly mode: string;
  readonly name: Buffer;
  readonly object: string;
}

/** The name in the entry that begins at `start` and whose name ends at `zero`; valid as long as the bytes of the tree. */
export function nameAt(tree: Uint8Array, start: number, zero: number): Buffer {
  let from = start;
  while (tree[from] !== SPACE) from++;
  return Buffer.from(tree.buffer, tree.byteOffset + from + 1, zero - from - 1);
}

const SPACE = 0x20;
const CUT_OFF = 'a tree object ends in the middle of an entry';

/** The entries of a tree. Names are only valid as long as its bytes. Throws GitError on one that is cut off. */
export function* treeEntries(tree: Uint8Array, hashBytes: number): Generator<TreeEntry> {
  const bytes = asBuffer(tree);
  for (let start = 0, end = 0; start < bytes.length; start = end) {
    const space = bytes.indexOf(SPACE, start);
    const nul = space === -1 ? -1 : bytes.indexOf(0, space);
    end = nul + 1 + hashBytes;
    if (nul === -1 || end > bytes.length) throw new GitError(CUT_OFF);
    const mode = bytes.toString('latin1', start, space);
    yield { mode, name: bytes.subarray(space + 1, nul), object: bytes.toString('hex', nul + 1, end) };
  }
}

function asBuffer(tree: Uint8Array): Buffer {
  return Buffer.from(tree.buffer, tree.byteOffset, tree.byteLength);
}
