/** Strings of hex digits: how far one decodes to text, and what it decodes to. */

import type { Span, Trace } from './container.ts';
import { BETWEEN_CHARACTERS, HEX_VALUES, NEXT_STATE, NOT_TEXT } from './text-bytes.ts';

/** Two digits a byte. */
export function decodeHex(bytes: Uint8Array, { from, to }: Span, out: Uint8Array, trace?: Trace): number {
  let written = 0;
  for (let at = from; at + 2 <= to; at += 2, written++) {
    out[written] = ((HEX_VALUES[bytes[at] as number] as number) << 4) | (HEX_VALUES[bytes[at + 1] as number] as number);
    if (trace === undefined) continue;
    trace.from[written] = at;
    trace.to[written] = at + 2;
  }
  return written;
}

/** The end of the pairs of hex digits at `from`; -1 where they are no text. Most hashes end at their first two bytes. */
export function hexTextEnd(bytes: Uint8Array, from: number, to: number): number {
  let state: number = BETWEEN_CHARACTERS;
  let at = from;
  for (; at + 2 <= to; at += 2) {
    const high = HEX_VALUES[bytes[at] as number] as number;
    const low = HEX_VALUES[bytes[at + 1] as number] as number;
    if ((high | low) > 15) return at;
    state = NEXT_STATE[(state << 8) | (high << 4) | low] as number;
    if (state === NOT_TEXT) return -1;
  }
  return at;
}

/** The end of the pairs of hex digits at `from`, whatever they decode to. */
export function hexEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at + 2 <= to && ((HEX_VALUES[bytes[at] ?? 0] ?? 255) | (HEX_VALUES[bytes[at + 1] ?? 0] ?? 255)) <= 15) at += 2;
  return at;
}
