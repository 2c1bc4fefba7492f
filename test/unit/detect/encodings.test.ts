/** A key in each encoding: found, at the line and column at which an editor shows it. */

import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { detect } from '#detect/detect.ts';
import { compiledOf, ruleOf } from '../../support/rule-data.ts';

const COMPILED = compiledOf([ruleOf('r', 'key=(\\w{8})', { keywords: ['key='], secretGroup: 1 })]);

const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Buffer => utf16le(text).swap16();
const utf32le = (text: string): Buffer =>
  Buffer.from(Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0).buffer);
const utf32be = (text: string): Buffer => utf32le(text).swap32();

const WRITTEN: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  UTF16LE: utf16le,
  'UTF-16LE with a mark': (text) => utf16le(`\ufeff${text}`),
  UTF16BE: utf16be,
  'UTF-16BE with a mark': (text) => utf16be(`\ufeff${text}`),
  'UTF-32LE with a mark': (text) => utf32le(`\ufeff${text}`),
  'UTF-32BE with a mark': (text) => utf32be(`\ufeff${text}`),
};

function placesIn(bytes: Uint8Array): readonly string[] {
  const { matches } = detect({ bytes, origin: { kind: 'file', path: { text: 'a' } } }, COMPILED);
  return matches.map(({ start, end, secret }) => `${start.line}:${start.column}-${end.line}:${end.column} ${secret}`);
}

describe.each(Object.entries(WRITTEN))('%s', (_, write) => {
  it.each<[string, string, string]>([
    ['at the start', 'key=a1b2c3d4', '1:5-1:13 a1b2c3d4'],
    ['behind characters of one unit', 'é漢 key=a1b2c3d4\n', '1:8-1:16 a1b2c3d4'],
    ['behind a character of two units', '😀 key=a1b2c3d4\n', '1:8-1:16 a1b2c3d4'],
    ['behind lines that end in CRLF', 'one\r\n\r\n😀é key=a1b2c3d4\r\nx', '3:9-3:17 a1b2c3d4'],
    [
      'behind two thousand other lines',
      `${'漢字の文章です。\r\n'.repeat(2000)}key=a1b2c3d4`,
      '2001:5-2001:13 a1b2c3d4',
    ],
  ])('finds a key %s', (_, text, place) => expect(placesIn(write(text))).toEqual([place]));
});

describe('what is neither', () => {
  it.each<[string, Uint8Array, string]>([
    ['Latin-1', Buffer.from('\xe9\xfc\r\n\xe4 key=a1b2c3d4', 'latin1'), '2:7-2:15 a1b2c3d4'],
    ['Windows-1252', Buffer.from([0x93, 0x94, 0x20, ...Buffer.from('key=a1b2c3d4')]), '1:8-1:16 a1b2c3d4'],
    [
      'UTF-8 but for one byte, in which columns are bytes',
      Buffer.concat([Buffer.from('é漢😀 key=a1b2c3d4\n'), Buffer.from([0xff])]),
      '1:15-1:23 a1b2c3d4',
    ],
    ['binary data', Buffer.from('\x7fELF\0\0\x01\x02\0key=a1b2c3d4\0\0', 'latin1'), '1:14-1:22 a1b2c3d4'],
  ])('is read as Latin-1: %s', (_, bytes, place) => expect(placesIn(bytes)).toEqual([place]));
});
