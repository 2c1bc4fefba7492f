/**
 * Notes what was looked at beyond a match's window to decide that it is no credential. As long as a content holds that,
 * and the window, the decision stands.
 */

/** Stretches of one content, in bytes, `to` exclusive. One that reaches an end of the content depends on that end. */
export interface Reads {
  /**
   * A match was found in this window, and what is noted from now on decides about it. The window has to be no larger than
   * it is where every character is one byte.
   */
  enter(from: number, to: number): void;
  /** Text was looked at. Noted together with the window, which holds the anchor, unless it lies in there. */
  note(from: number, to: number): void;
  /** Something depends on the whole content. */
  noteAll(): void;
  /** Pairs of `from` and `to`; undefined where it is everything, or too much to keep. */
  stretches(): Uint32Array | undefined;
}

/**
 * Rules that look no farther around an anchor, in UTF-16 code units, are looked for again wherever something changes within
 * that reach. The windows of the others are kept as stretches that decide.
 */
export const NEAR_UNITS = 640;

/** The same for how far they look in front of an anchor, which is less for nearly all. */
export const NEAR_UNITS_BEFORE = 424;

/** Few contents have more that is decided from afar; those are looked at whole. */
export const MOST_STRETCHES = 512;

/** Nothing noted. */
export function createReads(): Reads {
  const pairs: number[] = [];
  let [first, last] = [0, 0];
  let isNoted = false;
  let isAll = false;
  return {
    enter(from, to) {
      [first, last] = [from, to];
      isNoted = false;
    },
    note(from, to) {
      if (from >= first && to <= last) return;
      [first, last] = [Math.min(from, first), Math.max(to, last)];
      if (isNoted) pairs.length -= 2;
      isNoted = true;
      if (pairs.length < 2 * MOST_STRETCHES) pairs.push(first, last);
      else isAll = true;
    },
    noteAll() {
      isAll = true;
    },
    stretches: () => (isAll ? undefined : Uint32Array.from(pairs)),
  };
}
