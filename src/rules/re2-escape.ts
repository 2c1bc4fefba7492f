/** Backslash escapes of RE2 that stand for one code point, and advice on those that it does not have. */

import { LAST_CODE_POINT } from './code-points.ts';
import { isAtEnd, type PatternReader, refuse, takeCodePoint, takeMatch } from './pattern-reader.ts';

const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

/** A single digit other than 0 is a back reference, so `\1` to `\7` need a second octal digit. */
const OCTAL = /\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y;
const HEX = /\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})/y;
const CONTROL = /\\([afnrtv])/y;
/** ASCII punctuation (with `_`), blanks and control characters stand for themselves. */
const THEMSELVES = /\\([\0-/:-@[-`{-\x7f])/y;

/** What to write for escapes of other dialects. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['C', 'single bytes cannot be matched: write (?s:.) for any character'],
  ['Z', 'write \\z, or \\n?\\z'],
  ['G', 'leave it out'],
  ['K', 'put what is to be reported in a capture group'],
  ['R', 'write (?:\\r\\n|\\n|\\r)'],
  ['h', 'write [ \\t]'],
  ['H', 'write [^ \\t]'],
  ['N', 'write [^\\n]'],
  ['V', 'write [^\\n\\v\\f\\r]'],
  ['X', 'write (?s:.)'],
  ['e', 'write \\x1b'],
  ['c', 'write the control character as \\x01 to \\x1f'],
  ['u', 'write \\x{...} with the hexadecimal number'],
  ['U', 'write \\x{...} with the hexadecimal number'],
  ['x', 'write \\x41 or \\x{1F600}: two hexadecimal digits, or any up to 10FFFF in braces'],
  ['k', 'write the number of the group, as in \\1'],
  ['g', 'write the number of the group, as in \\1'],
]);

const CLASS_ADVICE: ReadonlyMap<string, string> = new Map([
  ['b', 'write \\x08 for a backspace; a word boundary cannot be in a class'],
  ['d', 'a class such as \\d cannot be the end of a range: put the - first or last'],
  ['D', 'a class such as \\D cannot be the end of a range: put the - first or last'],
  ['s', 'a class such as \\s cannot be the end of a range: put the - first or last'],
  ['S', 'a class such as \\S cannot be the end of a range: put the - first or last'],
  ['w', 'a class such as \\w cannot be the end of a range: put the - first or last'],
  ['W', 'a class such as \\W cannot be the end of a range: put the - first or last'],
]);

/** The code point of the escape that comes next. Other escapes are the caller's to try first. */
export function takeEscape(reader: PatternReader, where: 'text' | 'class'): number {
  const octal = takeMatch(reader, OCTAL)?.[1];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const start = reader.at;
  const hex = takeMatch(reader, HEX);
  if (hex !== undefined) return hexNumber(start, hex[1] ?? hex[2] ?? '');
  const control = CONTROL_ESCAPES.get(takeMatch(reader, CONTROL)?.[1] ?? '');
  if (control !== undefined) return control;
  return takeMatch(reader, THEMSELVES)?.[1]?.charCodeAt(0) ?? refuseEscape(reader, where);
}

function hexNumber(offset: number, digits: string): number {
  const codePoint = Number.parseInt(digits, 16);
  if (codePoint <= LAST_CODE_POINT) return codePoint;
  return refuse(offset, `\\x{${digits}} is no character`, 'the last one is \\x{10FFFF}');
}

function refuseEscape(reader: PatternReader, where: 'text' | 'class'): never {
  const start = reader.at;
  reader.at += 1;
  if (isAtEnd(reader)) refuse(start, 'the pattern ends in a backslash', 'write \\\\ for a backslash');
  const letter = String.fromCodePoint(takeCodePoint(reader));
  const advice = (where === 'class' ? CLASS_ADVICE.get(letter) : undefined) ?? ADVICE.get(letter);
  return refuse(start, `RE2 has no escape \\${letter} here`, advice ?? `write ${letter} without the backslash`);
}
