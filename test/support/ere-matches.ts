/** What translated patterns match in a text of several lines, told as grep tells it. */

import { longestEndOf } from '#detect/longest-match.ts';
import type { RegexData } from '#model/rule.ts';

export type Match = readonly [offset: number, text: string];
export type Matches = readonly Match[];

/** The matches from left to right, empty ones too. */
export function matchesOf(regex: RegexData, subject: string): Matches {
  const expression = new RegExp(regex.source, `${regex.flags}g`);
  const longestEnd = regex.longest === true ? longestEndOf(regex) : undefined;
  const found: Match[] = [];
  for (let match = expression.exec(subject); match !== null; match = expression.exec(subject)) {
    const first = match.index + match[0].length;
    const end = longestEnd?.(subject, match.index, first) ?? first;
    found.push([match.index, subject.slice(match.index, end)]);
    expression.lastIndex = end === match.index ? end + 1 : end;
  }
  return found;
}

/** Those out of `matches` that stand first in their line, by the number of the line from 1; `text` ends with a newline. */
export function firstByLine(matches: Matches, text: string): ReadonlyMap<number, Match> {
  const first = new Map<number, Match>();
  for (const match of matches) {
    const line = text.slice(0, match[0]).split('\n').length;
    // Behind the last newline there is no line.
    if (match[0] < text.length && !first.has(line)) first.set(line, match);
  }
  return first;
}
