/** Candidates for checks, as the engine would hand them over. */

import type { Candidate } from '#detect/check.ts';

/** `secret` where it first stands in `text`, in a match that begins with `matched`. */
export function candidateIn(text: string, secret: string, matched = secret): Candidate {
  const start = text.indexOf(secret);
  if (start < 0) throw new Error('the text does not hold the secret');
  const [from, end] = [text.indexOf(matched), start + secret.length];
  return {
    secret,
    lead: text.slice(from, start),
    before: (length) => text.slice(Math.max(0, start - length), start),
    after: (length) => text.slice(end, end + length),
  };
}
