/** Where a regular expression matches a text, and where in the match the secret stands. */

import { DetectError } from '#model/errors.ts';

/** Offsets are UTF-16 code units from 0, ends exclusive. */
export interface RawMatch {
  readonly from: number;
  readonly to: number;
  readonly secretFrom: number;
  readonly secretTo: number;
}

/** Memory is finite: a rule that matches everywhere is said, not silently cut. */
export const MOST_RAW_MATCHES = 1_000_000;

/** Which matches count, by their beginnings: from `first` to `last`, both inclusive. */
export interface Starts {
  readonly first: number;
  readonly last: number;
}

/**
 * All matches that begin within `starts`, left to right and not overlapping; `regex` has the flag `g`. Throws DetectError
 * when there are more than a million.
 */
export function matchesFrom(regex: RegExp, text: string, starts: Starts, secretGroup: number): readonly RawMatch[] {
  const found: RawMatch[] = [];
  regex.lastIndex = starts.first;
  for (let match = regex.exec(text); match !== null && match.index <= starts.last; match = regex.exec(text)) {
    const raw = rawMatch(match, secretGroup);
    if (raw.to === raw.from) regex.lastIndex = nextStart(text, raw.to);
    if (raw.secretTo > raw.secretFrom) found.push(raw);
    if (found.length > MOST_RAW_MATCHES) throw new DetectError(`it matches more than ${MOST_RAW_MATCHES} times`);
  }
  return found;
}

/**
 * The match with the smallest start, from `starts.first` to `starts.last`, that reaches up to `least` or beyond;
 * undefined when there is none. `regex` has the flag `g`.
 */
export function firstReaching(
  regex: RegExp,
  text: string,
  { first, last }: Starts,
  least: number,
): RegExpExecArray | undefined {
  for (let start = first; start <= last; ) {
    regex.lastIndex = start;
    const match = regex.exec(text);
    if (match === null || match.index > last) return undefined;
    if (match.index + match[0].length >= least) return match;
    start = nextStart(text, match.index);
  }
  return undefined;
}

/** The next place to try: one step into a surrogate pair would, with the flag `u`, match at the same place again for ever. */
function nextStart(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** The offsets of a match and of its secret, which is the whole match where the group took no part. */
export function rawMatch(match: RegExpExecArray, secretGroup: number): RawMatch {
  const [from, to] = [match.index, match.index + match[0].length];
  const [secretFrom, secretTo] = (secretGroup === 0 ? undefined : match.indices?.[secretGroup]) ?? [from, to];
  return { from, to, secretFrom, secretTo };
}
