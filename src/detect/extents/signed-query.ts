/** From a parameter of a signed URL to the whole URL, or as much of it as stands in one piece. */

import { type Extent, MOST_EXTENT } from '../extent.ts';

/** Session tokens make URLs long; so many UTF-16 code units on either side. */
const MOST = MOST_EXTENT / 8;

/** 1 for characters of a URL that text around it seldom is: no quotes, brackets and commas. */
const IN_URL = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9._~:/?@!$&*+;=%#-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** A backslash belongs to it in what JSON makes of `&`, `=` and `/`. */
const ESCAPE = /\\(?:u0026|u003[Dd]|u002[Ff]|\/)/y;

/** Never undefined. */
export const signedQuery: Extent = (text, from, to) => {
  let [start, end] = [from, to];
  while (start > from - MOST && isInUrl(text, start - 1)) start--;
  while (end < to + MOST && isInUrl(text, end)) end++;
  return { from: start, to: end };
};

function isInUrl(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== 0x5c) return IN_URL[code] === 1;
  ESCAPE.lastIndex = at;
  return ESCAPE.test(text);
}
