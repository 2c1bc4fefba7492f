/** Reads the regexes of our own pattern files, which are JavaScript's, with flags written in front as `(?i)`. */

import { messageOf, RulesError } from '#model/errors.ts';
import type { RegexData } from '#model/rule.ts';

/**
 * The regex as data; letters of a leading `(?ims)` become flags.
 * @throws RulesError with the engine's reason when it does not compile.
 */
export function parseJavaScriptRegex(pattern: string): RegexData {
  const [prefix, letters] = /^\(\?([ims]+)\)/.exec(pattern) ?? ['', ''];
  const regex = { source: pattern.slice(prefix.length), flags: [...new Set(letters)].toSorted().join('') };
  try {
    new RegExp(regex.source, regex.flags);
  } catch (cause) {
    throw new RulesError(`does not compile: ${messageOf(cause).split(': ').at(-1)}`, { cause });
  }
  return regex;
}

/** Number of capture groups of a regex that compiles. */
export function countGroups(regex: RegexData): number {
  return (new RegExp(`${regex.source}|`, regex.flags).exec('')?.length ?? 1) - 1;
}
