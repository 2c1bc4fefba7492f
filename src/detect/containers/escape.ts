/** What is common to escapes of all kinds: what one of them stands for, packed so that reading it makes no object. */

import { isAsciiText } from './text-bytes.ts';

/**
 * An escape that was read: its length in the bits from 22 on, whether it stands for a byte rather than a character in bit
 * 21, and the byte or code point in the bits below.
 */
export type Reading = number;

/** There is no escape, or one that stands for no text: it is left as it is written. */
export const NO_ESCAPE: Reading = 0;

/** The kind of escape that begins with byte `first`. */
export interface EscapeReader {
  readonly first: number;
  /** The escape at `at`, whose first byte is `first`. */
  read(bytes: Uint8Array, at: number): Reading;
}

const BYTE_BIT = 1 << 21;

/** An escape of `length` bytes for a character. Control characters are no text, and half a surrogate pair is none. */
export function characterReading(codePoint: number, length: number): Reading {
  if (codePoint < 0x80) return isAsciiText(codePoint) ? (length << 22) | codePoint : NO_ESCAPE;
  const isCharacter = codePoint >= 0xa0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
  return isCharacter ? (length << 22) | codePoint : NO_ESCAPE;
}

/** An escape of `length` bytes for a byte, which may be a part of a character. */
export function byteReading(byte: number, length: number): Reading {
  return byte >= 0x80 || isAsciiText(byte) ? (length << 22) | BYTE_BIT | byte : NO_ESCAPE;
}

/** Bytes that the escape takes. */
export function lengthOf(reading: Reading): number {
  return reading >>> 22;
}

/** The character of ASCII that it stands for; -1 when that is none. */
export function asciiOf(reading: Reading): number {
  const value = reading & (BYTE_BIT - 1);
  return value < 0x80 ? value : -1;
}

/** Writes what it stands for at `at`, characters as UTF-8, and returns how many bytes that took: never more than it takes. */
export function writeReading(reading: Reading, out: Uint8Array, at: number): number {
  const value = reading & (BYTE_BIT - 1);
  if (value < 0x80 || (reading & BYTE_BIT) !== 0) {
    out[at] = value;
    return 1;
  }
  const tail = value < 0x800 ? 1 : value < 0x10000 ? 2 : 3;
  out[at] = (FIRST_BITS[tail] ?? 0) | (value >> (6 * tail));
  for (let i = 1; i <= tail; i++) out[at + i] = 0x80 | ((value >> (6 * (tail - i))) & 0x3f);
  return tail + 1;
}

/** Of the first byte of a character of UTF-8, by the number of bytes that follow it. */
const FIRST_BITS = [0, 0xc0, 0xe0, 0xf0];
