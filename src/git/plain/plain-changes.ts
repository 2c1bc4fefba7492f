/** What the index would add to HEAD, read from the files of a plain repository. */

import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { EMPTY_TREE } from '../empty-tree.ts';
import type { RawEntry } from '../raw-diff.ts';
import type { Repository } from '../repository.ts';
import { diffIndexWithTree } from './index-difference.ts';
import { parseIndex } from './index-file.ts';
import { NotPlain, orAskGit, readRegularFile } from './not-plain.ts';
import { readHead } from './read-head.ts';
import { createObjectReader, type ReadObject } from './read-object.ts';

/** HEAD's commit, undefined on a branch without commits, and the entries that differ from its tree. */
export interface PlainChanges {
  readonly head: string | undefined;
  readonly changed: readonly RawEntry[];
}

const MOST_INDEX_BYTES = 512 * 1024 * 1024;

/** Undefined where git is to be asked: in a merge, say, or where an object is not to be had. */
export function plainChanges({ gitDir, root, prefix, git, plain }: Repository): PlainChanges | undefined {
  if (plain !== true || existsSync(join(gitDir, 'MERGE_HEAD'))) return undefined;
  return orAskGit(() => {
    const read = createObjectReader(gitDir);
    const file = readRegularFile(
      indexFile(root, prefix, git.env['GIT_INDEX_FILE']) ?? join(gitDir, 'index'),
      MOST_INDEX_BYTES,
    );
    if (file === undefined) throw new NotPlain('no index');
    const head = readHead(gitDir);
    const tree = head === undefined ? EMPTY_TREE.sha1 : treeOf(read(head));
    const readTree = (id: string): Buffer => {
      if (id === EMPTY_TREE.sha1) return Buffer.alloc(0);
      const { type, bytes } = read(id);
      if (type !== 'tree') throw new NotPlain('no tree');
      return bytes;
    };
    return { head, changed: diffIndexWithTree(parseIndex(file), tree, readTree) };
  });
}

/** Hooks are given the index of their commit, by a path from the top of the work tree. */
function indexFile(root: string, prefix: string, named: string | undefined): string | undefined {
  if (named === undefined || isAbsolute(named)) return named;
  if (named === '' || prefix !== '') throw new NotPlain('GIT_INDEX_FILE');
  return join(root, named);
}

/** A commit begins with its tree. */
function treeOf({ type, bytes }: ReturnType<ReadObject>): string {
  const [, tree] = /^tree ([0-9a-f]{40})\n/.exec(bytes.toString('latin1', 0, 46)) ?? [];
  if (type !== 'commit' || tree === undefined) throw new NotPlain('no commit');
  return tree;
}
