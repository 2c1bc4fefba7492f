/** Parses POSIX extended regular expressions as GNU grep does. */

import type { CodePointRange } from './code-points.ts';
import { takeBracket } from './ere-bracket.ts';
import { repeat, takeRepetition } from './ere-interval.ts';
import { ANY_CHARACTER, ESCAPED_SETS, inBothCases, setOf } from './ere-sets.ts';
import { isAtEnd, isNext, type PatternReader, refuse, take, takeCodePoint, takeMatch } from './pattern-reader.ts';
import type { AssertionPlace, RegexNode } from './regex-tree.ts';

/** Ours: V8 and we parse groups by recursion. */
const DEEPEST_NESTING = 1000;

const REPETITION = /[*+?{]/y;
const ESCAPED_SET = /\\([wWsS])/y;
const BACK_REFERENCE = /\\([1-9])/y;
const LETTER = /[A-Za-z]/y;
const TRAILING_BACKSLASH = /\\(?:\n|$)/y;

/** Every line is a text of its own for grep, hence the edges of a text are those of a line. */
const ASSERTIONS: ReadonlyMap<string, AssertionPlace> = new Map([
  ['^', 'line-start'],
  ['$', 'line-end'],
  ['\\`', 'line-start'],
  ["\\'", 'line-end'],
  ['\\<', 'word-start'],
  ['\\>', 'word-end'],
  ['\\b', 'word-boundary'],
  ['\\B', 'no-word-boundary'],
]);

/** Options of grep that change what a pattern matches. */
export interface EreOptions {
  /** `grep -i`: ASCII letters match in both cases. */
  readonly ignoreCase?: boolean;
  /**
   * `grep -w`: no word character (ASCII letter, digit, `_`) may stand right before or right after a match; where one
   * does, shorter matches at the same place and then later places are tried.
   */
  readonly word?: boolean;
  /** It only matters whether there is a match, not where it ends: `longest` is not found out then. */
  readonly anyMatch?: boolean;
}

interface Parser extends PatternReader {
  readonly ignoreCase: boolean;
  readonly word: boolean;
  groups: number;
  /** Groups of the lines before: back references count from the beginning of their line. */
  groupsBefore: number;
  depth: number;
}

/** The tree of `pattern`. Throws RulesError where grep refuses it, or reads it in two ways. */
export function parseEre(pattern: string, { ignoreCase = false, word = false }: EreOptions): RegexNode {
  return parseBranches({ pattern, at: 0, ignoreCase, word, groups: 0, groupsBefore: 0, depth: 0 });
}

/** Up to the end of the group, which is left to the caller, or of the pattern. */
function parseBranches(parser: Parser): RegexNode {
  const branches: RegexNode[] = [];
  do branches.push(parseBranch(parser));
  while (takeBar(parser));
  return branches.length === 1 && branches[0] !== undefined ? branches[0] : { kind: 'choice', branches };
}

/** A newline separates patterns, so that it ends alternatives at the top only. */
function takeBar(parser: Parser): boolean {
  if (take(parser, '|')) return true;
  if (parser.depth > 0 || !take(parser, '\n')) return false;
  parser.groupsBefore = parser.groups;
  return true;
}

function parseBranch(parser: Parser): RegexNode {
  skipLeadingSigns(parser);
  const items: RegexNode[] = [];
  while (!isAtBranchEnd(parser)) items.push(parsePiece(parser));
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'sequence', items };
}

function isAtBranchEnd(parser: Parser): boolean {
  if (isAtEnd(parser) || isNext(parser, '|') || isNext(parser, '\n')) return true;
  // At the top a ) closes nothing, and is a character.
  return parser.depth > 0 && isNext(parser, ')');
}

