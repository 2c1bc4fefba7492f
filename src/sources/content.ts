/** Turns the bytes of one file or object into chunks, in overlapping pieces where it is too long to be held whole. */

import { Buffer, isUtf8 } from 'node:buffer';
import type { Chunk, ChunkOrigin } from '#model/chunk.ts';
import type { PathName } from '#model/path-name.ts';
import { FIRST_POSITION, type Position } from '#model/position.ts';
import type { Skip } from '#model/report.ts';
import { wideEncoding } from '#text/decode.ts';
import { opaqueKind } from '#text/opaque.ts';

/** What two pieces of a long content share, so that no match is cut: longer than any built-in rule reaches. */
export const OVERLAP_BYTES = 64 * 1024;

/** Cuts one content; `push` takes its parts in order and gives the chunk to scan for each. */
export interface Cutter {
  push(part: Uint8Array, last: boolean): Chunk;
}

/** A content that comes in one part is one chunk without a copy. */
export function createCutter(origin: ChunkOrigin): Cutter {
  let tail = Buffer.alloc(0);
  let start: Position = FIRST_POSITION;
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let first = true;
  return {
    push(part, last) {
      const isFirst = first;
      first = false;
      if (isFirst && last) return { bytes: part, origin };
      if (isFirst) decoder = utf16Decoder(part);
      const bytes = Buffer.concat([
        tail,
        decoder === undefined ? part : Buffer.from(decoder.decode(part, { stream: !last })),
      ]);
      // The last character may go on in the next part.
      const piece = last ? bytes : bytes.subarray(0, boundary(bytes, bytes.length - 1));
      const chunk: Chunk = isFirst ? { bytes: piece, origin } : { bytes: piece, origin, start };
      const cut = last ? bytes.length : nextStart(bytes, piece.length - OVERLAP_BYTES);
      if (cut > 0) start = advance(start, bytes.subarray(0, cut), isUtf8(piece) ? 'utf8' : 'latin1');
      tail = bytes.subarray(cut);
      return chunk;
    },
  };
}

/**
 * Long UTF-16 content is handed on as UTF-8: its lines and columns are the same and its pieces need no mark. The
 * platform decodes no UTF-32.
 */
function utf16Decoder(part: Uint8Array): InstanceType<typeof TextDecoder> | undefined {
  const encoding = wideEncoding(part);
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? new TextDecoder(encoding) : undefined;
}

/** Where the next piece starts. What it would take for a byte-order mark, which is no text, is left out. */
function nextStart(bytes: Buffer, latest: number): number {
  let cut = boundary(bytes, latest);
  for (let mark = markAt(bytes, cut); cut > 0 && mark !== undefined; mark = markAt(bytes, cut)) cut += mark.length;
  return cut;
}

function markAt(bytes: Buffer, at: number): readonly number[] | undefined {
  return MARKS.find((mark) => mark.every((byte, index) => bytes[at + index] === byte));
}

/**
 * Where a piece may start or end, at `latest` or before it: between two lines if that is not too far, else between two
 * characters. 0 when there is no such place.
 */
function boundary(bytes: Buffer, latest: number): number {
  if (latest <= 0) return 0;
  const newline = bytes.lastIndexOf(10, latest - 1);
  return newline !== -1 && latest - newline < OVERLAP_BYTES ? newline + 1 : characterStart(bytes, latest);
}

const MARKS: readonly (readonly number[])[] = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0x00, 0x00, 0xfe, 0xff],
];

/** A character of UTF-8 has three bytes at most after its first; content that is none has no such limit. */
function characterStart(bytes: Buffer, latest: number): number {
  const lead = [0, 1, 2, 3].find((back) => ((bytes[latest - back] ?? 0) & 0xc0) !== 0x80);
  return Math.max(0, latest - (lead ?? 0));
}

/** The position after `dropped`, the beginning of a piece at `start` that decodes as `encoding`. */
function advance(start: Position, dropped: Buffer, encoding: 'utf8' | 'latin1'): Position {
  let lines = 0;
  let lineStart = 0;
  for (let end = dropped.indexOf(10); end !== -1; end = dropped.indexOf(10, lineStart)) {
    lines++;
    lineStart = end + 1;
  }
  const text = dropped.toString(encoding, lineStart);
  const columns = lineStart === 0 && text.charCodeAt(0) === 0xfeff ? text.length - 1 : text.length;
  return lines === 0
    ? { line: start.line, column: start.column + columns }
    : { line: start.line + lines, column: columns + 1 };
}

/** The skip that says what scanning the bytes of an archive or an LFS pointer cannot see; undefined for other content. */
export function opaqueSkip(head: Uint8Array, path: PathName): Skip | undefined {
  const kind = opaqueKind(head);
  return kind === undefined ? undefined : { path, reason: `${kind}: what it holds was not read`, opaque: true };
}

/** The skip for content over `--max-file-size`. */
export function tooLargeSkip(path: PathName, size: number, maxFileSize: number): Skip {
  return { path, reason: `larger than --max-file-size (${size} of ${maxFileSize} bytes)`, opaque: true };
}
