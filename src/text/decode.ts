/** From bytes to text: which encoding a content has, and its characters, without ever failing. */

import { Buffer, isAscii, isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

/** Bytes looked at to tell UTF-16 without a byte-order mark from binary data. */
const SAMPLE_BYTES = 1024;

/** Least share of code units of the sample whose high byte is 0 and low byte is not, for text without a mark. */
const UTF16_SHARE = 0.7;

/** Whether the bytes are UTF-16, by their byte-order mark or by zero bytes at every other place. */
export function utf16Encoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < 2) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0 || bytes[1] === 0 || bytes[2] === 0 || bytes[3] === 0 ? guessUtf16(bytes) : undefined;
}

function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const end = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  let little = 0;
  let big = 0;
  for (let at = 0; at < end; at += 2) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    if (second === 0 && first !== 0) little++;
    if (first === 0 && second !== 0) big++;
  }
  if (end >= 4 && little * 2 >= end * UTF16_SHARE) return 'utf-16le';
  if (end >= 4 && big * 2 >= end * UTF16_SHARE) return 'utf-16be';
  return undefined;
}

/**
 * The text of `bytes` without its byte-order mark: UTF-16 where `utf16Encoding` says so, UTF-8 where the bytes are
 * valid UTF-8, else Latin-1, in which every byte is one character. Never throws.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf16 = utf16Encoding(buffer);
  if (utf16 !== undefined) return { text: decodeUtf16(buffer, utf16), encoding: utf16 };
  if (isAscii(buffer)) return { text: buffer.toString('latin1'), encoding: 'utf-8' };
  if (isUtf8(buffer)) return { text: withoutMark(buffer.toString('utf8')), encoding: 'utf-8' };
  return { text: buffer.toString('latin1'), encoding: 'latin1' };
}

function decodeUtf16(buffer: Buffer, encoding: 'utf-16le' | 'utf-16be'): string {
  const even = buffer.subarray(0, buffer.length & ~1);
  const little = encoding === 'utf-16le' ? even : Buffer.from(even).swap16();
  return withoutMark(little.toString('utf16le'));
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
