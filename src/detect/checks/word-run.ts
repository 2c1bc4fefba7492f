/** Tells identifiers, sentences and file paths from random base64 by their English letter pairs. */

/** The most frequent letter pairs of English: two thirds of the pairs of a text, an eighth of random ones. */
const FREQUENT_PAIRS: ReadonlySet<string> = new Set(
  [
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic',
    'ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo',
  ].flatMap((line) => line.split(' ')),
);

/** What one would take for words: `Words`, `words`, `WORDS`. */
const WORD = /[A-Z]?[a-z]{2,}|[A-Z]{3,}/g;

/**
 * Least number of characters in words, with the least share of frequent pairs among theirs. Measured on eight million
 * random secrets of 40 characters: together with the limit for paths they turn away three in a million.
 */
const LIMITS = [
  { characters: 24, share: 0.6 },
  { characters: 30, share: 0.45 },
] as const;

/** Real secrets have 0.6 slashes on average and three in one of fifty; a path with fewer is told by its words. */
const PATH_SLASHES = 3;
const PATH_LIMIT = { characters: 26, share: 0.4 } as const;

/** How much of a text is words, and how much those read like English. */
export interface WordScore {
  /** Characters that stand in words. */
  readonly characters: number;
  /** Pairs of neighbouring letters in words, and how many of them are frequent in English. */
  readonly pairs: number;
  readonly frequent: number;
}

/** The score of any text. */
export function wordScore(value: string): WordScore {
  let characters = 0;
  let pairs = 0;
  let frequent = 0;
  for (const [word] of value.matchAll(WORD)) {
    characters += word.length;
    const lower = word.toLowerCase();
    for (let i = 1; i < lower.length; i++) {
      pairs++;
      if (FREQUENT_PAIRS.has(lower.slice(i - 1, i + 1))) frequent++;
    }
  }
  return { characters, pairs, frequent };
}

/** Whether 40 characters of base64's alphabet read as a run of words or as a path. */
export function isWordRun(value: string): boolean {
  const { characters, pairs, frequent } = wordScore(value);
  const slashes = value.split('/').length - 1;
  const limits = slashes >= PATH_SLASHES ? [...LIMITS, PATH_LIMIT] : LIMITS;
  return limits.some((limit) => characters >= limit.characters && frequent >= pairs * limit.share);
}
