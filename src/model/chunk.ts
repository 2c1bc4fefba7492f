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

/**
 * How a content was made out of another one of the same unit by copying stretches of it: what was learned from that one
 * need not be learned again.
 */
export interface Derivation {
  /** Tells contents of a unit apart; above 0. */
  readonly id: number;
  /** Where what is learned of this content is kept, until another one takes the place. */
  readonly slot: number;
  /** The content that it was made of, and where what was learned of that is kept; 0 where it was made of none. */
  readonly baseId: number;
  readonly baseSlot: number;
  /** Of the base, in bytes. */
  readonly baseLength: number;
  /**
   * Three numbers for each stretch that was copied, in order, in bytes: where it begins here, where in the base, and its
   * length. Stretches that lie side by side in both are one.
   */
  readonly copies: Uint32Array;
}

/** A file, an object, or a piece of one that is too long to be held whole. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly origin: ChunkOrigin;
  /** Position of the first byte; absent means line 1, column 1. Present only in later pieces of a long content. */
  readonly start?: Position;
  /** Present where the same thread reads a unit of objects that were made from each other. */
  readonly derivation?: Derivation;
}
