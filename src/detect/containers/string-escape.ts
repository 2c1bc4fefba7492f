/**
 * Escapes with a backslash, as JSON (RFC 8259, 7), JavaScript, C and shells write them: `\"`, `\/`, `\n`, `\u002f`,
 * `\u{2f}`, `\U0000002f`, `\x2f`, `\57`. What languages read in different ways is read as C does.
 */

import { byteReading, characterReading, type EscapeReader, NO_ESCAPE, type Reading } from './escape.ts';
import { HEX_VALUES, readHex } from './text-bytes.ts';

const BACKSLASH = 0x5c;
const [OPEN, CLOSE] = [0x7b, 0x7d];

/** What escapes of two bytes stand for, by the second one: most of all escapes. */
const SIMPLE = new Int32Array(256).fill(NO_ESCAPE);

for (const [letter, stands] of [
  ...Array.from('/"\'\\', (character) => [character, character]),
  ...['n\n', 'r\r', 't\t'],
]) {
  SIMPLE[(letter ?? '').charCodeAt(0)] = characterReading((stands ?? '').charCodeAt(0), 2);
}

export const STRING_ESCAPE: EscapeReader = {
  first: BACKSLASH,
  read(bytes, at) {
    const letter = bytes[at + 1] ?? 0;
    const simple = SIMPLE[letter] as number;
    return simple === NO_ESCAPE ? readNumber(bytes, at + 1, letter) : simple;
  },
};

const [ZERO, SEVEN, SMALL_U, CAPITAL_U, SMALL_X] = [0x30, 0x37, 0x75, 0x55, 0x78];

/** An escape by number, whose letter stands at `at`. */
function readNumber(bytes: Uint8Array, at: number, letter: number): Reading {
  if (letter >= ZERO && letter <= SEVEN) return readOctal(bytes, at);
  if (letter === CAPITAL_U) return readLong(bytes, at);
  if (letter !== SMALL_U && letter !== SMALL_X) return NO_ESCAPE;
  if (bytes[at + 1] === OPEN) return readBraces(bytes, at);
  return letter === SMALL_U ? readUtf16(bytes, at) : readByte(bytes, at);
}

function readLong(bytes: Uint8Array, at: number): Reading {
  const value = readHex(bytes, at + 1, 8);
  return value < 0 ? NO_ESCAPE : characterReading(value, 10);
}

function readByte(bytes: Uint8Array, at: number): Reading {
  const value = readHex(bytes, at + 1, 2);
  return value < 0 ? NO_ESCAPE : byteReading(value, 4);
}

/** `\u0041`, or two of them that make one character beyond U+FFFF. */
function readUtf16(bytes: Uint8Array, at: number): Reading {
  const value = readHex(bytes, at + 1, 4);
  if (value < 0) return NO_ESCAPE;
  if (value < 0xd800 || value > 0xdbff) return characterReading(value, 6);
  const isPair = bytes[at + 5] === BACKSLASH && bytes[at + 6] === bytes[at];
  const low = isPair ? readHex(bytes, at + 7, 4) : -1;
  if (low < 0xdc00 || low > 0xdfff) return NO_ESCAPE;
  return characterReading(0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00), 12);
}

const MOST_DIGITS = 6;

function readBraces(bytes: Uint8Array, at: number): Reading {
  let digits = 0;
  while (digits < MOST_DIGITS && (HEX_VALUES[bytes[at + 2 + digits] ?? 0] ?? 255) <= 15) digits++;
  if (digits === 0 || bytes[at + 2 + digits] !== CLOSE) return NO_ESCAPE;
  return characterReading(readHex(bytes, at + 2, digits), digits + 4);
}

/** One to three digits, 255 at most. */
function readOctal(bytes: Uint8Array, at: number): Reading {
  let value = 0;
  let digits = 0;
  for (; digits < 3; digits++) {
    const digit = (bytes[at + digits] ?? 0) - 0x30;
    if (digit < 0 || digit > 7 || value * 8 + digit > 255) break;
    value = value * 8 + digit;
  }
  return byteReading(value, digits + 1);
}
