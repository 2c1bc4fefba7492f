/** Parses git's raw diff format with `-z`, plain and combined, into entries. */

import type { Buffer } from 'node:buffer';
import { GitError } from '#model/errors.ts';
import type { PathName } from '#model/path-name.ts';
import { pathFromBytes } from '#text/path-name.ts';

/** One side of a change: the file mode (`100644`, `120000` for links, `160000` for submodules) and the object. */
export interface RawSide {
  readonly mode: string;
  /** All zeros where the file does not exist on this side. */
  readonly object: string;
}

/** One changed path. A merge's entry has one `old` for each parent. */
export interface RawEntry {
  readonly old: readonly RawSide[];
  readonly new: RawSide;
  /** One letter for each parent: A, D, M, T, R, C or U. */
  readonly status: string;
  readonly path: PathName;
  /** The name before a rename or copy. */
  readonly oldPath?: PathName;
}

/** An entry, or the id of the commit that the entries after it belong to. */
export type RawRecord = { readonly kind: 'commit'; readonly commit: string } | ({ readonly kind: 'entry' } & RawEntry);

/** Whether the side has content of its own: a file or a link, not a submodule and not nothing. */
export function hasContent(side: RawSide): boolean {
  return side.mode !== '160000' && !isAbsent(side);
}

/** Whether the file does not exist on this side. */
export function isAbsent(side: RawSide): boolean {
  return /^0+$/.test(side.object);
}

/**
 * Takes the NUL-terminated fields of `diff-tree --stdin -z --raw` or `diff-index -z --raw` one after the other:
 * `:100644 100644 <old> <new> M\0path\0`, `::100644 100644 100644 <old1> <old2> <new> MM\0path\0`, two paths after R
 * and C (only where there is one parent), and a bare hash before the entries of a commit.
 */
export function createRawParser(): (field: Buffer) => RawRecord | undefined {
  let pending: { meta: Omit<RawEntry, 'path'>; renamed: boolean; oldPath?: PathName } | undefined;
  return (field) => {
    if (pending === undefined) {
      const text = field.toString('latin1');
      if (!text.startsWith(':')) return { kind: 'commit', commit: text.trim() };
      const meta = parseMeta(text);
      pending = { meta, renamed: meta.old.length === 1 && /^[RC]/.test(meta.status) };
      return undefined;
    }
    const path = pathFromBytes(field);
    if (pending.renamed && pending.oldPath === undefined) {
      pending.oldPath = path;
      return undefined;
    }
    const { meta, oldPath } = pending;
    pending = undefined;
    return { kind: 'entry', ...meta, path, ...(oldPath === undefined ? {} : { oldPath }) };
  };
}

/** Throws GitError where a word is not there, or is not what it should be. */
function parseMeta(text: string): Omit<RawEntry, 'path'> {
  const parents = /^:+/.exec(text)?.[0].length ?? 1;
  const words = text.slice(parents).trimEnd().split(' ');
  const modes = words.slice(0, parents + 1);
  const objects = words.slice(parents + 1, 2 * parents + 2);
  const status = words[2 * parents + 2];
  const sides = modes.flatMap((mode, at) => sideOf(mode, objects[at]) ?? []);
  const last = sides[parents];
  if (last === undefined || status === undefined || !/^[A-Z]+\d*$/.test(status)) {
    throw new GitError('git printed a difference that cannot be understood');
  }
  return { old: sides.slice(0, parents), new: last, status };
}

function sideOf(mode: string, object: string | undefined): RawSide | undefined {
  return object !== undefined && /^[0-7]{6}$/.test(mode) && /^[0-9a-f]{40,64}$/.test(object)
    ? { mode, object }
    : undefined;
}
