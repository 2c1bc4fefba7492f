import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { decodeText, type Encoding, utf16Encoding } from '#text/decode.ts';

const little = (text: string): Buffer => Buffer.from(text, 'utf16le');
const big = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('decodeText', () => {
  it.each<[string, Uint8Array, string, Encoding]>([
    ['nothing', Buffer.alloc(0), '', 'utf-8'],
    ['one byte', Buffer.from('a'), 'a', 'utf-8'],
    ['ASCII', Buffer.from('key = 1\r\n\0'), 'key = 1\r\n\0', 'utf-8'],
    ['UTF-8', Buffer.from('é漢😀'), 'é漢😀', 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\ufeffé'), 'é', 'utf-8'],
    ['a mark alone', Buffer.from('\ufeff'), '', 'utf-8'],
    ['a second mark, which is text', Buffer.from('\ufeff\ufeffa'), '\ufeffa', 'utf-8'],
    ['a mark that is not at the start', Buffer.from('a\ufeff'), 'a\ufeff', 'utf-8'],
    ['UTF-16LE with a mark', little('\ufeffé😀'), 'é😀', 'utf-16le'],
    ['UTF-16BE with a mark', big('\ufeffé😀'), 'é😀', 'utf-16be'],
    ['UTF-16LE without a mark', little('key'), 'key', 'utf-16le'],
    ['UTF-16BE without a mark', big('key'), 'key', 'utf-16be'],
    ['UTF-16 that ends in half a unit', Buffer.concat([little('\ufeffab'), Buffer.from('x')]), 'ab', 'utf-16le'],
    ['a UTF-16 mark alone', little('\ufeff'), '', 'utf-16le'],
    ['Latin-1', Buffer.from('caf\xe9', 'latin1'), 'café', 'latin1'],
    ['UTF-8 that is cut in a character', Buffer.from('é').subarray(0, 1), '\xc3', 'latin1'],
    ['surrogates written as UTF-8', Buffer.from([0x61, 0xed, 0xa0, 0x80]), 'a\xed\xa0\x80', 'latin1'],
    ['bytes that no UTF-8 has', Buffer.from([0xc0, 0x80]), '\xc0\x80', 'latin1'],
  ])('%s', (_, bytes, text, encoding) => expect(decodeText(bytes)).toEqual({ text, encoding }));

  it('decodes a view, and nothing beyond it', () => {
    const buffer = Buffer.from('xxéyxx');
    expect(decodeText(new Uint8Array(buffer.buffer, buffer.byteOffset + 2, 3)).text).toBe('éy');
  });

  it('leaves the bytes as they were', () => {
    const bytes = big('\ufeffab');
    const before = Buffer.from(bytes);
    decodeText(bytes);
    expect(bytes.equals(before)).toBe(true);
  });

  it('gives every byte one character where it is no UTF-8', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => (byte + 0x20) % 256);
    expect([...decodeText(all).text].map((character) => character.charCodeAt(0))).toEqual([...all]);
  });
});

describe('utf16Encoding', () => {
  it.each<[string, Uint8Array, string | undefined]>([
    ['no byte', Buffer.alloc(0), undefined],
    ['one byte', Buffer.from([0xff]), undefined],
    ['one zero byte', Buffer.from([0]), undefined],
    ['two bytes, one zero', Buffer.from([0x61, 0]), undefined],
    ['text of ASCII', Buffer.from('a = 1'), undefined],
    ['only zeros', Buffer.alloc(100), undefined],
    ['a zero among ASCII', Buffer.from('ab\0cdefgh'), undefined],
    ['binary numbers of four bytes', Buffer.from(Uint32Array.from({ length: 64 }, (_, i) => i + 1).buffer), undefined],
    ['words with some other characters', little('key é = 漢字 value in words'), 'utf-16le'],
    ['a first character that is not Latin', little('é = value'), 'utf-16le'],
    ['words, big end first', big('key = value'), 'utf-16be'],
  ])('%s', (_, bytes, expected) => expect(utf16Encoding(bytes)).toBe(expected));
});
