/**
 * The lines around changes in which containers may be others than in the base. No container crosses the beginning of a
 * line that opens with something else than blanks and base64: escapes end with their line, and only base64 goes on below.
 */

import { Buffer } from 'node:buffer';
import type { Derivation } from '#model/chunk.ts';
import { SIX_BITS } from '../containers/base64.ts';
import { forEachChange } from './changes.ts';

const [TAB, LINE_FEED, BLANK, QUOTED_BY] = [9, 10, 0x20, 0x3e];

/** More blanks in front of a line are no indentation (`wrapped-lines.ts`). */
const MOST_BLANKS = 256;

/**
 * Brings together whole lines that hold all changes: what lies outside of them was copied together with the line end
 * before it, so that it holds the containers that it held in the base. Where two stretches of lines meet no container
 * goes on either. The bytes are valid until the next call.
 */
export function createLineGatherer(): (content: Uint8Array, derivation: Derivation) => Uint8Array {
  let room = Buffer.allocUnsafe(1 << 12);
  return (content, derivation) => {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    let filled = 0;
    forEachChangedLines(bytes, derivation, (from, to) => {
      if (room.length < bytes.length) room = Buffer.allocUnsafe(2 * bytes.length);
      filled += bytes.copy(room, filled, from, to);
    });
    return room.subarray(0, filled);
  };
}

/** Told of stretches of lines in order and apart from each other. */
function forEachChangedLines(bytes: Buffer, derivation: Derivation, onLines: (from: number, to: number) => void): void {
  /** The stretch that is not ended yet; -1 where there is none. */
  let begun = -1;
  let end = 0;
  forEachChange(derivation, bytes.length, (from, to) => {
    // From `end` up to `from` everything was copied as one.
    if (begun < 0) begun = lastBreak(bytes, 0, from, 0);
    else {
      const first = firstBreak(bytes, end, from);
      if (first >= 0) {
        onLines(begun, first);
        begun = lastBreak(bytes, first - 1, from, first);
      }
    }
    end = to;
  });
  if (begun < 0) return;
  const first = end < bytes.length ? firstBreak(bytes, end, bytes.length) : -1;
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
