/** From something inside of a JSON object to the whole object, also where the JSON stands in a string of another one. */

import { type Extent, MOST_EXTENT } from '../extent.ts';

/** How far before the match an object may begin, and how many braces on the way are tried. */
const MOST_BEFORE = 16_384;
const MOST_TRIED = 8;
const MOST_UNCLOSED = 1;

/**
 * The innermost object around `from` to `to`, or what stands there where that is one. One that holds the matched text
 * twice is not found: that bounds the cost over all matches of a text, since nothing beyond the next match of the same
 * spelling is looked at.
 */
export const jsonObject: Extent = (text, from, to) => {
  const matched = text.slice(from, Math.min(to, from + MOST_EXTENT));
  if (matched.startsWith('{') && closingBrace(matched, 0) === to - from) return { from, to };
  const behind = text.slice(to, from - MOST_BEFORE + MOST_EXTENT);
  const before = text.slice(Math.max(0, from - MOST_BEFORE), from);
  const [last, next] = [before.lastIndexOf(matched), behind.indexOf(matched)];
  const left = last < 0 ? before : before.slice(last + matched.length);
  const right = next < 0 ? behind : behind.slice(0, next);
  const around = left + matched + right;
  const offset = from - left.length;
  let unclosed = 0;
  for (let at = left.lastIndexOf('{'), tried = 0; at >= 0 && tried < MOST_TRIED; tried++) {
    const close = closingBrace(around, at);
    // Where an inner one has no end, the outer ones have none either, unless it was no brace but a sign in a string.
    if (close === undefined && ++unclosed > MOST_UNCLOSED) return undefined;
    if (close !== undefined && close + offset >= to) return { from: at + offset, to: close + offset };
    at = at === 0 ? -1 : left.lastIndexOf('{', at - 1);
  }
  return undefined;
};

/** Behind the brace that closes the one at `from`; undefined where none does. Braces in strings do not count. */
function closingBrace(text: string, from: number): number | undefined {
  const sign = /[{}"]/g;
  const level = quoteLevel(text, from);
  let depth = 0;
  let isInString = false;
  sign.lastIndex = from;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    if (found[0] === '"') {
      if (isDelimiter(text, found.index, level)) isInString = !isInString;
    } else if (!isInString) {
      depth += found[0] === '{' ? 1 : -1;
      if (depth === 0) return found.index + 1;
    }
  }
  return undefined;
}

/** How often the JSON was put into a string: 0 for quotes as they are, 1 for `\"`, 2 for `\\\"`. */
function quoteLevel(text: string, brace: number): number {
  const quote = text.indexOf('"', brace);
  return quote < 0 ? 0 : Math.log2(backslashesBefore(text, quote) + 1) | 0;
}

/**
 * Whether a quote begins or ends a string at that level. Each level doubles the backslashes and adds one for the quote
 * itself, so that 2^level - 1 of them, and any number of escaped backslashes, stand before a delimiter.
 */
function isDelimiter(text: string, quote: number, level: number): boolean {
  return backslashesBefore(text, quote) % 2 ** (level + 1) === 2 ** level - 1;
}

/** No text has more of them in a row that means anything. */
const MOST_BACKSLASHES = 64;

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (count < MOST_BACKSLASHES && text.charAt(at - 1 - count) === '\\') count++;
  return count;
}
