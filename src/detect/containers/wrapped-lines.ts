/** Base64 that goes on over lines: which of the lines below a run belong to it. */

import { SIX_BITS } from './base64.ts';
import type { Span } from './container.ts';
import { BETWEEN_CHARACTERS, NEXT_STATE, NOT_TEXT } from './text-bytes.ts';

/** Programs break base64 at 60, 64, 72 or 76 characters; below this many, equal lines are more likely a list of values. */
const LEAST_WIDTH = 48;

const [TAB, LINE_FEED, CARRIAGE_RETURN, BLANK, PADDING, QUOTED_BY] = [9, 10, 13, 0x20, 0x3d, 0x3e];

/** More in front of a line is no indentation, and more blanks behind it are none that nobody sees. */
const MOST_BLANKS = 256;

/** What may stand behind a line: padding, line ends, and what closes a string, an element or a list. */
const CLOSERS: ReadonlySet<number | undefined> = new Set([
  undefined,
  ...Array.from('=\r\n"\'`<,;)]}\\', (character) => character.charCodeAt(0)),
]);

/**
 * The end of base64 whose first line goes from `from` to `lineEnd`: that of the last line below that goes on in the same
 * width, or is shorter and the last, and up to which all is text; else `lineEnd`. Lines may be indented with blanks,
 * tabs and `>`.
 */
export function wrappedEnd(bytes: Uint8Array, from: number, lineEnd: number): number {
  if (lineEnd - from < LEAST_WIDTH) return lineEnd;
  const text = createTextReader(bytes);
  text.read(from, lineEnd);
  let width = Number.POSITIVE_INFINITY;
  let whole = lineEnd;
  for (let line = lineBelow(bytes, lineEnd); line !== undefined; line = lineBelow(bytes, line.to)) {
    const length = line.to - line.from;
    if (length > width || !text.read(line.from, line.to)) break;
    if (text.isWhole()) whole = line.to;
    if (bytes[line.to] === PADDING || (length < width && width !== Number.POSITIVE_INFINITY)) break;
    width = length;
  }
  return whole;
}

/** The run on the line below the one that ends at `end`; undefined where that line holds anything else. */
function lineBelow(bytes: Uint8Array, end: number): Span | undefined {
  let from = behindBlanks(bytes, end);
  if (bytes[from] === CARRIAGE_RETURN) from++;
  if (bytes[from] !== LINE_FEED) return undefined;
  from++;
  const indentEnd = from + MOST_BLANKS;
  while (from < indentEnd && isIndent(bytes[from])) from++;
  let to = from;
  while (to < bytes.length && (SIX_BITS[bytes[to] as number] as number) <= 63) to++;
  return to > from && CLOSERS.has(bytes[behindBlanks(bytes, to)]) ? { from, to } : undefined;
}

function behindBlanks(bytes: Uint8Array, at: number): number {
  let end = at;
  while (bytes[end] === BLANK && end < at + MOST_BLANKS) end++;
  return end;
}

function isIndent(byte: number | undefined): boolean {
  return byte === BLANK || byte === TAB || byte === QUOTED_BY;
}

/** Reads base64 line by line, and goes on where the line before ended: lines cut bytes and characters. */
function createTextReader(bytes: Uint8Array) {
  let state: number = BETWEEN_CHARACTERS;
  let held = 0;
  let bits = 0;
  return {
    /** False when what it reads is no text. */
    read(from: number, to: number): boolean {
      for (let at = from; at < to; at++) {
        held = ((held & 63) << 6) | (SIX_BITS[bytes[at] as number] as number);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        state = NEXT_STATE[(state << 8) | ((held >> bits) & 255)] as number;
        if (state === NOT_TEXT) return false;
      }
      return true;
    },
    isWhole: (): boolean => state === BETWEEN_CHARACTERS,
  };
}
