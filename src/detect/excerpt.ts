/** What a match keeps of the text around it: bounded, and without keeping the text alive. */

import { Buffer } from 'node:buffer';
import type { Excerpt } from '#model/match.ts';
import type { LineIndex } from '#text/line-index.ts';

const EXCERPT_BEFORE = 1024;
const EXCERPT_LENGTH = 4096;
const PREVIOUS_LENGTH = 1024;

/** The line of `offset`, cut to a window around it when it is long. */
export function excerptAt(lines: LineIndex, offset: number): Excerpt {
  const line = lines.line(offset);
  const inLine = offset - line.from;
  const from = line.text.length <= EXCERPT_LENGTH ? 0 : Math.max(0, inLine - EXCERPT_BEFORE);
  return {
    text: detached(line.text.slice(from, from + EXCERPT_LENGTH)),
    column: lines.position(line.from + from).column,
    previous: detached(lines.previousLine(offset).slice(-PREVIOUS_LENGTH)),
  };
}

/** A copy that does not keep the text alive that it was cut from (V8 makes slices that point into their parent). */
export function detached(text: string): string {
  const encoding = ONE_BYTE.test(text) ? 'latin1' : 'utf16le';
  return Buffer.from(text, encoding).toString(encoding);
}

/** Characters that V8 keeps in one byte each; excerpts are most of what a scan with many matches keeps. */
const ONE_BYTE = /^[\0-\xff]*$/;
