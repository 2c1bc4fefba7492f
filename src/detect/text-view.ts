/** The text of one chunk, decoded where and when it is needed: most bytes never become text. */

import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { decodeText, wideEncoding } from '#text/decode.ts';
import { lazily } from '#text/lazily.ts';
import { createUnitMap } from './unit-map.ts';

/** Part of a text around a place in its bytes. */
export interface TextWindow {
  readonly text: string;
  /** Code unit of `text` at which the place stands. */
  readonly at: number;
}

/** One content, as bytes and as text. Offsets in bytes are those of `bytes`, not of the chunk. */
export interface TextView {
  /** UTF-8 or Latin-1, without a byte-order mark; content in other encodings was converted to UTF-8. */
  readonly bytes: Uint8Array;
  /**
   * Bytes [from, to) that hold at least `before` code units in front of the byte `at` and `after` behind it, or all that
   * there are; whole characters. `at` must be the beginning of one.
   */
  range(at: number, before: number, after: number): readonly [number, number];
  /** The text of such a range, or of one that holds just as many code units. */
  window(at: number, before: number, after: number): TextWindow;
  /** How many code units of the whole text stand in front of a byte, which must be the beginning of a character. */
  unitsBefore(byte: number): number;
  /** The byte at which the character begins that holds a code unit of the whole text. */
  byteOf(unit: number): number;
  /** Code units [from, to) of the whole text, or as many of them as there are. */
  slice(from: number, to: number): string;
  /** The whole text: what `decodeText` makes of the content. */
  text(): string;
}

/** Bytes of UTF-8 to one UTF-16 code unit, at most: four bytes are two units. */
const MOST_BYTES_A_UNIT = 3;

/**
 * A view of `content`. It keeps no copy; `content` must not change while it is used. Later pieces of a long content are
 * no longer in another encoding and have no mark, whatever they begin with.
 */
export function createTextView(content: Uint8Array, isLaterPiece = false): TextView {
  const bytes = asBuffer(isLaterPiece ? content : withoutMark(content));
  const isOneByte = lazily(() => isAscii(bytes) || !isUtf8(bytes));
  const text = lazily(() => bytes.toString(isOneByte() ? 'latin1' : 'utf8'));
  const units = createUnitMap(bytes);
  let decodedBytes = 0;
  /** What is asked for again and again is cut out of the whole text: windows of dense anchors overlap. */
  const oneByteText = (from: number, to: number): string => {
    decodedBytes += to - from;
    return decodedBytes > bytes.length ? text().slice(from, to) : bytes.toString('latin1', from, to);
  };
  const range: TextView['range'] = (at, before, after) => {
    if (isOneByte()) return [Math.max(0, at - before), Math.min(bytes.length, at + after)];
    const from = Math.max(0, at - before * MOST_BYTES_A_UNIT);
    const to = Math.min(bytes.length, at + after * MOST_BYTES_A_UNIT);
    return [characterStart(bytes, from), characterEnd(bytes, to)];
  };
  return {
    bytes,
    text,
    unitsBefore: (byte) => (isOneByte() ? byte : units.unitsBefore(byte)),
    byteOf: (unit) => (isOneByte() ? Math.min(unit, bytes.length) : units.byteOf(unit)),
    range,
    slice(from, to) {
      if (isOneByte()) return oneByteText(from, Math.min(to, bytes.length));
      const first = units.byteOf(from);
      const skipped = from - units.unitsBefore(first);
      return bytes.toString('utf8', first, units.byteOf(to + 1)).slice(skipped, skipped + to - from);
    },
    window(at, before, after) {
      const [first, last] = [Math.max(0, at - before), Math.min(bytes.length, at + after)];
      if (isOneByte()) return { text: oneByteText(first, last), at: at - first };
      // Most of what is looked at is ASCII, in other texts too.
      if (isAscii(bytes.subarray(first, last))) return { text: bytes.toString('latin1', first, last), at: at - first };
      const [from, to] = range(at, before, after);
      const head = bytes.toString('utf8', from, at);
      return { text: head + bytes.toString('utf8', at, to), at: head.length };
    },
  };
}

/** UTF-16 and UTF-32 become UTF-8. A mark at the beginning is no part of the text, unless the bytes are no UTF-8 after all. */
function withoutMark(content: Uint8Array): Uint8Array {
  if (wideEncoding(content) !== undefined) return new TextEncoder().encode(decodeText(content).text);
  const hasMark = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf;
  return hasMark && isUtf8(content) ? content.subarray(3) : content;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function characterStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && isContinuation(bytes[start])) start--;
  return start;
}

function characterEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (isContinuation(bytes[end])) end++;
  return end;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
