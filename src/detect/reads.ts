/** Notes which parts of a content decided that what a regex matched there is no credential: while they stay, so does that. */

/**
 * Stretches of one content, in bytes, `to` exclusive; each holds the secret that it decides about. One that reaches an end
 * of the content depends on that end.
 */
export interface Reads {
  note(from: number, to: number): void;
  /** Something depends on the whole content. */
  noteAll(): void;
  /** Pairs of `from` and `to`; undefined where it is everything, or too much to keep. */
  stretches(): Uint32Array | undefined;
}

/** Few contents have more that is matched and rejected; those are looked at whole. */
export const MOST_STRETCHES = 512;

/** Nothing noted. */
export function createReads(): Reads {
  const pairs: number[] = [];
  let isAll = false;
  return {
    note(from, to) {
      const last = pairs.length - 2;
      if (last >= 0 && from >= (pairs[last] as number) && to <= (pairs[last + 1] as number)) return;
      if (pairs.length < 2 * MOST_STRETCHES) pairs.push(from, to);
      else isAll = true;
    },
    noteAll() {
      isAll = true;
    },
    stretches: () => (isAll ? undefined : Uint32Array.from(pairs)),
  };
}
