import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeText, type Encoding, wideEncoding } from '#text/decode.ts';

const little = (text: string): Buffer => Buffer.from(text, 'utf16le');
const big = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const little32 = (text: string): Buffer =>
  Buffer.from(Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0).buffer);
const big32 = (text: string): Buffer => little32(text).swap32();

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
    ['UTF-32LE', little32('\ufeffkey é😀'), 'key é😀', 'utf-32le'],
    ['UTF-32BE', big32('\ufeffkey é😀'), 'key é😀', 'utf-32be'],
    ['UTF-32 of numbers that are no characters', little32('\ufeffa').fill(0xd8, 5, 6), '\ufffd', 'utf-32le'],
    ['UTF-32 that ends in a part of a unit', Buffer.concat([little32('\ufeffa'), Buffer.alloc(3)]), 'a', 'utf-32le'],
    ['Latin-1', Buffer.from('caf\xe9', 'latin1'), 'café', 'latin1'],
    ['Windows-1252, whose quotes become control characters', Buffer.from([0x93, 0x61, 0x94]), '\x93a\x94', 'latin1'],
    ['UTF-8 with one byte that is none', Buffer.from('é=\xff', 'latin1'), 'é=ÿ', 'latin1'],
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

describe('wideEncoding', () => {
  const cjk = Array.from({ length: 3000 }, (_, at) =>
    at % 30 === 29 ? '\r\n' : String.fromCharCode(0x4e00 + ((at * 7919) % 20_000)),
  ).join('');
  const words = 'Пароль для входа: 12345678\r\nключ доступа = значение\r\n';
  const random = createHash('sha512').update('seed').digest();
  const bytesOf = (seed: string) =>
    Buffer.concat(Array.from({ length: 40 }, (_, at) => createHash('sha512').update(`${seed}${at}`).digest()));

  it.each<[string, Uint8Array, string | undefined]>([
    ['no byte', Buffer.alloc(0), undefined],
    ['one byte', Buffer.from([0xff]), undefined],
    ['one zero byte', Buffer.from([0]), undefined],
    ['two bytes, one zero', Buffer.from([0x61, 0]), undefined],
    ['text of ASCII', Buffer.from('a = 1'), undefined],
    ['only zeros', Buffer.alloc(100), undefined],
    ['a zero among ASCII', Buffer.from('ab\0cdefgh'), undefined],
    ['lists of names with zeros between', Buffer.from('a\0b.txt\0src/c.ts\0d e\0'.repeat(30)), undefined],
    ['records of ASCII with zeros', Buffer.from('\0ab\0cd\0ef\0gh\0ij\0kl\0mn'), undefined],
    ['binary numbers of two bytes', Buffer.from(Uint16Array.from({ length: 64 }, (_, i) => i * 300).buffer), undefined],
    ['binary numbers of four bytes', Buffer.from(Uint32Array.from({ length: 64 }, (_, i) => i + 1).buffer), undefined],
    [
      'the start of an executable',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'), Buffer.alloc(64)]),
      undefined,
    ],
    [
      'a tree of git',
      Buffer.concat([
        Buffer.from('100644 a\0'),
        random.subarray(0, 20),
        Buffer.from('100644 b\0'),
        random.subarray(20, 40),
      ]),
      undefined,
    ],
    ['UTF-8 of other scripts', Buffer.from(cjk), undefined],
    ['UTF-8 with a zero', Buffer.from(`漢字\0${words}`), undefined],
    ['Latin-1 with umlauts and zeros', Buffer.from('\xfcber\0\xe4nderung\0'.repeat(20), 'latin1'), undefined],
    ['words with some other characters', little('key é = 漢字 value in words'), 'utf-16le'],
    ['a first character that is not Latin', little('é = value'), 'utf-16le'],
    ['words, big end first', big('key = value'), 'utf-16be'],
    ['a first KB of Chinese', little(cjk), 'utf-16le'],
    ['a first KB of Chinese, big end first', big(cjk), 'utf-16be'],
    ['Russian', little(words.repeat(30)), 'utf-16le'],
    ['a little Russian, big end first', big(words), 'utf-16be'],
    ['a key behind Chinese', little(`${cjk.slice(0, 200)} key = value`), 'utf-16le'],
    ['astral characters', big('😀 = 😀😀\r\n'.repeat(4)), 'utf-16be'],
  ])('%s', (_, bytes, expected) => expect(wideEncoding(bytes)).toBe(expected));

  it('takes no random bytes for text', () => {
    const taken = Array.from({ length: 300 }, (_, seed) => wideEncoding(bytesOf(`${seed}`).subarray(0, 20 + seed * 8)));
    expect(new Set(taken)).toEqual(new Set([undefined]));
  });
});
