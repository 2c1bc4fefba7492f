/** Says of which syntax trees JavaScript's first match is the longest there is, and reorders alternatives to that end. */

import { nodesOf, type RegexNode, type RepeatNode } from './regex-tree.ts';

/** Lengths of the matches of a node, in characters. */
interface Lengths {
  readonly min: number;
  readonly max: number;
  /** Whether the ways to match at one place are tried with none longer than one before. */
  readonly isDescending: boolean;
}

const NOTHING: Lengths = { min: 0, max: 0, isDescending: true };

/**
 * Whether JavaScript's first match at any place is the longest: the tree's own order of trying never goes from shorter to
 * longer. False is no proof of the contrary. Repetitions must be greedy.
 */
export function isLongestFirst(tree: RegexNode): boolean {
  return lengthsOf(tree).isDescending;
}

/**
 * `tree`, with alternatives put in the order of their lengths where that helps: `a|ab` becomes `ab|a`. Alternatives that
 * hold groups stay where they are, because groups are counted.
 */
export function withLongestFirst(node: RegexNode): RegexNode {
  switch (node.kind) {
    case 'sequence':
      return { ...node, items: node.items.map(withLongestFirst) };
    case 'repeat':
    case 'capture':
    case 'lookaround':
      return { ...node, body: withLongestFirst(node.body) };
    case 'choice':
      return sorted(node.branches.map(withLongestFirst));
    case 'set':
    case 'backreference':
    case 'assertion':
      return node;
    default:
      return node satisfies never;
  }
}

function sorted(branches: readonly RegexNode[]): RegexNode {
  const choice: RegexNode = { kind: 'choice', branches };
  if (isLongestFirst(choice) || branches.some(hasGroup)) return choice;
  const lengths = new Map(branches.map((branch) => [branch, lengthsOf(branch).max]));
  const longest = (branch: RegexNode): number => lengths.get(branch) ?? 0;
  const other: RegexNode = { kind: 'choice', branches: branches.toSorted((a, b) => compare(longest(b), longest(a))) };
  return isLongestFirst(other) ? other : choice;
}

/** Infinity minus itself is no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function hasGroup(branch: RegexNode): boolean {
  return [...nodesOf(branch)].some((node) => node.kind === 'capture');
}

function lengthsOf(node: RegexNode): Lengths {
  switch (node.kind) {
    case 'set':
      return { min: 1, max: 1, isDescending: true };
    case 'assertion':
    case 'lookaround':
      return NOTHING;
    case 'backreference':
      return { min: 0, max: Number.POSITIVE_INFINITY, isDescending: false };
    case 'capture':
      return lengthsOf(node.body);
    case 'repeat':
      return lengthsOfRepeat(node);
    case 'sequence':
      return lengthsOfSequence(node.items.map(lengthsOf));
    case 'choice':
      return lengthsOfChoice(node.branches.map(lengthsOf));
    default:
      return node satisfies never;
  }
}

function lengthsOfRepeat({ body, min, max }: RepeatNode): Lengths {
  const one = lengthsOf(body);
  return {
    min: one.min * min,
    max: one.max === 0 || max === 0 ? 0 : one.max * max,
    isDescending: isFixed(one) || (max <= 1 && one.isDescending),
  };
}

function isFixed({ min, max }: Lengths): boolean {
  return min === max;
}

/** With one part of varying length, the order of the whole is the order of that part. */
function lengthsOfSequence(items: readonly Lengths[]): Lengths {
  const varying = items.filter((item) => !isFixed(item));
  return {
    min: items.reduce((sum, item) => sum + item.min, 0),
    max: items.reduce((sum, item) => sum + item.max, 0),
    isDescending: varying.length === 0 || (varying.length === 1 && varying.every((item) => item.isDescending)),
  };
}

function lengthsOfChoice(branches: readonly Lengths[]): Lengths {
  let shortest = Number.POSITIVE_INFINITY;
  let isDescending = true;
  for (const branch of branches) {
    isDescending &&= branch.isDescending && branch.max <= shortest;
    shortest = Math.min(shortest, branch.min);
  }
  return { min: shortest, max: Math.max(...branches.map((branch) => branch.max)), isDescending };
}
