/** Reads base64 under names that say what it holds: `user:password` (RFC 7617), or a password alone. */

import { Buffer } from 'node:buffer';
import { ACCEPT, acceptIf, type CheckFactory, REJECT } from '../check.ts';
import { decodeBase64 } from './decode-base64.ts';
import { excuseExample } from './known-example.ts';
import { isPassword } from './password.ts';

/** Text without control characters, as everything that people type is. */
const TYPED = /^[^\p{Cc}\ufffd]{1,4096}$/u;

/** `basic-credentials`: base64 of a user and a password with a colon between. */
export const basicCredentials: CheckFactory =
  () =>
  ({ secret }) => {
    const text = typedText(secret);
    const colon = text?.indexOf(':') ?? -1;
    const [user, password] = [text?.slice(0, colon) ?? '', text?.slice(colon + 1) ?? ''];
    if (colon <= 0 || user === password || !isPassword(password)) return REJECT;
    return excuseExample(password) ?? ACCEPT;
  };

/** `encoded-password`: base64 of a text that may be a password, as Kubernetes and npm keep them. */
export const encodedPassword: CheckFactory =
  () =>
  ({ secret }) => {
    const text = typedText(secret);
    return acceptIf(text !== undefined && isPassword(text));
  };

/** The text that base64 holds; undefined for what is no base64, and for bytes that nobody typed. */
export function typedText(base64: string): string | undefined {
  const bytes = decodeBase64(base64);
  if (bytes === undefined) return undefined;
  // A line break at the end is what `echo` adds.
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  return TYPED.test(text) ? text : undefined;
}
