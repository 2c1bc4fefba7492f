/** Translates POSIX extended regular expressions, as GNU `grep -E` reads them, to JavaScript. */

import { RulesError } from '#model/errors.ts';
import type { RegexData } from '#model/rule.ts';
import { emitRegex } from './emit-regex.ts';
import { checkBackReferences } from './ere-back-references.ts';
import { type EreOptions, parseEre } from './ere-parse.ts';
import { WORD_CHARACTERS } from './ere-sets.ts';
import { isLongestFirst, withLongestFirst } from './longest-first.ts';
import { missesLongest } from './misses-longest.ts';
import type { RegexNode } from './regex-tree.ts';

export type { EreOptions };

/**
 * The JavaScript regular expression that matches what `LC_ALL=C grep -E` matches, for texts of many lines: nothing in it
 * matches a newline, and `^` and `$` are the edges of a line. Its flags are `u`. As in grep, a newline in the pattern
 * stands between alternatives.
 *
 * `longest` is set where the first match that JavaScript finds at a position may be shorter than the longest there,
 * which is what POSIX means.
 *
 * A character that is not ASCII counts as one character, in the pattern and in the text, as in a UTF-8 locale; in the C
 * locale grep sees its bytes. So `.` and `[^a]` match it whole, and `é*` repeats all of it. It is never a letter, word
 * character or space, and has no case.
 *
 * With `word` an empty match may count at another place than in grep.
 *
 * Throws RulesError that says what is wrong, its offset in UTF-16 code units from 0, and what to write instead: for what
 * grep refuses, for what its two matchers read differently, and for back references that JavaScript would run differently.
 *
 * Syntax: POSIX.1-2024 XBD 9.4, https://www.gnu.org/software/grep/manual/html_node/Regular-Expressions.html, and where
 * those are silent what GNU grep 3.8 was seen to do.
 */
export function translateEre(pattern: string, options: EreOptions = {}): RegexData {
  const parsed = parseEre(pattern, options);
  checkBackReferences(parsed);
  const tree = withLongestFirst(options.word === true ? asWord(parsed) : parsed);
  const regex = checkCompiles({ source: emitRegex(tree, 'none', new Set()), flags: 'u' });
  return options.anyMatch === true || isLongestFirst(tree) || !missesLongest(regex)
    ? regex
    : { ...regex, longest: true };
}

function asWord(tree: RegexNode): RegexNode {
  const items: RegexNode[] = [
    { kind: 'lookaround', prefix: '(?<!', body: WORD_CHARACTERS },
    tree,
    { kind: 'lookaround', prefix: '(?!', body: WORD_CHARACTERS },
  ];
  return { kind: 'sequence', items };
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
