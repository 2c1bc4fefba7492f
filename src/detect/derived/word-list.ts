/** A list of unsigned 32-bit numbers that grows, and whose memory is used again. */

/** Cleared, it keeps its memory. */
export interface WordList {
  readonly length: number;
  push(word: number): void;
  clear(): void;
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
    view: () => words.subarray(0, length),
  };
}
