/** Where a regular expression matches a text, and where in the match the secret stands. */

import type { LongestEnd } from './longest-match.ts';

/** Offsets are UTF-16 code units from 0, ends exclusive. */
export interface RawMatch {
  readonly from: number;
  readonly to: number;
  readonly secretFrom: number;
  readonly secretTo: number;
}

/** Which matches count, by their beginnings: from `first` to `last`, both inclusive. */
export interface Starts {
  readonly first: number;
  readonly last: number;
}

/** How one rule's regex is run. */
export interface Matcher {
  /** Has the flag `g`. */
  readonly regex: RegExp;
  /** The same with the flag `y`, which does not look on where there are few starts to try. */
  readonly regexAt: RegExp;
  /** Capture group that holds the secret; 0 is the whole match. */
  readonly secretGroup: number;
  /** Where the longest match that begins with this one ends; absent where JavaScript's first match is what is meant. */
  readonly longestEnd?: LongestEnd;
}

/** All matches that begin within `starts`, left to right and not overlapping. */
export function* matchesFrom(matcher: Matcher, text: string, { first, last }: Starts): Generator<RawMatch> {
  for (let start = first; start <= last; ) {
    const match = nextMatch(matcher, text, { first: start, last });
    if (match === undefined) return;
    const raw = rawMatch(match, text, matcher);
    start = raw.to === raw.from ? nextStart(text, raw.to) : raw.to;
    yield raw;
  }
}

/**
 * The match with the smallest start, from `starts.first` to `starts.last`, that reaches up to `least` or beyond;
 * undefined when there is none.
 */
export function firstReaching(
  matcher: Matcher,
  text: string,
  { first, last }: Starts,
  least: number,
): RawMatch | undefined {
  for (let start = first; start <= last; ) {
    const match = nextMatch(matcher, text, { first: start, last });
    if (match === undefined) return undefined;
    const raw = rawMatch(match, text, matcher);
    if (raw.to >= least) return raw;
    start = matcher.regex.unicode ? nextStart(text, match.index) : match.index + 1;
  }
  return undefined;
}

/** Up to so many starts are tried one by one; to look for the next match would go on behind them to the end of the text. */
const FEW_STARTS = 8;

/** The match with the smallest start within `starts`. */
function nextMatch({ regex, regexAt }: Matcher, text: string, { first, last }: Starts): RegExpExecArray | undefined {
  if (last - first >= FEW_STARTS) {
    regex.lastIndex = first;
    const match = regex.exec(text);
    return match === null || match.index > last ? undefined : match;
  }
  for (let start = first; start <= last; start++) {
    regexAt.lastIndex = start;
    const match = regexAt.exec(text);
    // With the flag u V8 steps back out of the middle of a pair.
    if (match?.index === start) return match;
  }
  return undefined;
}

/** The next place to try: one step into a surrogate pair would, with the flag `u`, match at the same place again for ever. */
function nextStart(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** The offsets of a match and of its secret, which is the whole match where the group took no part. */
function rawMatch(match: RegExpExecArray, text: string, { secretGroup, longestEnd }: Matcher): RawMatch {
  const [from, first] = [match.index, match.index + match[0].length];
  const to = longestEnd?.(text, from, first) ?? first;
  const [secretFrom, secretTo] = (secretGroup === 0 ? undefined : match.indices?.[secretGroup]) ?? [from, to];
  return { from, to, secretFrom, secretTo };
}
