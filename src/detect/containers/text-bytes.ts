/** Which bytes are text, one after the other, so that what is none is told by its first bytes. */

/** Not text: a control character, or bytes that UTF-8 does not have. */
export const NOT_TEXT = 255;

/** The state before the first byte, and after each whole character. */
export const BETWEEN_CHARACTERS = 0;

/**
 * The next state by state and byte (`NEXT_STATE[state * 256 + byte]`). A state is the number of bytes that a character
 * of UTF-8 still lacks, or 4 behind the first byte of U+0080 to U+00BF. Text has no control characters but tab, line
 * feed, carriage return and escape.
 */
export const NEXT_STATE: Uint8Array = new Uint8Array(5 * 256).fill(NOT_TEXT);

for (let byte = 0; byte < 256; byte++) {
  if (isAsciiText(byte)) NEXT_STATE[byte] = BETWEEN_CHARACTERS;
  else if (byte === 0xc2) NEXT_STATE[byte] = 4;
  else if (byte > 0xc2 && byte <= 0xdf) NEXT_STATE[byte] = 1;
  else if (byte >= 0xe0 && byte <= 0xef) NEXT_STATE[byte] = 2;
  else if (byte >= 0xf0 && byte <= 0xf4) NEXT_STATE[byte] = 3;
  else if (byte >= 0x80 && byte <= 0xbf) for (const state of [1, 2, 3]) NEXT_STATE[state * 256 + byte] = state - 1;
  if (byte >= 0xa0 && byte <= 0xbf) NEXT_STATE[4 * 256 + byte] = BETWEEN_CHARACTERS;
}

/** Whether a byte is a character of ASCII that texts have. */
export function isAsciiText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13 || byte === 27;
}

/** 0 to 15 for the hex digits, 255 for all other bytes. */
export const HEX_VALUES: Uint8Array = new Uint8Array(256).fill(255);

for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  HEX_VALUES[digit.charCodeAt(0)] = value;
  HEX_VALUES[digit.toUpperCase().charCodeAt(0)] = value;
}

/** The value of `count` hex digits at `at`, or -1 where one of them is none. */
export function readHex(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = HEX_VALUES[bytes[i] ?? 0] ?? 255;
    if (digit > 15) return -1;
    value = value * 16 + digit;
  }
  return value;
}
