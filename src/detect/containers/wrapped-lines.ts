/** Base64 that goes on over lines: which of the lines below a run belong to it. */

import { SIX_BITS } from './base64.ts';
import type { Span } from './container.ts';
import { BETWEEN_CHARACTERS, NEXT_STATE, NOT_TEXT } from './text-bytes.ts';

/** Programs break base64 at 60, 64, 72 or 76 characters; below this many, equal lines are more likely a list of values. */
const LEAST_WIDTH = 48;

const [TAB, LINE_FEED, CARRIAGE_RETURN, BLANK, QUOTED_BY] = [9, 10, 13, 0x20, 0x3e];

/** More in front of a line is no indentation. */
const MOST_INDENT = 256;

/** What may stand behind the last line: padding, line ends, and what closes a string, an element or a list. */
const CLOSERS: ReadonlySet<number | undefined> = new Set([
  undefined,
  ...Array.from('=\r\n"\'`<,;)]}\\', (character) => character.charCodeAt(0)),
]);

/**
 * The end of base64 whose first line goes from `from` to `lineEnd`: that of the last line below that goes on in the same
 * width, or is shorter and the last, and with which all is text; else `lineEnd`. Lines may be indented with
 * blanks, tabs and `>`.
 */
export function wrappedEnd(bytes: Uint8Array, from: number, lineEnd: number): number {
  if (lineEnd - from < LEAST_WIDTH) return lineEnd;
  let width = -1;
  let before = lineEnd;
  let end = lineEnd;
  for (let next = lineBelow(bytes, end); next !== undefined; next = lineBelow(bytes, end)) {
    const length = next.to - next.from;
    if (width !== -1 && length > width) break;
    before = end;
    end = next.to;
    if (width === -1) width = length;
    if (length < width || bytes[end] === 0x3d) break;
  }
  const ends = [end, before].filter((to) => to > lineEnd);
  return ends.find((to) => isText(bytes, from, to)) ?? lineEnd;
}

/** The run on the line below the one that ends at `end`; undefined where that line holds anything else. */
function lineBelow(bytes: Uint8Array, end: number): Span | undefined {
  let from = bytes[end] === CARRIAGE_RETURN ? end + 1 : end;
  if (bytes[from] !== LINE_FEED) return undefined;
  from++;
  const indentEnd = from + MOST_INDENT;
  while (from < indentEnd && isIndent(bytes[from])) from++;
  let to = from;
  while (to < bytes.length && (SIX_BITS[bytes[to] as number] as number) <= 63) to++;
  return to > from && CLOSERS.has(bytes[to]) ? { from, to } : undefined;
}

function isIndent(byte: number | undefined): boolean {
  return byte === BLANK || byte === TAB || byte === QUOTED_BY;
}

function isText(bytes: Uint8Array, from: number, to: number): boolean {
  let state: number = BETWEEN_CHARACTERS;
  let held = 0;
  let bits = 0;
  for (let at = from; at < to; at++) {
    const value = SIX_BITS[bytes[at] as number] as number;
    if (value > 63) continue;
    held = ((held & 63) << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    state = NEXT_STATE[(state << 8) | ((held >> bits) & 255)] as number;
    if (state === NOT_TEXT) return false;
  }
  return state === BETWEEN_CHARACTERS;
}
