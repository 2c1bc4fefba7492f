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

/** The name of a new file, and the commit that brings it where there is one. */
export interface NameToRead {
  readonly name: PathName;
  readonly object?: string;
}

/** A share of the work of one scan. */
export type WorkUnit =
  | { readonly kind: 'files'; readonly files: readonly FileToRead[] }
  | { readonly kind: 'objects'; readonly objects: readonly ObjectToRead[] }
  /** `content`: whether a name is looked at as content too, or by rules on whole paths alone. */
  | { readonly kind: 'names'; readonly names: readonly NameToRead[]; readonly content: boolean }
  | { readonly kind: 'ref-names' }
  | { readonly kind: 'stdin' };

/** What was looked at in one unit. `bytes` counts content only. */
export interface Looked {
  files: number;
  commits: number;
  objects: number;
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
}
