/** Bytes to be scanned, and what is known of them while they are scanned. */

import type { PathName } from './path-name.ts';
import type { Position } from './position.ts';

/** What the bytes are. In history a blob has no path yet: it is found in `attribute`, for matched blobs only. */
export type ChunkOrigin =
  | { readonly kind: 'file'; readonly path: PathName }
  | { readonly kind: 'stdin'; readonly path: PathName }
  | { readonly kind: 'blob'; readonly object: string; readonly path?: PathName }
  | { readonly kind: 'commit'; readonly object: string }
  | { readonly kind: 'tag'; readonly object: string }
  | { readonly kind: 'tree'; readonly object: string }
  | { readonly kind: 'ref-names' }
  /** The name of a new file itself; `object` is the commit that brings it, absent for the index. */
  | { readonly kind: 'name'; readonly name: PathName; readonly object?: string };

/** A file, an object, or a piece of one that is too long to be held whole. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly origin: ChunkOrigin;
  /** Position of the first byte; absent means line 1, column 1. Present only in later pieces of a long content. */
  readonly start?: Position;
}
