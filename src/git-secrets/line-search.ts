/** Runs patterns on the lines of one content that may match. */

import type { Buffer } from 'node:buffer';
import { compileRegex } from '#rules/compile.ts';
import type { Candidate } from './candidate-lines.ts';
import type { LinePattern } from './compile-pattern.ts';

/** A line that matches; `number` counts from 1, `text` is Latin-1 without the newline. */
export interface LineHit {
  readonly number: number;
  readonly text: string;
}

/** A content, and which pattern is tried in it: to be read after a search that was interrupted. */
export interface SearchedContent {
  readonly bytes: Buffer;
  readonly candidates: readonly Candidate[];
  running: number;
}

/** Every line that matches once, in order. May take long. */
export type LineSearch = (content: SearchedContent) => readonly LineHit[];

const NEWLINE = 10;

/** The search for `patterns`: those with literals on candidates alone, the others on the whole text. */
export function createLineSearch(patterns: readonly LinePattern[]): LineSearch {
  const all = patterns.map(({ regex, literals }, index) => {
    return { index, regex: compileRegex(regex, 'g'), isAnchored: literals !== undefined };
  });
  const anywhere = all.filter(({ isAnchored }) => !isAnchored);
  return (content) => {
    const { bytes, candidates } = content;
    const starts = new Set<number>();
    for (const { start, end, patterns: few } of candidates) {
      const line = bytes.toString('latin1', start, end);
      for (const index of few) {
        content.running = index;
        if (!isMatch(all[index]?.regex, line)) continue;
        starts.add(start);
        break;
      }
    }
    const text = anywhere.length === 0 ? '' : bytes.toString('latin1');
    for (const { index, regex } of anywhere) {
      content.running = index;
      for (const start of startsOfMatches(regex, text)) starts.add(start);
    }
    return numbered(bytes, starts);
  };
}

function isMatch(regex: RegExp | undefined, line: string): boolean {
  if (regex === undefined) return false;
  regex.lastIndex = 0;
  return regex.test(line);
}

/** The beginning of every line that matches. Behind the last newline there is no line. */
function* startsOfMatches(regex: RegExp, text: string): Generator<number> {
  const last = text.endsWith('\n') ? text.length - 1 : text.length;
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match !== null && match.index <= last; match = regex.exec(text)) {
    yield match.index === 0 ? 0 : text.lastIndexOf('\n', match.index - 1) + 1;
    const newline = text.indexOf('\n', match.index);
    if (newline === -1 || newline >= last) return;
    regex.lastIndex = newline + 1;
  }
}

function numbered(bytes: Buffer, starts: ReadonlySet<number>): readonly LineHit[] {
  let number = 1;
  let counted = 0;
  return [...starts]
    .sort((a, b) => a - b)
    .map((start) => {
      for (let end = lineEnd(bytes, counted); end < start; end = lineEnd(bytes, counted)) {
        counted = end + 1;
        number++;
      }
      return { number, text: bytes.toString('latin1', start, lineEnd(bytes, start)) };
    });
}

function lineEnd(bytes: Buffer, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline === -1 ? bytes.length : newline;
}
