/** From `-----BEGIN` to the end of its block. */

import type { Extent } from '../extent.ts';
import { readPem } from '../keys/pem.ts';

/** The smallest private keys that there are, Ed25519 in PKCS #8, have 64 characters of base64. */
const LEAST_BODY = 64;

/** `from` is where `-----BEGIN` stands. undefined where no body follows, as in code that only names the line. */
export const pemBlock: Extent = (text, from) => {
  const block = readPem(text, from);
  return block === undefined || block.body.length < LEAST_BODY ? undefined : { from, to: block.end };
};
