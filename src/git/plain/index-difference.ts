/** Compares the index with a tree, as `git diff-index --cached --raw --no-renames` does. */

import { Buffer } from 'node:buffer';
import { pathFromBytes } from '#text/path-name.ts';
import type { RawEntry, RawSide } from '../raw-diff.ts';
import type { CacheTree } from './cache-tree.ts';
import type { IndexFile } from './index-file.ts';
import { NotPlain } from './not-plain.ts';
import { isFolder, parseTree, type TreeEntry } from './tree-entries.ts';

/** The bytes of the tree with this id. Throws NotPlain where it cannot be read. */
export type ReadTree = (id: string) => Buffer;

const SLASH = 0x2f;
const ABSENT: RawSide = { mode: '000000', object: '0'.repeat(40) };

/** Deeper folders, and more trees than this, are left to git. */
const MOST_DEPTH = 500;
const MOST_TREES = 20_000;

/** The entries of the index that lie in one folder. */
interface Folder {
  readonly from: number;
  readonly to: number;
  /** Bytes of the folder's name with the slash behind it. */
  readonly prefix: number;
  readonly depth: number;
  readonly cached: CacheTree | undefined;
}

/**
 * What differs, each path once. Folders for which a commit would store the tree that is there already are not looked into:
 * git takes their entries for unchanged as well, here and when it commits. Throws NotPlain where something cannot be read.
 */
export function diffIndexWithTree(index: IndexFile, tree: string, readTree: ReadTree): readonly RawEntry[] {
  const changed: RawEntry[] = [];
  const open = createTreeReader(readTree);

  function compareFolder(id: string, folder: Folder): void {
    const { bytes, entries } = open(id, folder.depth);
    let at = folder.from;
    for (const old of entries) {
      while (at < folder.to && order(index, at, folder.prefix, bytes, old) < 0) changed.push(added(index, at++));
      const isThere = at < folder.to && order(index, at, folder.prefix, bytes, old) === 0;
      if (!isThere) remove(old, folderName(index, folder) + nameOf(bytes, old), folder.depth);
      else if (isFolder(old)) at = compareBelow(at, old, folder, nameOf(bytes, old));
      else changed.push(...compareFile(index, at++, old));
    }
    while (at < folder.to) changed.push(added(index, at++));
  }

  /** Compares the folder in which entry `from` lies; returns the first entry behind it. */
  function compareBelow(from: number, old: TreeEntry, { prefix, depth, cached, to }: Folder, name: string): number {
    const below = cached?.folders.get(name);
    const length = prefix + name.length + 1;
    const end = endOfFolder(index, { from, to, prefix: length });
    if (below !== undefined && below.entries >= 0 && below.entries !== end - from) throw new NotPlain('TREE');
    if (below?.id !== old.object)
      compareFolder(old.object, { from, to: end, prefix: length, depth: depth + 1, cached: below });
    return end;
  }

  function remove(old: TreeEntry, name: string, depth: number): void {
    if (!isFolder(old)) {
      changed.push({ old: [sideIn(old)], new: ABSENT, status: 'D', path: pathFromBytes(Buffer.from(name, 'latin1')) });
      return;
    }
    const { bytes, entries } = open(old.object, depth + 1);
    for (const entry of entries) remove(entry, `${name}/${nameOf(bytes, entry)}`, depth + 1);
  }

  const all = { from: 0, to: index.count, prefix: 0, depth: 0, cached: index.cacheTree };
  if (all.cached?.id !== tree) compareFolder(tree, all);
  else if (all.cached.entries !== index.count) throw new NotPlain('TREE');
  return changed;
}

interface OpenTree {
  readonly bytes: Buffer;
  readonly entries: readonly TreeEntry[];
}

function createTreeReader(readTree: ReadTree): (id: string, depth: number) => OpenTree {
  let trees = 0;
  return (id, depth) => {
    if (++trees > MOST_TREES || depth > MOST_DEPTH) throw new NotPlain('too many trees');
    const bytes = readTree(id);
    return { bytes, entries: parseTree(bytes) };
  };
}

/** How the name of entry `at`, from byte `prefix` up to its next slash and with it, stands to that of a tree's entry. */
function order(
  { names, nameFrom, nameTo }: IndexFile,
  at: number,
  prefix: number,
  tree: Buffer,
  old: TreeEntry,
): number {
  const [from, to] = [(nameFrom[at] as number) + prefix, nameTo[at] as number];
  const end = from + old.nameTo - old.nameFrom;
  // A loop, since a hook runs `Buffer.compare` cold.
  for (let here = from, there = old.nameFrom; there < old.nameTo; here++, there++) {
    const difference = (here < to ? (names[here] as number) : 0) - (tree[there] as number);
    if (difference !== 0) return difference;
  }
  return (end < to ? (names[end] as number) : 0) - (isFolder(old) ? SLASH : 0);
}

/** The first entry that does not lie in the folder of the first one; names are sorted, so it is looked for by halves. */
function endOfFolder(
  { names, nameFrom, nameTo }: IndexFile,
  { from, to, prefix }: Pick<Folder, 'from' | 'to' | 'prefix'>,
): number {
  const start = nameFrom[from] as number;
  let [low, high] = [from + 1, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = nameFrom[middle] as number;
    const isInside =
      names.compare(names, start, start + prefix, at, Math.min(at + prefix, nameTo[middle] as number)) === 0;
    if (isInside) low = middle + 1;
    else high = middle;
  }
  return low;
}

function added(index: IndexFile, at: number): RawEntry {
  return { old: [ABSENT], new: sideOf(index, at), status: 'A', path: pathOf(index, at) };
}

/** Nothing where both are the same. */
function compareFile(index: IndexFile, at: number, old: TreeEntry): readonly RawEntry[] {
  const [before, after] = [sideIn(old), sideOf(index, at)];
  if (before.mode === after.mode && before.object === after.object) return [];
  const status = before.mode.slice(0, 2) === after.mode.slice(0, 2) ? 'M' : 'T';
  return [{ old: [before], new: after, status, path: pathOf(index, at) }];
}

function sideOf(index: IndexFile, at: number): RawSide {
  return { mode: index.mode(at).toString(8), object: index.object(at) };
}

function sideIn({ mode, object }: TreeEntry): RawSide {
  return { mode: mode.toString(8), object };
}

function pathOf({ names, nameFrom, nameTo }: IndexFile, at: number): RawEntry['path'] {
  return pathFromBytes(names.subarray(nameFrom[at], nameTo[at]));
}

/** One character for each byte. */
function nameOf(tree: Buffer, { nameFrom, nameTo }: TreeEntry): string {
  return tree.toString('latin1', nameFrom, nameTo);
}

/** With the slash behind it, one character for each byte. */
function folderName({ names, nameFrom }: IndexFile, { from, prefix }: Folder): string {
  const start = nameFrom[from] ?? 0;
  return names.toString('latin1', start, start + prefix);
}
