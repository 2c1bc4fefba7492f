/**
 * Character references of HTML and XML, each with its semicolon: by number (`&#47;`, `&#x2F;`), or by name (`&sol;`) for
 * the characters of ASCII, from https://html.spec.whatwg.org/multipage/named-characters.html.
 */

import { characterReading, type EscapeReader, NO_ESCAPE, type Reading } from './escape.ts';
import { HEX_VALUES } from './text-bytes.ts';

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  AMP: '&',
  apos: "'",
  ast: '*',
  bsol: '\\',
  colon: ':',
  comma: ',',
  commat: '@',
  dollar: '$',
  equals: '=',
  excl: '!',
  grave: '`',
  gt: '>',
  GT: '>',
  Hat: '^',
  lbrace: '{',
  lbrack: '[',
  lcub: '{',
  lowbar: '_',
  lpar: '(',
  lsqb: '[',
  lt: '<',
  LT: '<',
  nbsp: '\u00a0',
  NewLine: '\n',
  num: '#',
  percnt: '%',
  period: '.',
  plus: '+',
  quest: '?',
  quot: '"',
  QUOT: '"',
  rbrace: '}',
  rbrack: ']',
  rcub: '}',
  rpar: ')',
  rsqb: ']',
  semi: ';',
  sol: '/',
  Tab: '\t',
  vert: '|',
};

const [HASH, SEMICOLON, SMALL_X] = [0x23, 0x3b, 0x78];

/** Names by a number that is made of their letters (see `nameKey`); no two of them share one. */
const BY_KEY = new Map<number, Reading>();

for (const [name, character] of Object.entries(NAMED)) {
  const letters = Uint8Array.from(name, (letter) => letter.charCodeAt(0));
  BY_KEY.set(nameKey(letters, 0, letters.length), characterReading(character.charCodeAt(0), name.length + 2));
}

const LONGEST_NAME = 7;
const MOST_DIGITS = 7;

export const ENTITY: EscapeReader = {
  first: 0x26,
  read: (bytes, at) => (bytes[at + 1] === HASH ? readNumber(bytes, at) : readName(bytes, at)),
};

function readName(bytes: Uint8Array, at: number): Reading {
  for (let length = 0; length <= LONGEST_NAME; length++) {
    const byte = bytes[at + 1 + length] ?? 0;
    if (byte === SEMICOLON) return BY_KEY.get(nameKey(bytes, at + 1, length)) ?? NO_ESCAPE;
    if ((byte | 0x20) < 0x61 || (byte | 0x20) > 0x7a) return NO_ESCAPE;
  }
  return NO_ESCAPE;
}

/** Exact: seven letters of seven bits each are below 2^53. */
function nameKey(bytes: Uint8Array, at: number, length: number): number {
  let key = 1;
  for (let i = at; i < at + length; i++) key = key * 128 + (bytes[i] ?? 0);
  return key;
}

function readNumber(bytes: Uint8Array, at: number): Reading {
  const isHex = ((bytes[at + 2] ?? 0) | 0x20) === SMALL_X;
  const base = isHex ? 16 : 10;
  const from = at + (isHex ? 3 : 2);
  let value = 0;
  for (let digits = 0; digits <= MOST_DIGITS; digits++) {
    const byte = bytes[from + digits] ?? 0;
    if (byte === SEMICOLON && digits > 0) return characterReading(value, from + digits + 1 - at);
    const digit = HEX_VALUES[byte] ?? 255;
    if (digit >= base) return NO_ESCAPE;
    value = value * base + digit;
  }
  return NO_ESCAPE;
}
