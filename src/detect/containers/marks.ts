/** Marks: the places in a run of bytes where something encoded may stand, as a fast scan over all bytes finds them. */

/** A run of 24 or more bytes out of `[A-Za-z0-9+/_-]`, as long as it goes. */
export const RUN_MARK = 0;
/** `%` followed by two hex digits. */
export const PERCENT_MARK = 1;
/** A backslash followed by one of `u x U 0-7 n r t b f v / " ' \`. */
export const ESCAPE_MARK = 2;
/** `&` followed by `#` or a letter. */
export const ENTITY_MARK = 3;

/** Shortest run that is marked, in bytes. */
export const LEAST_RUN = 24;

/**
 * Parallel arrays, of which the first `count` elements count, ordered by `from`. Offsets are bytes; `to` is exclusive,
 * and `from + 1` for all marks but runs.
 */
export interface Marks {
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly kinds: Uint8Array;
}

/** Finds the marks of `bytes`. The arrays may be used again by the next call. */
export type MarkScanner = (bytes: Uint8Array) => Marks;
