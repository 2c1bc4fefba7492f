/**
 * Finds repetitions that JavaScript runs differently from RE2: says which must be written as a choice, and refuses those
 * that no rewriting makes equal.
 *
 * JavaScript drops an optional round of a loop that matched nothing, and goes on to the next alternative; RE2 lets it end
 * the loop. JavaScript forgets the groups inside a loop at the start of every round; RE2 keeps them until they are set again.
 */

import { refuse } from './pattern-reader.ts';
import { childrenOf, type RegexNode, type RepeatNode } from './regex-tree.ts';

/** What is known of a node. Where that is not certain the first three are taken for the worse. */
interface NodeFacts {
  /** Whether it can match the empty text. */
  readonly isNullable: boolean;
  /** Whether it never matches anything else. */
  readonly isEmpty: boolean;
  /** Whether no way to match some text comes after a way to match nothing. */
  readonly isTextFirst: boolean;
  readonly groups: readonly number[];
  /** Groups out of `groups` that are set however it matches. */
  readonly certain: ReadonlySet<number>;
}

/**
 * The loops that are to be written as a choice, `(?:X+|)` for `X*` and `(?:X|)` for `X?`, so that an empty round counts.
 * Throws RulesError for loops whose match, or whose groups out of those that are `wanted`, would differ all the same.
 */
export function findChoiceLoops(tree: RegexNode, wanted: (group: number) => boolean): ReadonlySet<RepeatNode> {
  const choices = new Set<RepeatNode>();
  const inspect = (node: RegexNode): NodeFacts => {
    const below = childrenOf(node).map(inspect);
    const [body] = below;
    if (node.kind === 'repeat' && body !== undefined) {
      if (isChoiceLoop(node, body)) choices.add(node);
      checkLoop(node, body, wanted);
    }
    return factsOf(node, below);
  };
  inspect(tree);
  return choices;
}

/** Plain `X*` is the same, and runs faster, where no group can tell an empty round from none. */
function isChoiceLoop(loop: RepeatNode, body: NodeFacts): boolean {
  const isShort = loop.max === 1 || loop.max === Number.POSITIVE_INFINITY;
  const isPlain = body.isTextFirst && body.groups.length === 0;
  return loop.min === 0 && isShort && body.isNullable && !loop.lazy && !isPlain;
}

/** Lazy loops leave before they try an empty round, and required rounds may be empty in both. */
function checkLoop(loop: RepeatNode, body: NodeFacts, wanted: (group: number) => boolean): void {
  if (loop.max <= 1) return;
  const isOptional = !loop.lazy && loop.min < loop.max;
  if (isOptional && !body.isTextFirst) {
    const what = 'the repeated part prefers the empty text, which RE2 and JavaScript repeat differently';
    refuse(loop.offset, what, 'put what may be empty last, as in (?:a|b*)*, or let it match at least one character');
  }
  const hasEmptyRound = isOptional && Number.isFinite(loop.max) && body.isNullable;
  const lost = body.groups.find((group) => wanted(group) && (hasEmptyRound || !body.certain.has(group)));
  if (lost !== undefined) {
    const what = `group ${lost} may be skipped in the last round of this repetition, where RE2 keeps its older text`;
    refuse(loop.offset, what, 'write (?:...) for the group, or put a group around the whole repetition');
  }
}

function factsOf(node: RegexNode, below: readonly NodeFacts[]): NodeFacts {
  const isNullable = isNodeNullable(node, below);
  const isEmpty = isNodeEmpty(node, below);
  return {
    isNullable,
    isEmpty,
    isTextFirst: !isNullable || isEmpty || isNodeTextFirst(node, below),
    groups: [...below.flatMap((child) => child.groups), ...(node.kind === 'capture' ? [node.index] : [])],
    certain: certainGroups(node, below),
  };
}

function isNodeNullable(node: RegexNode, below: readonly NodeFacts[]): boolean {
  if (node.kind === 'set') return false;
  if (node.kind === 'choice') return below.some((branch) => branch.isNullable);
  if (node.kind === 'repeat' && node.min === 0) return true;
  return node.kind === 'lookaround' || below.every((child) => child.isNullable);
}

function isNodeEmpty(node: RegexNode, below: readonly NodeFacts[]): boolean {
  if (node.kind === 'set' || node.kind === 'backreference') return false;
  return (
    node.kind === 'lookaround' || (node.kind === 'repeat' && node.max === 0) || below.every((child) => child.isEmpty)
  );
}

function isNodeTextFirst(node: RegexNode, below: readonly NodeFacts[]): boolean {
  if (node.kind === 'repeat' && node.lazy) return false;
  if (!below.every((child) => child.isTextFirst)) return false;
  const nullable = below.findIndex((child) => child.isNullable);
  return node.kind !== 'choice' || below.every((branch, i) => i <= nullable || branch.isEmpty);
}

function certainGroups(node: RegexNode, below: readonly NodeFacts[]): ReadonlySet<number> {
  if (node.kind === 'repeat' && node.min === 0) return new Set();
  if (node.kind === 'lookaround' && node.prefix.endsWith('!')) return new Set();
  if (node.kind === 'choice') {
    const first = [...(below[0]?.certain ?? [])];
    return new Set(first.filter((group) => below.every((branch) => branch.certain.has(group))));
  }
  return new Set([...below.flatMap((child) => [...child.certain]), ...(node.kind === 'capture' ? [node.index] : [])]);
}
