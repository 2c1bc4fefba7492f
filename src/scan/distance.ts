/** How far two matches of one chunk stand from each other. */

import { type Match, writtenSecret } from '#model/match.ts';

/** Lines between the end of one and the start of the other; 0 or less where they share one. */
export function lineDistance(a: Match, b: Match): number {
  return a.offset <= b.offset ? b.start.line - a.end.line : a.start.line - b.end.line;
}

/** UTF-16 code units between the end of one and the start of the other. */
export function gap(a: Match, b: Match): number {
  const [first, second] = a.offset <= b.offset ? [a, b] : [b, a];
  return Math.max(0, second.offset - first.offset - writtenSecret(first).length);
}

/** Columns between the two as if they stood on one line; what goes over lines counts from its first column. */
export function columnGap(a: Match, b: Match): number {
  const [first, second] = a.start.column <= b.start.column ? [a, b] : [b, a];
  const end = first.start.line === first.end.line ? first.end.column : first.start.column;
  return Math.max(0, second.start.column - end);
}

/** Index of the first match at or after `offset` in a list that is ordered by offsets. */
export function firstFrom(matches: readonly Match[], offset: number): number {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle]?.offset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
