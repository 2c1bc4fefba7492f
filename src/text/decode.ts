/** From bytes to text: which encoding a content has, and its characters, without ever failing. */

import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { guessUtf16 } from './utf16-guess.ts';

export type Encoding = 'utf-8' | WideEncoding | 'latin1';

/** Encodings whose bytes say nothing as they stand: nothing is found in them that was not decoded. */
export type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** UTF-16 or UTF-32 by the byte-order mark, UTF-16 without a mark where the bytes are text in it; else undefined. */
export function wideEncoding(bytes: Uint8Array): WideEncoding | undefined {
  return bytes.length < 2 ? undefined : (markedEncoding(bytes) ?? guessUtf16(bytes));
}

function markedEncoding(bytes: Uint8Array): WideEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes[2] === 0 && bytes[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff ? 'utf-32be' : undefined;
}

/**
 * The text of `bytes` without its byte-order mark: what `wideEncoding` says, UTF-8 where the bytes are valid UTF-8, else
 * Latin-1, in which every byte is one character. Never throws.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = wideEncoding(buffer);
  if (wide !== undefined) return { text: decodeWide(buffer, wide), encoding: wide };
  if (isAscii(buffer)) return { text: buffer.toString('latin1'), encoding: 'utf-8' };
  if (isUtf8(buffer)) return { text: withoutMark(buffer.toString('utf8')), encoding: 'utf-8' };
  return { text: buffer.toString('latin1'), encoding: 'latin1' };
}

function decodeWide(buffer: Buffer, encoding: WideEncoding): string {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return withoutMark(decodeUtf32(buffer, encoding));
  const even = buffer.subarray(0, buffer.length & ~1);
  const little = encoding === 'utf-16le' ? even : Buffer.from(even).swap16();
  return withoutMark(little.toString('utf16le'));
}

/** By way of UTF-16, in which most characters take half the bytes. What is no character becomes U+FFFD. */
function decodeUtf32(buffer: Buffer, encoding: 'utf-32le' | 'utf-32be'): string {
  const out = Buffer.allocUnsafe(buffer.length);
  let end = 0;
  for (let at = 0; at + 4 <= buffer.length; at += 4) {
    const code = encoding === 'utf-32le' ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at);
    if (code >= 0x10000 && code <= 0x10ffff) {
      end = out.writeUInt16LE(0xd7c0 + (code >> 10), end);
      end = out.writeUInt16LE(0xdc00 | (code & 0x3ff), end);
    } else end = out.writeUInt16LE(code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code, end);
  }
  return out.toString('utf16le', 0, end);
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
