/** Checks AWS session tokens by the structured header that every one starts with. */

import { shannonEntropy } from '#text/entropy.ts';
import { ACCEPT, type Check, REJECT } from '../check.ts';
import { excuseExample } from './known-example.ts';
import { unescapeBase64 } from './unescape-base64.ts';

const TYPES: readonly number[] = [0x01, 0x02, 0x15, 0x17, 0x21];
const STRING_FIELD = 0x0a;
const ISSUERS: readonly string[] = ['aws', 'er/aws', 'origin_ec'];

/** Random base64 of 100 characters and more has over 5 bits; a word repeated to fill the length has fewer. */
const LEAST_ENTROPY = 4.5;
const LEAST_LENGTH = 90;

/**
 * Whether a token (escapes undone) starts with a type byte, 0x0A, a length and that many bytes that name the issuer:
 * `IQoJb3JpZ2luX2Vj` is 21 0A 09 "origin_ec". Observed, not documented: Tal Be'ery, "Revealing the Inner Structure of
 * AWS Session Tokens" (2024).
 */
export function hasSessionTokenHeader(token: string): boolean {
  const head = token.slice(0, 16);
  if (!/^[A-Za-z0-9+/]{16}$/.test(head)) return false;
  const bytes = atob(head);
  const [type, field, length] = [bytes.charCodeAt(0), bytes.charCodeAt(1), bytes.charCodeAt(2)];
  const issuer = bytes.slice(3, 3 + length);
  return TYPES.includes(type) && field === STRING_FIELD && issuer.length === length && ISSUERS.includes(issuer);
}

export const checkAwsSessionToken: Check = ({ secret }) => {
  const token = unescapeBase64(secret);
  if (!hasSessionTokenHeader(token) || token.length < LEAST_LENGTH) return REJECT;
  return excuseExample(token) ?? (shannonEntropy(token) < LEAST_ENTROPY ? REJECT : ACCEPT);
};
