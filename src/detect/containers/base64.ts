/** Base64 in both alphabets of RFC 4648, with or without padding and line breaks: what it decodes to. */

import type { Span, Trace } from './container.ts';
import { BETWEEN_CHARACTERS, NEXT_STATE, NOT_TEXT } from './text-bytes.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The value of a character by its byte; 255 for what is none. `-` and `_` stand for `+` and `/` (RFC 4648, 5). */
export const SIX_BITS: Uint8Array = new Uint8Array(256).fill(255);

for (let value = 0; value < ALPHABET.length; value++) SIX_BITS[ALPHABET.charCodeAt(value)] = value;
for (const [characters, value] of [
  ['+-', 62],
  ['/_', 63],
] as const) {
  for (const character of characters) SIX_BITS[character.charCodeAt(0)] = value;
}

/** Decodes what is base64 between `from` and `to` and passes over everything else: line breaks and indentation. */
export function decodeBase64(bytes: Uint8Array, { from, to }: Span, out: Uint8Array, trace?: Trace): number {
  let written = 0;
  let bits = 0;
  let held = 0;
  let begun = from;
  for (let at = from; at < to; at++) {
    const value = SIX_BITS[bytes[at] as number] as number;
    if (value > 63) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) {
      begun = at;
      continue;
    }
    bits -= 8;
    out[written] = held >> bits;
    held &= (1 << bits) - 1;
    if (trace !== undefined) {
      trace.from[written] = begun;
      trace.to[written] = at + 1;
    }
    begun = at;
    written++;
  }
  return written;
}

/**
 * How far the run from `from` to `to` decodes to text: `to`, or the start of the four characters that do not. The bytes
 * between must be base64 without a break. Most names and paths end at their first four characters.
 */
export function textEnd(bytes: Uint8Array, from: number, to: number): number {
  let state: number = BETWEEN_CHARACTERS;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const held =
      ((SIX_BITS[bytes[at] as number] as number) << 18) |
      ((SIX_BITS[bytes[at + 1] as number] as number) << 12) |
      ((SIX_BITS[bytes[at + 2] as number] as number) << 6) |
      (SIX_BITS[bytes[at + 3] as number] as number);
    state = NEXT_STATE[(state << 8) | (held >> 16)] as number;
    if (state === NOT_TEXT) return at;
    state = NEXT_STATE[(state << 8) | ((held >> 8) & 255)] as number;
    if (state === NOT_TEXT) return at;
    state = NEXT_STATE[(state << 8) | (held & 255)] as number;
    if (state === NOT_TEXT) return at;
  }
  return isTextTail(bytes, at, to - at, state) ? to : at;
}

/** Two characters hold one byte, three hold two; one alone holds none. */
function isTextTail(bytes: Uint8Array, at: number, count: number, state: number): boolean {
  if (count < 2) return true;
  const held =
    ((SIX_BITS[bytes[at] ?? 0] ?? 0) << 12) |
    ((SIX_BITS[bytes[at + 1] ?? 0] ?? 0) << 6) |
    (count === 3 ? (SIX_BITS[bytes[at + 2] ?? 0] ?? 0) : 0);
  const next = NEXT_STATE[(state << 8) | (held >> 10)] ?? NOT_TEXT;
  if (next === NOT_TEXT || count === 2) return next !== NOT_TEXT;
  return NEXT_STATE[(next << 8) | ((held >> 2) & 255)] !== NOT_TEXT;
}

/** Byte `at`, from 0, of what base64 without breaks at `from` decodes to. */
export function base64Byte(bytes: Uint8Array, from: number, at: number): number {
  const first = from + at + Math.floor(at / 3);
  const held = ((SIX_BITS[bytes[first] ?? 0] ?? 0) << 6) | (SIX_BITS[bytes[first + 1] ?? 0] ?? 0);
  return (held >> (4 - 2 * (at % 3))) & 255;
}
