/** Writes the tree of a foreign pattern as the source of a JavaScript regular expression with the flag `u`. */

import { type FoldMode, setSource } from './emit-set.ts';
import { refuse } from './pattern-reader.ts';
import { type AssertionPlace, nodesOf, type RegexNode, type RepeatNode } from './regex-tree.ts';

/**
 * `^` and `$` never get the flag `m`, with which they would stop at \r, U+2028 and U+2029 as well as at \n.
 *
 * V8 looks for a match between the halves of a surrogate pair too, also with the flag `u` (seen with Node 20). No
 * character can match there, so that only assertions which deny something must be kept away: hence no `(?![^\n])` for the
 * end of a line, and a look for a whole character behind `\B`.
 */
const ASSERTIONS: Readonly<Record<AssertionPlace, string>> = {
  'text-start': '^',
  'text-end': '$',
  'line-start': '(?<=^|\\n)',
  'line-end': '(?=\\n|$)',
  'word-boundary': '\\b',
  'no-word-boundary': '(?:\\B(?=[^]|$))',
  'word-start': '\\b(?=\\w)',
  'word-end': '\\b(?<=\\w)',
};

interface Emission {
  readonly mode: FoldMode;
  readonly names: ReadonlySet<string>;
  readonly choiceLoops: ReadonlySet<RepeatNode>;
}

/**
 * The source for `tree`; with `mode` "flag" it is for a regular expression with the flag `i` too. `choiceLoops` are those
 * that findChoiceLoops found.
 */
export function emitRegex(tree: RegexNode, mode: FoldMode, choiceLoops: ReadonlySet<RepeatNode>): string {
  return choiceSource(tree, { mode, names: usableNames(tree), choiceLoops }) || '(?:)';
}

/** Go allows names that begin with a digit or come twice; such groups keep their number only. */
function usableNames(tree: RegexNode): ReadonlySet<string> {
  const names: string[] = [];
  for (const node of nodesOf(tree)) if (node.kind === 'capture' && node.name !== undefined) names.push(node.name);
  return new Set(names.filter((name) => /^\D/.test(name) && names.indexOf(name) === names.lastIndexOf(name)));
}

function choiceSource(node: RegexNode, emission: Emission): string {
  const branches = node.kind === 'choice' ? node.branches : [node];
  return branches.map((branch) => sequenceSource(branch, emission)).join('|');
}

function sequenceSource(node: RegexNode, emission: Emission): string {
  if (node.kind === 'sequence') return node.items.map((item) => sequenceSource(item, emission)).join('');
  if (node.kind === 'repeat') return repeatSource(node, emission);
  return atomSource(node, emission);
}

function repeatSource(node: RepeatNode, emission: Emission): string {
  if (!emission.choiceLoops.has(node)) return repeatedSource(node.body, emission) + quantifierSource(node);
  if (node.max === 1) return `(?:${choiceSource(node.body, emission)}|)`;
  return `(?:${repeatedSource(node.body, emission)}+|)`;
}

function quantifierSource({ min, max, lazy }: RepeatNode): string {
  const suffix = lazy && min !== max ? '?' : '';
  if (max === Number.POSITIVE_INFINITY) return (min === 0 ? '*' : min === 1 ? '+' : `{${min},}`) + suffix;
  if (min === max) return `{${min}}`;
  return (min === 0 && max === 1 ? '?' : `{${min},${max}}`) + suffix;
}

/** What can take a quantifier: with the flag `u` assertions and lookaround cannot. */
function repeatedSource(node: RegexNode, emission: Emission): string {
  if (node.kind === 'set' || node.kind === 'capture' || node.kind === 'backreference')
    return atomSource(node, emission);
  return `(?:${choiceSource(node, emission)})`;
}

function atomSource(node: RegexNode, emission: Emission): string {
  switch (node.kind) {
    case 'set':
      return setSource(node, emission.mode);
    case 'assertion':
      return ASSERTIONS[node.place];
    case 'backreference':
      if (node.fold && emission.mode === 'expand') refuseBackreference(node.offset);
      // A digit may come next.
      return `(?:\\${node.group})`;
    case 'lookaround':
      return `${node.prefix}${choiceSource(node.body, emission)})`;
    case 'capture': {
      const name = node.name !== undefined && emission.names.has(node.name) ? `?<${node.name}>` : '';
      return `(${name}${choiceSource(node.body, emission)})`;
    }
    case 'choice':
    case 'sequence':
    case 'repeat':
      return `(?:${choiceSource(node, emission)})`;
    default:
      return node satisfies never;
  }
}

function refuseBackreference(offset: number): never {
  const what = 'JavaScript cannot compare a back reference without regard to case in a part of a pattern only';
  return refuse(offset, what, 'begin the pattern with (?i), and write \\b as a lookaround');
}
