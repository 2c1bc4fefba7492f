/**
 * The lines around changes in which containers may be others than in the base. No container crosses the beginning of a
 * line that opens with something else than blanks and base64: escapes end with their line, and only base64 goes on below.
 */

import { Buffer } from 'node:buffer';
import { SIX_BITS } from '../containers/base64.ts';
import type { Stretches } from './changes.ts';

const [TAB, LINE_FEED, BLANK, QUOTED_BY] = [9, 10, 0x20, 0x3e];

/** More blanks in front of a line are no indentation (`wrapped-lines.ts`). */
const MOST_BLANKS = 256;

/**
 * Brings together whole lines that hold all changes: what lies outside of them was copied together with the line end
 * before it, so that it holds the containers that it held in the base. Where two stretches of lines meet no container
 * goes on either. The bytes are valid until the next call.
 */
export function createLineGatherer(): (content: Uint8Array, changes: Stretches) => Uint8Array {
  let room = Buffer.allocUnsafe(1 << 12);
  return (content, changes) => {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    if (room.length < bytes.length) room = Buffer.allocUnsafe(2 * bytes.length);
    let filled = 0;
    forEachChangedLines(bytes, changes, (from, to) => {
      filled += bytes.copy(room, filled, from, to);
    });
    return room.subarray(0, filled);
  };
}

/** Told of stretches of lines in order and apart from each other. */
function forEachChangedLines(bytes: Buffer, changes: Stretches, onLines: (from: number, to: number) => void): void {
  if (changes.length === 0) return;
  let begun = lastBreak(bytes, 0, changes[0] as number, 0);
  for (let at = 2; at < changes.length; at += 2) {
    // From `end` up to `next` everything was copied as one.
    const [end, next] = [changes[at - 1] as number, changes[at] as number];
    const first = firstBreak(bytes, end, next);
    if (first < 0) continue;
    onLines(begun, first);
    begun = lastBreak(bytes, first - 1, next, first);
  }
  const first = firstBreak(bytes, changes.at(-1) as number, bytes.length);
  onLines(begun, first < 0 ? bytes.length : first);
}

/** The first line break at which no container goes on, both the end of its line and the opening of the next copied. */
function firstBreak(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) if (bytes[at] === LINE_FEED && opensAnew(bytes, at + 1, to)) return at + 1;
  return -1;
}

/** The last one, or `none`. */
function lastBreak(bytes: Buffer, from: number, to: number, none: number): number {
  for (let at = to - 1; at >= from; at--) if (bytes[at] === LINE_FEED && opensAnew(bytes, at + 1, to)) return at + 1;
  return none;
}

/** Whether the line at `at` opens with what is no base64, in front of `to`. */
function opensAnew(bytes: Buffer, at: number, to: number): boolean {
  const most = Math.min(to, at + MOST_BLANKS);
  let opening = at;
  while (opening < most && isIndent(bytes[opening])) opening++;
  return opening < most && (SIX_BITS[bytes[opening] as number] as number) > 63;
}

function isIndent(byte: number | undefined): boolean {
  return byte === BLANK || byte === TAB || byte === QUOTED_BY;
}
