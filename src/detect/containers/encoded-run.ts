/**
 * Finds base64 and hex in a run of their characters. Both are told by what they decode to: names, paths and hashes are no
 * text, and most of them show it in their first characters.
 */

import { base64Byte, textEnd } from './base64.ts';
import type { Container, ContainerKind, Span } from './container.ts';
import { lengthOf } from './escape.ts';
import { hexEnd, hexTextEnd } from './hex.ts';
import { PERCENT } from './percent.ts';
import { STRING_ESCAPE } from './string-escape.ts';
import { isAsciiText, readHex } from './text-bytes.ts';
import { wrappedEnd } from './wrapped-lines.ts';

/** Characters of base64 and hex that hold sixteen bytes. */
export const LEAST_BASE64 = 22;
const LEAST_HEX = 32;

/** What may stand before base64 in its run, up to here: a path, or a name with dashes. */
const MOST_BEFORE = 256;

/** Of the line in front of the encoded text so many bytes are put before what it decodes to. */
const MOST_LEAD = 128;

const [BACKSLASH, DASH, UNDERSCORE, ZERO, SMALL_X, LINE_FEED] = [0x5c, 0x2d, 0x5f, 0x30, 0x78, 10];

/** What may part base64 from something else in its run: `/`, `_`, `-` and `+`. */
const IS_SEPARATOR = new Uint8Array(256);
for (const byte of [0x2f, UNDERSCORE, DASH, 0x2b]) IS_SEPARATOR[byte] = 1;

/** For each remainder of four: up to where base64 that begins at such an offset is known to be no text. */
const NO_TEXT_UP_TO = new Uint32Array(4);

/**
 * The first encoded text in a run of `A-Za-z0-9+/_-`, which may go on over lines below. Text in front of the run, which
 * begins at `from`, reaches back to `floor` at most.
 */
export function findEncoded(bytes: Uint8Array, from: number, to: number, floor: number): Container | undefined {
  NO_TEXT_UP_TO[0] = NO_TEXT_UP_TO[1] = NO_TEXT_UP_TO[2] = NO_TEXT_UP_TO[3] = 0;
  const before = bytes[from - 1];
  if (before === BACKSLASH || before === PERCENT.first) {
    const begin = behindEscape(bytes, from);
    const end = encodedEnd(bytes, begin, to);
    if (end !== 0) return containerOf(bytes, begin, end, leadOf(bytes, from, floor));
  }
  const last = Math.min(to - LEAST_BASE64, from + MOST_BEFORE);
  for (let at = from; at <= last; at++) {
    if (at > from && (IS_SEPARATOR[bytes[at - 1] as number] === 0 || IS_SEPARATOR[bytes[at] as number] === 1)) continue;
    const end = encodedEnd(bytes, at, to);
    if (end !== 0) return containerOf(bytes, at, end, leadOf(bytes, from, floor));
  }
  return undefined;
}

/** Where the escape ends whose first byte stands before `from`: the `n` of `\n` and the `3D` of `%3D` are in the run. */
function behindEscape(bytes: Uint8Array, from: number): number {
  const { read } = bytes[from - 1] === BACKSLASH ? STRING_ESCAPE : PERCENT;
  return Math.max(from, from - 1 + lengthOf(read(bytes, from - 1)));
}

/** What stands on the line before the run. What stands before the encoded text in its run would look like a part of it. */
function leadOf(bytes: Uint8Array, to: number, floor: number): Span {
  const least = Math.max(floor, to - MOST_LEAD);
  let from = to;
  while (from > least && bytes[from - 1] !== LINE_FEED) from--;
  return { from, to };
}

/** The end of encoded text at `from`, as a negative number where it is hex; 0 where there is none. */
function encodedEnd(bytes: Uint8Array, from: number, runEnd: number): number {
  const base64 = base64End(bytes, from, runEnd);
  return base64 !== 0 ? base64 : -hexStringEnd(bytes, digitsAt(bytes, from), runEnd);
}

function containerOf(bytes: Uint8Array, from: number, end: number, lead: Span): Container {
  if (end < 0) return { kind: 'hex', lead, from: digitsAt(bytes, from), to: -end };
  return { kind: base64Kind(bytes, from, end), lead, from, to: end };
}

function base64Kind(bytes: Uint8Array, from: number, to: number): ContainerKind {
  for (let at = from; at < to; at++) if (bytes[at] === DASH || bytes[at] === UNDERSCORE) return 'base64url';
  return 'base64';
}

/** The end of base64 at `from`, or 0. */
function base64End(bytes: Uint8Array, from: number, runEnd: number): number {
  if (from < (NO_TEXT_UP_TO[from & 3] as number)) return 0;
  const end = textEnd(bytes, from, runEnd);
  if (end === runEnd) return wrappedEnd(bytes, from, runEnd);
  if (end === from && mayBeUtf16(base64Byte(bytes, from, 0), base64Byte(bytes, from, 1))) {
    return isUtf16((at) => base64Byte(bytes, from, at)) ? wrappedEnd(bytes, from, runEnd) : 0;
  }
  NO_TEXT_UP_TO[from & 3] = end;
  return cutBeforeSeparator(bytes, from, Math.min(end + 4, runEnd));
}

/** What follows text in a run may be no base64 any more: the end of the text before the last separator, or 0. */
function cutBeforeSeparator(bytes: Uint8Array, from: number, end: number): number {
  for (let to = end - 1; to >= from + LEAST_BASE64; to--) {
    if (IS_SEPARATOR[bytes[to] as number] === 1) return textEnd(bytes, from, to) === to ? to : 0;
  }
  return 0;
}

/** Behind `0x` where that stands at `from`. */
function digitsAt(bytes: Uint8Array, from: number): number {
  return bytes[from] === ZERO && ((bytes[from + 1] ?? 0) | 0x20) === SMALL_X ? from + 2 : from;
}

/** The end of a string of hex digits at `from` that is not part of a longer word, or 0. */
function hexStringEnd(bytes: Uint8Array, from: number, runEnd: number): number {
  let end = hexTextEnd(bytes, from, runEnd);
  if (end < 0) {
    if (!mayBeUtf16(readHex(bytes, from, 2), readHex(bytes, from + 2, 2))) return 0;
    end = isUtf16((at) => readHex(bytes, from + 2 * at, 2)) ? hexEnd(bytes, from, runEnd) : 0;
  }
  if (end - from < LEAST_HEX) return 0;
  return end === runEnd || IS_SEPARATOR[bytes[end] as number] === 1 ? end : 0;
}

/** Bytes whose order tells UTF-16 of ASCII: every other one is zero. */
const SAMPLE_BYTES = 16;

function mayBeUtf16(first: number, second: number): boolean {
  return first === 0 || second === 0 || first >= 0xfe;
}

/** Whether the decoded bytes, of which `byteAt` gives one, begin like UTF-16 text, with a byte-order mark or without. */
function isUtf16(byteAt: (at: number) => number): boolean {
  const isMarked = byteAt(0) >= 0xfe;
  const zero = isMarked ? byteAt(0) & 1 : byteAt(1) === 0 ? 1 : 0;
  for (let at = isMarked ? 2 : 0; at < SAMPLE_BYTES; at += 2) {
    if (byteAt(at + zero) !== 0 || !isAsciiText(byteAt(at + 1 - zero))) return false;
  }
  return true;
}
