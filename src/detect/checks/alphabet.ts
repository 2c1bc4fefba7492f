/** Holds a value to the alphabet of its encoding; a regex is often wider than that. */

import type { ALPHABET_NAMES } from '#rules/check-syntax.ts';
import { acceptIf, type CheckFactory, REJECT } from '../check.ts';

/** Base64 and base32 with their padding, which only stands at the end (RFC 4648). */
const ALPHABETS: Readonly<Record<(typeof ALPHABET_NAMES)[number], RegExp>> = {
  base32: /^[A-Z2-7]+={0,6}$/,
  base58: /^[1-9A-HJ-NP-Za-km-z]+$/,
  base62: /^[0-9A-Za-z]+$/,
  base64: /^[A-Za-z0-9+/]+={0,2}$/,
  base64url: /^[A-Za-z0-9_-]+={0,2}$/,
  digits: /^[0-9]+$/,
  hex: /^(?:[0-9a-f]+|[0-9A-F]+)$/,
};

/** `alphabet:base62`: every character is of that alphabet. Hex is of one case. */
export const alphabet: CheckFactory = (argument) => {
  const members = new Map(Object.entries(ALPHABETS)).get(argument);
  return members === undefined ? () => REJECT : ({ secret }) => acceptIf(members.test(secret));
};
