/** The nouns of decoding: a stretch of bytes that holds encoded text, and what it decodes to. */

/** How a text is encoded, by the name that reports give it. */
export type ContainerKind = 'base64' | 'base64url' | 'hex' | 'percent' | 'escape' | 'entity';

/** A stretch of bytes, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Encoded text as it was recognised by its shape. Offsets are bytes of the content that holds it. */
export interface Container extends Span {
  readonly kind: ContainerKind;
  /**
   * Text in front on the same line that is put before the decoded text as it stands, so that a name stands beside its
   * value. Empty where the container holds such text itself.
   */
  readonly lead: Span;
}

/** Where each decoded byte comes from: `from[i]` up to `to[i]`, in bytes of the content. Both never fall. */
export interface Trace {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/**
 * Decodes the bytes from `from` to `to` into `out`, which is at least as long, and returns how many bytes it wrote; -1
 * where what it would write is of no use. With `trace` it also notes where each byte came from.
 */
export type Decode = (bytes: Uint8Array, span: Span, out: Uint8Array, trace?: Trace) => number;