/** grep warns of `*`, `+` and `?` with nothing to repeat, and goes on as if they were not there. */
function skipLeadingSigns(parser: Parser): void {
  const offset = parser.at;
  while (!isNext(parser, '{') && takeMatch(parser, REPETITION) !== undefined);
  refuseTwoReadings(parser, '{');
  if (parser.at > offset && parser.depth > 0 && isNext(parser, ')')) {
    refuse(offset, 'there is nothing to repeat', 'write a backslash before it for the character itself');
  }
}

function refuseTwoReadings(parser: Parser, sign: string): void {
  if (!isNext(parser, sign)) return;
  const what = `grep itself reads a ${sign} with nothing to repeat before it in two ways`;
  refuse(parser.at, what, `write \\${sign} for the character itself`);
}

function parsePiece(parser: Parser): RegexNode {
  const assertion = takeAssertion(parser);
  if (assertion !== undefined) {
    for (const sign of '*+?{') refuseTwoReadings(parser, sign);
    return assertion;
  }
  let piece = parseAtom(parser);
  for (let offset = parser.at; ; offset = parser.at) {
    const repetition = takeRepetition(parser);
    if (repetition === undefined) return piece;
    piece = repeat(piece, repetition, offset);
  }
}

function takeAssertion(parser: Parser): RegexNode | undefined {
  for (const [spelling, place] of ASSERTIONS) if (take(parser, spelling)) return { kind: 'assertion', place };
  return undefined;
}

function parseAtom(parser: Parser): RegexNode {
  if (isNext(parser, '(')) return parseGroup(parser);
  if (isNext(parser, '[')) return takeBracket(parser, parser.ignoreCase);
  if (isNext(parser, '\\')) return parseEscape(parser);
  if (take(parser, '.')) return ANY_CHARACTER;
  if (parser.word && isNext(parser, ')')) refuseClosing(parser);
  return literal(parser);
}

/** grep -w puts the pattern in parentheses for one of its matchers. */
function refuseClosing(parser: Parser): never {
  const what = 'this ) closes no group, which grep itself reads in two ways when it looks for words';
  return refuse(parser.at, what, 'write \\) for a parenthesis');
}

function parseGroup(parser: Parser): RegexNode {
  const offset = parser.at;
  take(parser, '(');
  const index = ++parser.groups;
  parser.depth += 1;
  if (parser.depth >= DEEPEST_NESTING) refuse(offset, 'groups are nested too deeply', 'use fewer parentheses');
  const body = parseBranches(parser);
  if (!take(parser, ')')) refuse(offset, 'the group is never closed', 'write ) at its end, or \\( for a parenthesis');
  parser.depth -= 1;
  return { kind: 'capture', index, body };
}

/** A backslash before an ordinary character means nothing to grep, so `\d` is the letter d. */
function parseEscape(parser: Parser): RegexNode {
  const offset = parser.at;
  const set = ESCAPED_SETS.get(takeMatch(parser, ESCAPED_SET)?.[1] ?? '');
  if (set !== undefined) return set;
  const group = takeMatch(parser, BACK_REFERENCE)?.[1];
  if (group !== undefined) return backReference(parser, Number(group), offset);
  if (takeMatch(parser, TRAILING_BACKSLASH) !== undefined) {
    refuse(offset, 'the pattern ends in a backslash', 'write \\\\ for a backslash');
  }
  take(parser, '\\');
  if (parser.ignoreCase && takeMatch(parser, LETTER) !== undefined) {
    const what = 'grep itself reads a letter behind a backslash in two ways when case is ignored';
    refuse(offset, what, 'leave the backslash out');
  }
  return literal(parser);
}

function backReference(parser: Parser, number: number, offset: number): RegexNode {
  if (parser.ignoreCase) {
    refuse(offset, 'a back reference cannot ignore case', 'write the alternatives out, or do without ignoring case');
  }
  return { kind: 'backreference', group: parser.groupsBefore + number, fold: false, offset };
}

function literal(parser: Parser): RegexNode {
  const codePoint = takeCodePoint(parser);
  const range: CodePointRange = [codePoint, codePoint];
  return setOf(parser.ignoreCase ? inBothCases([range]) : [range]);
}
