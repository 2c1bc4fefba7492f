/** Bytes and JSON out of base64, of both alphabets. What is none is an answer and no error. */

import { Buffer } from 'node:buffer';

/** Either alphabet, with or without padding; a length of 4n + 1 cannot be. */
const BASE64 = /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/;

/** The bytes of base64 or base64url; undefined for what is neither. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/=+$/, '').length;
  return BASE64.test(text) && digits % 4 !== 1 ? Buffer.from(text, 'base64') : undefined;
}

/** What JSON may hold at the top, other than an array. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a text of JSON is; undefined for everything else. */
export function parseJsonObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    // Whoever asks wants to know just that: it is no JSON.
    return undefined;
  }
}

/** The JSON object that base64 holds as UTF-8; undefined where it does not. */
export function decodeJsonObject(base64: string): JsonObject | undefined {
  const bytes = decodeBase64(base64);
  return bytes === undefined ? undefined : parseJsonObject(Buffer.from(bytes).toString('utf8'));
}
