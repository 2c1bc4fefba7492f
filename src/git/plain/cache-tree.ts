/** Reads the index's extension TREE: for each folder, the tree that a commit would store for it. */

import type { Buffer } from 'node:buffer';
import { NotPlain } from './not-plain.ts';

/** What a commit takes for a folder, without a look at the folder's entries; so a difference may be told by it. */
export interface CacheTree {
  /** Entries of the index below the folder; -1 where they changed since the tree was written. */
  readonly entries: number;
  /** In hex; empty where `entries` is -1. */
  readonly id: string;
  /** By name, whose bytes are one character each. */
  readonly folders: ReadonlyMap<string, CacheTree>;
}

const MOST_DEPTH = 500;

/**
 * A name and a NUL, `12 3\n` (entries and folders), the id unless the number of entries is -1, and then the folders, the
 * same way (gitformat-index, "cache tree"). The first has no name. Throws NotPlain where it is damaged.
 */
export function parseCacheTree(bytes: Buffer): CacheTree {
  let at = 0;

  function textUpTo(end: number): string {
    const to = bytes.indexOf(end, at);
    if (to === -1) throw new NotPlain('TREE');
    const text = bytes.toString('latin1', at, to);
    at = to + 1;
    return text;
  }

  function readFolder(depth: number): CacheTree {
    const [, count, children] = /^(-1|\d{1,9}) (\d{1,9})$/.exec(textUpTo(10)) ?? [];
    if (count === undefined || depth > MOST_DEPTH) throw new NotPlain('TREE');
    const id = count === '-1' ? '' : bytes.toString('hex', at, at + 20);
    at += id.length / 2;
    const folders = new Map<string, CacheTree>();
    for (let left = Number(children); left > 0; left--) folders.set(textUpTo(0), readFolder(depth + 1));
    return { entries: Number(count), id, folders };
  }

  textUpTo(0);
  return readFolder(0);
}
