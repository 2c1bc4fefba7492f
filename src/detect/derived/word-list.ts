/** A list of unsigned 32-bit numbers that grows, and whose memory is used again. */

/** Cleared, it keeps its memory. */
export interface WordList {
  readonly length: number;
  push(word: number): void;
  clear(): void;
  /** Holds a copy of `words` and nothing else; valid until the next change. */
  keep(words: Uint32Array): Uint32Array;
  /** The numbers as they lie there; valid until the next change. */
  view(): Uint32Array;
}

/** An empty list. */
export function createWordList(): WordList {
  let words = new Uint32Array(64);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(word) {
      if (length === words.length) {
        const more = new Uint32Array(2 * length);
        more.set(words);
        words = more;
      }
      words[length++] = word;
    },
    clear() {
      length = 0;
    },
    keep(kept) {
      if (kept.length > words.length) words = new Uint32Array(kept.length + (kept.length >> 1));
      words.set(kept);
      length = kept.length;
      return words.subarray(0, length);
    },
    view: () => words.subarray(0, length),
  };
}
