/** Finds known secrets in other texts, all of them at once and at a cost that does not grow with their number. */

import type { Match } from '#model/match.ts';

/** Every value that may not be shown: secrets as they are, as they are written, and the part of those on each line. */
export function* valuesOf(matches: Iterable<Pick<Match, 'secret' | 'encoded'>>): Generator<string> {
  for (const { secret, encoded } of matches) {
    yield secret;
    if (encoded === undefined) continue;
    yield encoded;
    // Quotations put `>` before each line.
    for (const part of encoded.split(/[\s>]+/)) if (part !== encoded) yield part;
  }
}

/** A stretch of a text, in code units from 0, `to` exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Looks for values that are known. */
export interface ValueFinder {
  /** Length of the longest value, 0 when there is none. */
  readonly longest: number;
  /** Where values stand in `text`, in order, overlapping ones too; at each place the longest. */
  find(text: string): readonly Stretch[];
}

/** Shorter values are not searched for: they would be found everywhere. */
const LEAST_LENGTH = 6;

const TABLE_SIZE = 1 << 16;

/**
 * Compiles `values`. A table of the first three code units rules most places out; where it does not, the first six say
 * how long a value there could be.
 */
export function createValueFinder(values: Iterable<string>): ValueFinder {
  const known = new Set<string>();
  const lengths = new Map<string, Set<number>>();
  const table = new Uint8Array(TABLE_SIZE);
  for (const value of values) {
    if (value.length < LEAST_LENGTH) continue;
    known.add(value);
    table[hashAt(value, 0)] = 1;
    const head = value.slice(0, LEAST_LENGTH);
    const lengthsThere = lengths.get(head) ?? new Set();
    lengths.set(head, lengthsThere.add(value.length));
  }
  const longestFirst = new Map([...lengths].map(([head, set]) => [head, [...set].sort((a, b) => b - a)]));
  const find = (text: string): readonly Stretch[] => {
    const found: Stretch[] = [];
    for (let at = 0; at + LEAST_LENGTH <= text.length; at++) {
      if (table[hashAt(text, at)] === 0) continue;
      const length = longestFirst
        .get(text.slice(at, at + LEAST_LENGTH))
        ?.find((count) => known.has(text.slice(at, at + count)));
      if (length !== undefined) found.push({ from: at, to: at + length });
    }
    return found;
  };
  const longest = [...longestFirst.values()].reduce((most, [length = 0]) => Math.max(most, length), 0);
  return { longest, find: known.size === 0 ? () => [] : find };
}

function hashAt(text: string, at: number): number {
  return ((text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) * 31 + text.charCodeAt(at + 2)) & (TABLE_SIZE - 1);
}
