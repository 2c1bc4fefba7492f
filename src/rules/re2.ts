/** Translates regular expressions in RE2's syntax, which foreign rule files use, to JavaScript. */

import { RulesError } from '#model/errors.ts';
import type { RegexData } from '#model/rule.ts';
import { emitRegex } from './emit-regex.ts';
import { foldModeOf } from './emit-set.ts';
import { findChoiceLoops } from './re2-loops.ts';
import { parseRe2 } from './re2-parse.ts';
import { RE2_REPETITIONS } from './re2-quantifier.ts';

/**
 * The JavaScript regular expression that matches what `pattern` matches in Go's regexp package, with the same leftmost-first
 * match and groups, on texts without lone surrogates. Its flags are `u` or `iu`: without `u` classes would match halves of
 * characters.
 *
 * Three things that RE2 lacks pass: lookaround, back references `\1` to `\9` (both as JavaScript runs them), and, where
 * `mostRepetitions` is more than RE2's limit, larger counts.
 *
 * `groups` are the numbers of the groups whose text is looked at; all of them unless given, and the whole match always.
 * A pattern is refused where one of them would differ, so whoever looks at fewer can run more patterns.
 *
 * Throws RulesError that says what cannot be translated, its offset in UTF-16 code units from 0, and what to write instead.
 *
 * Syntax: https://github.com/google/re2/wiki/Syntax, and where that is silent Go's regexp/syntax/parse.go.
 */
export function translateRe2(
  pattern: string,
  groups?: readonly number[],
  mostRepetitions = RE2_REPETITIONS,
): RegexData {
  const tree = parseRe2(pattern, mostRepetitions);
  const choiceLoops = findChoiceLoops(tree, (group) => groups?.includes(group) ?? true);
  const mode = foldModeOf(tree);
  return checkCompiles({ source: emitRegex(tree, mode, choiceLoops), flags: mode === 'flag' ? 'iu' : 'u' });
}

/** V8 has limits of its own, on nesting for one. */
function checkCompiles(regex: RegexData): RegexData {
  try {
    new RegExp(regex.source, regex.flags);
    return regex;
  } catch (cause) {
    const message = 'regular expression: too large for JavaScript; split it into several rules, or lower its counts';
    throw new RulesError(message, { cause });
  }
}
