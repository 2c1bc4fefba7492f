/** Reads a foreign pattern from left to right, and refuses what cannot be translated. */

import { RulesError } from '#model/errors.ts';

/** `at` is the offset of the next character, in UTF-16 code units from 0. */
export interface PatternReader {
  readonly pattern: string;
  at: number;
}

/** Throws the RulesError for what stands at `offset`: what is wrong, and what to write `instead`. */
export function refuse(offset: number, what: string, instead: string): never {
  throw new RulesError(`regular expression, offset ${offset}: ${what}; ${instead}`);
}

/** Whether the whole pattern was read. */
export function isAtEnd(reader: PatternReader): boolean {
  return reader.at >= reader.pattern.length;
}

/** Whether `text` comes next. */
export function isNext(reader: PatternReader, text: string): boolean {
  return reader.pattern.startsWith(text, reader.at);
}

/** Steps over `text` if it comes next, and says whether it did. */
export function take(reader: PatternReader, text: string): boolean {
  if (!isNext(reader, text)) return false;
  reader.at += text.length;
  return true;
}

/** Steps over whatever the sticky expression `form` matches here, and returns the match. */
export function takeMatch(reader: PatternReader, form: RegExp): RegExpExecArray | undefined {
  form.lastIndex = reader.at;
  const match = form.exec(reader.pattern);
  if (match === null) return undefined;
  reader.at += match[0].length;
  return match;
}

/** The next code point. The caller has seen that there is one. */
export function takeCodePoint(reader: PatternReader): number {
  const codePoint = reader.pattern.codePointAt(reader.at) ?? 0;
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
    refuse(reader.at, 'half of a surrogate pair is no character', 'write the whole character');
  }
  reader.at += codePoint > 0xffff ? 2 : 1;
  return codePoint;
}
