/** From the head of a JSON Web Token to the end of its signature (RFC 7515, 7.1: three segments of base64url). */

import { type Extent, MOST_EXTENT } from '../extent.ts';

const SEGMENTS = /[A-Za-z0-9_-]{1,65536}\.[A-Za-z0-9_-]{1,65536}\.[A-Za-z0-9_-]{1,65536}/y;

/** `from` is where the first segment begins. undefined where a segment is missing: without a signature it proves nothing. */
export const jwt: Extent = (text, from) => {
  const token = text.slice(from, from + MOST_EXTENT);
  SEGMENTS.lastIndex = 0;
  return SEGMENTS.test(token) ? { from, to: from + SEGMENTS.lastIndex } : undefined;
};
