/** Cuts a content that comes in parts between its lines, and knows binary content by its beginning. */

import { Buffer } from 'node:buffer';
import { DetectError } from '#model/errors.ts';

/** Whole lines, and how many lines of the content come before them. */
export interface LinePiece {
  readonly bytes: Buffer;
  readonly linesBefore: number;
}

/** Cuts one content. */
export interface PieceCutter {
  /** The whole lines that `part` completes; its memory may be used again afterwards. Throws DetectError at an endless line. */
  push(part: Uint8Array, last: boolean): LinePiece;
}

/** Git takes a content for binary when a NUL is among so many bytes at its beginning. */
const BINARY_HEAD_BYTES = 8000;

/** A line that is longer is not searched: text has a largest length in V8. */
const MOST_LINE_BYTES = 256 * 1024 * 1024;

const NEWLINE = 10;
const NOTHING = Buffer.alloc(0);

/** Whether git takes a content that begins with `head` for binary. */
export function isBinary(head: Uint8Array): boolean {
  return head.subarray(0, BINARY_HEAD_BYTES).includes(0);
}

/** A content that comes in one part is one piece without a copy. */
export function createPieceCutter(): PieceCutter {
  let rest = NOTHING;
  let lines = 0;
  return {
    push(part, last) {
      const view = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
      const bytes = rest.length === 0 ? view : Buffer.concat([rest, view]);
      if (last) return { bytes, linesBefore: lines };
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      if (bytes.length - end > MOST_LINE_BYTES)
        throw new DetectError('it holds a line that is too long to be searched');
      const piece = { bytes: bytes.subarray(0, end), linesBefore: lines };
      rest = Buffer.from(bytes.subarray(end));
      lines += countNewlines(piece.bytes);
      return piece;
    },
  };
}

function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
