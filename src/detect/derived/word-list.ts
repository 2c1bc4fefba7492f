/** A list of unsigned 32-bit numbers that grows, and whose memory is used again. */

/** Cleared, it keeps its memory. */
export interface WordList {
  readonly length: number;
  push(word: number): void;
  pushPair(first: number, second: number): void;
  clear(): void;
  /** The numbers as they lie there; valid until the next change. */
  view(): Uint32Array;
}

/** An empty list. */
export function createWordList(): WordList {
  let words = new Uint32Array(64);
  let length = 0;
  const ensure = (more: number): void => {
    if (length + more <= words.length) return;
    const larger = new Uint32Array(2 * words.length);
    larger.set(words);
    words = larger;
  };
  return {
    get length() {
      return length;
    },
    push(word) {
      ensure(1);
      words[length++] = word;
    },
    pushPair(first, second) {
      ensure(2);
      words[length++] = first;
      words[length++] = second;
    },
    clear() {
      length = 0;
    },
    view: () => words.subarray(0, length),
  };
}
