/** The text of one chunk, decoded where and when it is needed: most bytes never become text. */

import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { decodeText, wideEncoding } from '#text/decode.ts';
import { lazily } from '#text/lazily.ts';
import { findValueRuns, type ValueRuns } from './value-run.ts';

/** Part of a text around a place in its bytes. */
export interface TextWindow {
  readonly text: string;
  /** Code unit of `text` at which the place stands. */
  readonly at: number;
  /** Byte of the content at which `text` begins. */
  readonly from: number;
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
  /** The text of such a range. */
  window(at: number, range: readonly [number, number]): TextWindow;
  /** How many code units of the whole text stand in front of a byte, which must be the beginning of a character. */
  unitsBefore(byte: number): number;
  /** The whole text: what `decodeText` makes of the content. */
  text(): string;
  /** `findValueRuns` of all bytes, looked up once for each length. */
  valueRuns(length: number): ValueRuns;
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
  const unitsBefore = createUnitCounter(bytes);
  let decodedBytes = 0;
  return {
    bytes,
    text,
    valueRuns: createRunIndex(bytes),
    unitsBefore: (byte) => (isOneByte() ? byte : unitsBefore(byte)),
    range(at, before, after) {
      if (isOneByte()) return [Math.max(0, at - before), Math.min(bytes.length, at + after)];
      const from = Math.max(0, at - before * MOST_BYTES_A_UNIT);
      const to = Math.min(bytes.length, at + after * MOST_BYTES_A_UNIT);
      return [characterStart(bytes, from), characterEnd(bytes, to)];
    },
    window(at, [from, to]) {
      if (isOneByte()) {
        decodedBytes += to - from;
        // Windows of dense anchors overlap: what would be decoded again and again is cut out of the whole text.
        const isAgain = decodedBytes > bytes.length;
        return { text: isAgain ? text().slice(from, to) : bytes.toString('latin1', from, to), at: at - from, from };
      }
      const head = bytes.toString('utf8', from, at);
      return { text: head + bytes.toString('utf8', at, to), at: head.length, from };
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

/** Every so many bytes the count is kept, so that no question costs more than to count so far. */
const CHECKPOINT_BYTES = 4096;

/** Counts code units of valid UTF-8 up to a byte, whatever the order in which it is asked. */
function createUnitCounter(bytes: Uint8Array): (byte: number) => number {
  const checkpoints = [0];
  const countTo = (from: number, to: number): number => {
    let units = 0;
    for (let at = from; at < to; at++) {
      const lead = bytes[at] as number;
      if (lead >= 0xf0) units += 2;
      else if ((lead & 0xc0) !== 0x80) units++;
    }
    return units;
  };
  return (byte) => {
    const wanted = Math.floor(byte / CHECKPOINT_BYTES);
    for (let known = checkpoints.length - 1; known < wanted; known++) {
      const from = known * CHECKPOINT_BYTES;
      checkpoints.push((checkpoints[known] as number) + countTo(from, from + CHECKPOINT_BYTES));
    }
    return (checkpoints[wanted] as number) + countTo(wanted * CHECKPOINT_BYTES, byte);
  };
}

/** Nearly always one length is asked for, or none. */
function createRunIndex(bytes: Uint8Array): (length: number) => ValueRuns {
  const known: { readonly length: number; readonly runs: ValueRuns }[] = [];
  return (length) => {
    for (const one of known) if (one.length === length) return one.runs;
    const runs = findValueRuns(bytes, length);
    known.push({ length, runs });
    return runs;
  };
}
