/** Bracket expressions of POSIX: `[a-z]`, `[^]"]`, `[[:alpha:]_]`, `[[.-.]]`. A backslash in them is a character. */

import { areSameRanges, type CodePointRange, complementOf } from './code-points.ts';
import { CHARACTER_CLASSES, inBothCases, setOf, upperCaseOf } from './ere-sets.ts';
import { isAtEnd, isNext, type PatternReader, refuse, take, takeCodePoint, takeMatch } from './pattern-reader.ts';
import type { SetNode } from './regex-tree.ts';

const NAMED = /\[([:.=])(.*?)\1\]/uy;
const LOWER: CodePointRange = [0x61, 0x7a];

/** One thing between the brackets. Only a character, plain or as `[.x.]`, can be an end of a range. */
type Item =
  | { readonly kind: 'character'; readonly codePoint: number }
  | { readonly kind: 'class'; readonly ranges: readonly CodePointRange[] };

/** The bracket expression that comes next. */
export function takeBracket(reader: PatternReader, ignoreCase: boolean): SetNode {
  const start = reader.at;
  take(reader, '[');
  const negated = take(reader, '^');
  const bracket: Bracket = { start, first: reader.at, ignoreCase, isPlain: true };
  const ranges: CodePointRange[] = [];
  // A ] that comes first is a character.
  while (reader.at === bracket.first || !isNext(reader, ']')) {
    checkOpen(reader, bracket);
    ranges.push(...takeElement(reader, bracket));
  }
  checkNoLoneClass(reader.pattern.slice(bracket.first, reader.at), bracket);
  take(reader, ']');
  return setOf(ranges, negated);
}

interface Bracket {
  /** Offset of the `[`. */
  readonly start: number;
  /** Offset of the first element. */
  readonly first: number;
  readonly ignoreCase: boolean;
  /** Whether there was nothing but plain characters so far. */
  isPlain: boolean;
}

function checkOpen(reader: PatternReader, bracket: Bracket): void {
  if (!isAtEnd(reader) && !isNext(reader, '\n')) return;
  refuse(bracket.start, 'the bracket expression is never closed', 'write ] at its end, or \\[ for a bracket');
}

function takeElement(reader: PatternReader, bracket: Bracket): readonly CodePointRange[] {
  const at = reader.at;
  checkHyphen(reader, at === bracket.first);
  const low = takeItem(reader, bracket);
  const isRange = low.kind === 'character' && isNext(reader, '-') && !isNext(reader, '-]');
  if (!isRange) return low.kind === 'class' ? low.ranges : single(low.codePoint, bracket.ignoreCase);
  refuseThreeHyphens(reader);
  if (reader.pattern.startsWith('.]--', reader.at - 2)) {
    refuse(at, 'grep itself reads this range in two ways', 'write its first character without the brackets');
  }
  take(reader, '-');
  bracket.isPlain = false;
  checkOpen(reader, bracket);
  const high = takeItem(reader, bracket);
  if (high.kind === 'class') refuse(at, 'a class cannot be the end of a range', 'put the - first or last');
  return rangeOf(low.codePoint, high.codePoint, at, bracket.ignoreCase);
}

/** Between two elements a hyphen has no meaning in POSIX. */
function checkHyphen(reader: PatternReader, isFirst: boolean): void {
  refuseThreeHyphens(reader);
  if (isFirst || !isNext(reader, '-') || isNext(reader, '-]')) return;
  refuse(reader.at, 'a - right behind a range or class', 'put the - first or last');
}

/** Some versions of grep take them for one. */
function refuseThreeHyphens(reader: PatternReader): void {
  if (isNext(reader, '---')) refuse(reader.at, 'three hyphens in a row', 'write one, first or last');
}

function takeItem(reader: PatternReader, bracket: Bracket): Item {
  const at = reader.at;
  if (!/^\[[:.=]/.test(reader.pattern.slice(at, at + 2))) {
    return { kind: 'character', codePoint: takeCodePoint(reader) };
  }
  const named = takeMatch(reader, NAMED);
  if (named === undefined) {
    return refuse(at, 'the name is never closed', 'write :] behind it, or put the [ last in the brackets');
  }
  bracket.isPlain = false;
  const [, sign, name = ''] = named;
  return sign === ':' ? namedClass(name, at, bracket.ignoreCase) : namedCharacter(name, sign === '.', at, bracket);
}

function namedClass(name: string, at: number, ignoreCase: boolean): Item {
  const ranges = CHARACTER_CLASSES.get(name);
  if (ranges === undefined) {
    refuse(at, 'there is no class of that name', `write one of ${[...CHARACTER_CLASSES.keys()].join(', ')}`);
  }
  return { kind: 'class', ranges: ignoreCase ? inBothCases(ranges) : ranges };
}

/** The C locale has no names for characters and no two that are equivalent. */
function namedCharacter(name: string, canBeEnd: boolean, at: number, { ignoreCase }: Bracket): Item {
  const codePoint = name.codePointAt(0);
  if (codePoint === undefined || [...name].length !== 1) {
    return refuse(at, 'only single characters can be collating elements', 'write the character itself');
  }
  if (canBeEnd) return { kind: 'character', codePoint };
  return { kind: 'class', ranges: single(codePoint, ignoreCase) };
}

function single(codePoint: number, ignoreCase: boolean): readonly CodePointRange[] {
  const range: CodePointRange = [codePoint, codePoint];
  return ignoreCase ? inBothCases([range]) : [range];
}

function rangeOf(low: number, high: number, at: number, ignoreCase: boolean): readonly CodePointRange[] {
  if (high < low) refuse(at, 'the range runs backwards', 'write the lower character first, or the - first or last');
  const range: CodePointRange = [low, high];
  if (!ignoreCase) return [range];
  const folded = inBothCases([range]);
  if (!areSameRanges(folded, foldedByEnds(low, high))) {
    const instead = 'write ranges of letters, as in [A-Za-z], apart from those of other characters';
    refuse(at, 'grep itself reads this range in two ways when case is ignored', instead);
  }
  return folded;
}

/** grep's other reading: both ends in upper case, and the text too. */
function foldedByEnds(low: number, high: number): readonly CodePointRange[] {
  const [first, last] = [upperCaseOf(low), upperCaseOf(high)];
  if (first > last) return [];
  return inBothCases(complementOf([...complementOf([[first, last]]), LOWER]));
}

/** grep refuses `[:alpha:]` without the second pair of brackets. */
function checkNoLoneClass(content: string, { start, isPlain }: Bracket): void {
  if (!isPlain || !/^:.*[^:].*:$/u.test(content)) return;
  refuse(start, 'a class needs brackets of its own', 'write [[:alpha:]], with two pairs');
}
