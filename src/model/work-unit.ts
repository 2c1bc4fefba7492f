/** What a source plans and what comes back of it: plain data both ways, so that either side may run in a thread. */

import type { ChunkMatches } from './match.ts';
import type { PathName } from './path-name.ts';
import type { Problem, Skip } from './report.ts';

/** A file on disk: `path` is what reports call it, `location` what the file system is asked for. */
export interface FileToRead {
  readonly path: PathName;
  readonly location: string | Uint8Array;
  /** Git lists it: that there is no file behind the name (deleted, a link, a submodule) is then no problem. */
  readonly tracked?: true;
}

/** An object to read. `path` is known where the source knows it beforehand (staged, ranges). */
export interface ObjectToRead {
  readonly object: string;
  readonly path?: PathName;
}

/**
 * Entries of one pack, whole families of deltas: each stands behind its base. Arrays have an element for each entry,
 * ids have `hashBytes` bytes.
 */
export interface PackedObjects {
  /** Absolute path of the pack. */
  readonly pack: string;
  readonly hashBytes: number;
  readonly ids: Uint8Array;
  /** In bytes from the beginning of the pack. */
  readonly offsets: Float64Array;
  readonly lengths: Float64Array;
  readonly crcs: Uint32Array;
  /** Where the object is kept for those made from it, until another one is put there. */
  readonly slots: Uint8Array;
  /** Where its base is kept; 255 for objects without one. */
  readonly baseSlots: Uint8Array;
  /** 1 for objects that another unit reads: here they are a base of others and nothing else. */
  readonly isKnown: Uint8Array;
}

/** The name of a new file, and the commit that brings it where there is one. */
export interface NameToRead {
  readonly name: PathName;
  readonly object?: string;
}

/** A share of the work of one scan. */
export type WorkUnit =
  | { readonly kind: 'files'; readonly files: readonly FileToRead[] }
  | { readonly kind: 'objects'; readonly objects: readonly ObjectToRead[] }
  | ({ readonly kind: 'packed' } & PackedObjects)
  /** Objects with a file each; `folder` is an absolute path. */
  | { readonly kind: 'loose'; readonly folder: string; readonly ids: readonly string[] }
  /** `content`: whether a name is looked at as content too, or by rules on whole paths alone. */
  | { readonly kind: 'names'; readonly names: readonly NameToRead[]; readonly content: boolean }
  | { readonly kind: 'ref-names' }
  | { readonly kind: 'stdin' };

/** What was looked at in one unit. `bytes` counts content only, `direct` the objects that were read without git. */
export interface Looked {
  files: number;
  commits: number;
  objects: number;
  direct: number;
  bytes: number;
  opaque: number;
}

/** The result of one unit. */
export interface UnitResult {
  readonly chunks: readonly ChunkMatches[];
  readonly looked: Readonly<Looked>;
  readonly skips: readonly Skip[];
  readonly problems: readonly Problem[];
  /** What the objects of a history refer to: the first eight bytes of each id as two words, zeros between them. */
  readonly references?: Uint32Array<ArrayBuffer>;
  /** Objects in which nothing was found, where they are to be remembered: records of an id and a byte of `QUIET_KINDS`. */
  readonly quiet?: Uint8Array<ArrayBuffer>;
}

/** The last byte of a record of `UnitResult.quiet`, by the type of the object. */
export const QUIET_KINDS = { blob: 1, tree: 2, commit: 3, tag: 4 } as const;
