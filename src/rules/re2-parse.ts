/** Parses RE2's syntax as Go's regexp package does, and lookaround and back references on top of it. */

import type { CodePointRange } from './code-points.ts';
import { isAtEnd, isNext, type PatternReader, refuse, take, takeCodePoint, takeMatch } from './pattern-reader.ts';
import { takeBracketClass, takeEscapedClass } from './re2-class.ts';
import { takeEscape } from './re2-escape.ts';
import { type Flags, NO_FLAGS, takeGroupStart } from './re2-group.ts';
import { isSafeCount, takeQuantifier } from './re2-quantifier.ts';
import { type AssertionPlace, nodesOf, type RegexNode, type RepeatNode } from './regex-tree.ts';

/** Go's limit. */
const DEEPEST_NESTING = 1000;

const NEWLINE: CodePointRange = [0x0a, 0x0a];
/** RE2 reads \12 as octal: only a digit with no octal digit behind it can be a back reference. */
const BACKREFERENCE = /\\([1-7](?![0-7])|[89])/y;

interface Parser extends PatternReader {
  readonly mostRepetitions: number;
  groups: number;
  depth: number;
}

/** What is known inside one group. `flags` change at `(?i)` and hold to the group's end, across `|`. */
interface Scope {
  flags: Flags;
  readonly branches: RegexNode[][];
  /**
   * The repetition that was read last: a quantifier on it would be stacked. Go lets that pass where only flags stand in
   * between, as in `a*(?i)*`, which nobody means.
   */
  repeated?: RepeatNode;
}

/** The tree of `pattern`. Throws RulesError where it is neither RE2 nor one of the extensions. */
export function parseRe2(pattern: string, mostRepetitions: number): RegexNode {
  const parser: Parser = { pattern, mostRepetitions, at: 0, groups: 0, depth: 0 };
  const tree = parseBranches(parser, NO_FLAGS);
  if (!isAtEnd(parser)) refuse(parser.at, 'this ) closes no group', 'write \\) for a parenthesis');
  checkBackreferences(tree, parser.groups);
  return tree;
}

function parseBranches(parser: Parser, flags: Flags): RegexNode {
  const scope: Scope = { flags, branches: [[]] };
  while (!isAtEnd(parser) && !isNext(parser, ')')) {
    if (take(parser, '|')) scope.branches.push([]);
    else parseTerm(parser, scope);
  }
  const branches = scope.branches.map(sequenceOf);
  return branches.length === 1 && branches[0] !== undefined ? branches[0] : { kind: 'choice', branches };
}

function sequenceOf(items: readonly RegexNode[]): RegexNode {
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'sequence', items };
}

function parseTerm(parser: Parser, scope: Scope): void {
  const items = scope.branches.at(-1) ?? [];
  if (parseRepeat(parser, scope, items)) return;
  if (isNext(parser, '(')) {
    const group = parseGroup(parser, scope);
    if (group !== undefined) items.push(group);
  } else if (take(parser, '\\Q')) {
    items.push(...parseQuoted(parser, scope.flags));
  } else {
    items.push(parseAtom(parser, scope.flags));
  }
}

function parseRepeat(parser: Parser, scope: Scope, items: RegexNode[]): boolean {
  const offset = parser.at;
  const quantifier = takeQuantifier(parser, parser.mostRepetitions);
  if (quantifier === undefined) return false;
  const body = items.pop();
  if (body === undefined) {
    refuse(offset, 'the quantifier has nothing to repeat', 'write a backslash before it for the character itself');
  }
  if (body === scope.repeated) {
    refuse(offset, 'a quantifier on a quantifier', 'write (?:...) around what is to be repeated again, or drop one');
  }
  const { min, max } = quantifier;
  const node: RepeatNode = { kind: 'repeat', body, min, max, lazy: quantifier.lazy !== scope.flags.ungreedy, offset };
  if (!isSafeCount(node, parser.mostRepetitions)) {
    refuse(
      offset,
      `more than ${parser.mostRepetitions} repetitions altogether`,
      'lower the counts: nested counts are multiplied',
    );
  }
  items.push(node);
  scope.repeated = node;
  return true;
}

/** Nothing for a group that only sets flags. */
function parseGroup(parser: Parser, scope: Scope): RegexNode | undefined {
  const offset = parser.at;
  const start = takeGroupStart(parser, scope.flags);
  if (start.kind === 'flags') {
    scope.flags = start.flags;
    return undefined;
  }
  parser.depth += 1;
  if (parser.depth >= DEEPEST_NESTING) refuse(offset, 'groups are nested too deeply', 'use fewer parentheses');
  const index = start.kind === 'capture' ? ++parser.groups : 0;
  const body = parseBranches(parser, start.flags);
  if (!take(parser, ')')) refuse(offset, 'the group is never closed', 'write ) at its end, or \\( for a parenthesis');
  parser.depth -= 1;
  if (start.kind === 'plain') return body;
  if (start.kind === 'lookaround') return { kind: 'lookaround', prefix: start.prefix, body };
  return { kind: 'capture', index, body, ...(start.name === undefined ? {} : { name: start.name }) };
}

/** `\Q...\E`, or to the end of the pattern. */
function parseQuoted(parser: Parser, flags: Flags): RegexNode[] {
  const literals: RegexNode[] = [];
  while (!isAtEnd(parser) && !take(parser, '\\E')) literals.push(literal(takeCodePoint(parser), flags));
  return literals;
}

const ASSERTIONS: ReadonlyMap<string, AssertionPlace> = new Map([
  ['\\A', 'text-start'],
  ['\\z', 'text-end'],
  ['\\b', 'word-boundary'],
  ['\\B', 'no-word-boundary'],
]);

function parseAtom(parser: Parser, flags: Flags): RegexNode {
  if (isNext(parser, '[')) return takeBracketClass(parser, flags.fold);
  if (isNext(parser, '\\')) return parseEscape(parser, flags);
  if (take(parser, '^')) return { kind: 'assertion', place: flags.multiLine ? 'line-start' : 'text-start' };
  if (take(parser, '$')) return { kind: 'assertion', place: flags.multiLine ? 'line-end' : 'text-end' };
  if (take(parser, '.')) return anyCharacter(flags);
  return literal(takeCodePoint(parser), flags);
}

function parseEscape(parser: Parser, flags: Flags): RegexNode {
  for (const [spelling, place] of ASSERTIONS) if (take(parser, spelling)) return { kind: 'assertion', place };
  const escapedClass = takeEscapedClass(parser, flags.fold);
  if (escapedClass !== undefined) return escapedClass;
  const offset = parser.at;
  const group = takeMatch(parser, BACKREFERENCE)?.[1];
  if (group !== undefined) return { kind: 'backreference', group: Number(group), fold: flags.fold, offset };
  return literal(takeEscape(parser, 'text'), flags);
}

function literal(codePoint: number, { fold }: Flags): RegexNode {
  return { kind: 'set', ranges: [[codePoint, codePoint]], folded: [], properties: [], negated: false, fold };
}

function anyCharacter({ dotAll }: Flags): RegexNode {
  const ranges = dotAll ? [] : [NEWLINE];
  return { kind: 'set', ranges, folded: [], properties: [], negated: true, fold: false };
}

function checkBackreferences(tree: RegexNode, groups: number): void {
  for (const node of nodesOf(tree)) {
    if (node.kind !== 'backreference' || node.group <= groups) continue;
    const octal = `\\0${node.group}`;
    refuse(node.offset, `\\${node.group} refers to a group that is not there`, `for a character write it as ${octal}`);
  }
}
