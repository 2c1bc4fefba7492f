/** Parses TOML text into plain values: the only file that knows smol-toml. */

import { parse, TomlError } from 'smol-toml';
import { ConfigError } from '#model/errors.ts';

/** A table of a TOML document: texts, numbers, booleans, dates, lists and tables of those. */
export type TomlTable = Readonly<Record<string, unknown>>;

/**
 * The document as plain values; a byte-order mark is no part of it. `file` is what messages call it.
 * @throws ConfigError `FILE:LINE:COLUMN: not valid TOML: ...` without any of the file's text.
 */
export function parseToml(text: string, file: string): TomlTable {
  checkDepth(text, file);
  try {
    return parse(text.replace(/^\uFEFF/, ''), { unsafeKeyBehaviour: 'throw' });
  } catch (cause) {
    if (cause instanceof RangeError) throw new ConfigError(`${file}: is nested too deeply to be read`, { cause });
    if (!(cause instanceof TomlError)) throw cause;
    const what = (cause.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    throw new ConfigError(`${file}:${cause.line}:${cause.column}: not valid TOML: ${what}`, { cause });
  }
}

/** Parts of one dotted key and levels of one nested value; what real files have is below ten. */
const MOST_LEVELS = 100;

/** The parser takes a time that grows with the square of the levels: a hostile file must not hang the scan. */
function checkDepth(text: string, file: string): void {
  text.split('\n').forEach((line, at) => {
    const key = line.slice(0, line.indexOf('=') + 1 || line.length);
    const levels = Math.max(countOf('.', key), longestRun(line));
    if (levels > MOST_LEVELS)
      throw new ConfigError(`${file}:${at + 1}: is nested more than ${MOST_LEVELS} levels deep`);
  });
}

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** Most opening brackets and braces in a row, blanks aside. */
function longestRun(line: string): number {
  let longest = 0;
  let run = 0;
  for (const character of line) {
    if (character === '[' || character === '{') longest = Math.max(longest, ++run);
    else if (character !== ' ' && character !== '\t') run = 0;
  }
  return longest;
}
