/** Parses tree objects into their entries, and insists on git's order of them. */

import type { Buffer } from 'node:buffer';
import { NotPlain } from './not-plain.ts';

/** `100644 name\0` and the id; the name stands from `nameFrom` to `nameTo` in the tree's bytes. */
export interface TreeEntry {
  /** As git makes it of what is written: of files only whether the owner may run them is kept. */
  readonly mode: number;
  readonly nameFrom: number;
  readonly nameTo: number;
  /** In hex. */
  readonly object: string;
}

const HASH_BYTES = 20;
const [TYPE, FOLDER, FILE, LINK, SUBMODULE] = [0o170000, 0o040000, 0o100000, 0o120000, 0o160000];

/** Whether the entry is a tree itself. */
export function isFolder({ mode }: Pick<TreeEntry, 'mode'>): boolean {
  return mode === FOLDER;
}

/** All entries in order: by their names' bytes, as if a folder's ended in a slash. Throws NotPlain at any other tree. */
export function parseTree(tree: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(0x20, at);
    const end = tree.indexOf(0, at);
    if (space === -1 || end < space || end + 1 + HASH_BYTES > tree.length) throw new NotPlain('a tree');
    const mode = canonicalMode(tree.toString('latin1', at, space));
    const object = tree.toString('hex', end + 1, end + 1 + HASH_BYTES);
    const entry = { mode, nameFrom: space + 1, nameTo: end, object };
    const before = entries.at(-1);
    if (end === space + 1 || (before !== undefined && !isBefore(tree, before, entry))) throw new NotPlain('a tree');
    entries.push(entry);
    at = end + 1 + HASH_BYTES;
  }
  return entries;
}

/** Old gits wrote `100664` too. */
function canonicalMode(text: string): number {
  const mode = /^[0-7]{5,6}$/.test(text) ? Number.parseInt(text, 8) : 0;
  const type = mode & TYPE;
  if (type === FILE) return FILE | ((mode & 0o100) === 0 ? 0o644 : 0o755);
  if (type !== FOLDER && type !== LINK && type !== SUBMODULE) throw new NotPlain('a mode');
  return type;
}

function isBefore(tree: Buffer, a: TreeEntry, b: TreeEntry): boolean {
  const most = Math.min(a.nameTo - a.nameFrom, b.nameTo - b.nameFrom);
  let length = 0;
  while (length < most && tree[a.nameFrom + length] === tree[b.nameFrom + length]) length++;
  return byteAt(tree, a, length) < byteAt(tree, b, length);
}

/** The byte of a name; behind its end the slash of a folder, or the NUL. */
function byteAt(tree: Buffer, { nameFrom, nameTo, mode }: TreeEntry, at: number): number {
  if (nameFrom + at < nameTo) return tree[nameFrom + at] as number;
  return mode === FOLDER ? 0x2f : 0;
}
