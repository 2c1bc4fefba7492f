/** Checks the form of AWS secret access keys, whatever they are called and wherever they stand. */

import { shannonEntropy } from '#text/entropy.ts';
import { ACCEPT, type Check, REJECT } from '../check.ts';
import { decodeBase64 } from './decode-base64.ts';
import { excuseExampleOrPlaceholder } from './known-example.ts';
import { unescapeBase64 } from './unescape-base64.ts';
import { isWordRun } from './word-run.ts';

/** Of real secrets one in ten thousand is below 4.25 and none was seen below 4.14; SHA-1 in hex stays below 4.0. */
const LEAST_ENTROPY = 4.2;

/** Text without control characters; of thirty random bytes one set in a thousand million is. */
const TEXT = /^[\t\n\r\x20-\x7e\u00a0-\uffff]+$/;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Whether a value (escapes undone) can be a secret access key: 30 random bytes in base64 are 40 characters without
 * padding, have both cases (all but two in a thousand million) and read like nothing, also when they are decoded.
 */
export function hasSecretKeyForm(value: string): boolean {
  const isRandomBase64 = /^[A-Za-z0-9+/]{40}$/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value);
  if (!isRandomBase64 || /^[0-9A-Fa-f]+$/.test(value) || shannonEntropy(value) < LEAST_ENTROPY) return false;
  return !isWordRun(value) && !isEncodedText(value);
}

/** What is looked for is random; base64 of text is something else that was encoded (a user and a password, JSON). */
function isEncodedText(base64: string): boolean {
  const bytes = decodeBase64(base64) ?? new Uint8Array();
  try {
    return TEXT.test(UTF8.decode(bytes));
  } catch {
    // No UTF-8: what random bytes nearly always are.
    return false;
  }
}

/** For values that are named. Examples and placeholders are excused before their form is looked at, so none is lost. */
export const checkAwsSecretAccessKey: Check = ({ secret, after }) => {
  const value = unescapeBase64(secret);
  const excuse = excuseExampleOrPlaceholder(value);
  if (excuse !== undefined) return excuse;
  const isCall = after(1) === '(';
  return hasSecretKeyForm(value) && !isCall ? ACCEPT : REJECT;
};
