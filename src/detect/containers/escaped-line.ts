/** Text with escapes in it: where such text begins and ends, whether decoding it is of any use, and what it decodes to. */

import type { Decode } from './container.ts';
import { asciiOf, type EscapeReader, lengthOf, NO_ESCAPE, writeReading } from './escape.ts';

/** Escapes with more bytes between them are not read together, and no text farther from an escape is decoded with it. */
const MOST_APART = 4096;

/** A secret that escapes could hide is at least so many characters long without a blank or a quote. */
const LEAST_WORD = 12;

/** Bytes that end a line; of control characters only tab and escape are text in one. */
const ENDS_LINE = new Uint8Array(256);
/** Bytes that words are made of: what secrets are made of, addresses and pairs of name and value. */
const IN_WORD = new Uint8Array(256);

/** What begins an escape that was escaped itself: it may hide a part of a word. */
const BEGINS_ESCAPE = new Uint8Array(256);

for (const character of '%&\\') BEGINS_ESCAPE[character.charCodeAt(0)] = 1;

for (let byte = 0; byte < 256; byte++) {
  if ((byte < 0x20 && byte !== 9 && byte !== 27) || byte === 0x7f) ENDS_LINE[byte] = 1;
  if (/[A-Za-z0-9+/=_~.:@!#$^*-]/.test(String.fromCharCode(byte))) IN_WORD[byte] = 1;
}

/**
 * The end of the line that the escape at `at` stands on, in bytes: the line's, or `MOST_APART` behind the last escape. As
 * a negative number where there are too few from there on (two are needed, or one that may stand inside of a word), and
 * 0 where there is none at `at`.
 */
export function escapedLineEnd(bytes: Uint8Array, at: number, { first, read }: EscapeReader): number {
  if (read(bytes, at) === NO_ESCAPE) return 0;
  let escapes = 0;
  let end = at;
  let limit = at + 1;
  for (; end < limit; end++) {
    const byte = bytes[end] as number;
    if (byte !== first) {
      if (ENDS_LINE[byte] === 1) break;
      continue;
    }
    const reading = read(bytes, end);
    if (reading === NO_ESCAPE) continue;
    const ascii = asciiOf(reading);
    if (ascii >= 0) escapes += mayHideWord(ascii) ? 2 : 1;
    end += lengthOf(reading) - 1;
    limit = Math.min(bytes.length, end + 1 + MOST_APART);
  }
  return escapes < 2 ? -end : end;
}

/** Whether an escape for this character may stand inside of a word. */
function mayHideWord(ascii: number): boolean {
  return ascii >= 0 && (IN_WORD[ascii] === 1 || BEGINS_ESCAPE[ascii] === 1);
}

/** Where the line begins that the escape at `at` stands on, not before `floor`. */
export function escapedLineStart(bytes: Uint8Array, at: number, floor: number): number {
  const least = Math.max(floor, at - MOST_APART);
  let from = at;
  while (from > least && ENDS_LINE[bytes[from - 1] as number] === 0) from--;
  return from;
}

/**
 * Decodes text with escapes. It is of use when an escape stands in a word of `LEAST_WORD` characters or more, or when
 * there are two and one of them stands right before or behind such a word: anything else is found without decoding.
 */
export function escapesDecoder({ first, read }: EscapeReader): Decode {
  return (bytes, { from, to }, out, trace) => {
    let written = 0;
    let escapes = 0;
    /** Of the word that is being read, and what escapes have to do with it and with all long words so far. */
    let length = 0;
    let role = 0;
    let use = 0;
    for (let at = from; at < to; ) {
      const byte = bytes[at] as number;
      let reading = byte === first ? read(bytes, at) : NO_ESCAPE;
      if (reading !== NO_ESCAPE && at + lengthOf(reading) > to) reading = NO_ESCAPE;
      const isEscape = reading !== NO_ESCAPE;
      const ascii = isEscape ? asciiOf(reading) : byte;
      if (isEscape && ascii >= 0) escapes++;
      if (isEscape ? mayHideWord(ascii) : IN_WORD[byte] === 1) {
        length++;
        if (isEscape) role |= INSIDE;
      } else {
        if (length >= LEAST_WORD) use |= isEscape ? role | BESIDE : role;
        length = 0;
        role = isEscape ? BESIDE : 0;
      }
      const begun = written;
      if (isEscape) written += writeReading(reading, out, written);
      else out[written++] = byte;
      const end = isEscape ? at + lengthOf(reading) : at + 1;
      if (trace !== undefined) {
        trace.from.fill(at, begun, written);
        trace.to.fill(end, begun, written);
      }
      at = end;
    }
    if (length >= LEAST_WORD) use |= role;
    return (use & INSIDE) !== 0 || (use !== 0 && escapes >= 2) ? written : -1;
  };
}

/** What an escape has to do with a word: it stands in it, or right before or behind it. */
const [INSIDE, BESIDE] = [1, 2];
