/** The syntax tree of a foreign pattern, with flags already applied to the nodes that they change. */

import type { CodePointRange } from './code-points.ts';

/** A Unicode property such as `\p{Greek}`. `source` is how JavaScript spells its name, as in `Script=Greek`. */
export interface UnicodeProperty {
  readonly source: string;
  readonly negated: boolean;
}

/**
 * One code point out of a set; a literal is a set of one. The set is everything in `ranges` (together with what folds
 * to it if `fold`), `folded` and `properties`, or all the rest if `negated`.
 */
export interface SetNode {
  readonly kind: 'set';
  readonly ranges: readonly CodePointRange[];
  /** Complements such as `\W`: RE2 folds before it negates, so that these are never to be folded again. */
  readonly folded: readonly CodePointRange[];
  readonly properties: readonly UnicodeProperty[];
  readonly negated: boolean;
  /** Whether `(?i)` is in force. */
  readonly fold: boolean;
}

export type AssertionPlace =
  | 'text-start'
  | 'text-end'
  | 'line-start'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary'
  | 'word-start'
  | 'word-end';

export type LookaroundPrefix = '(?=' | '(?!' | '(?<=' | '(?<!';

/** `min` to `max` times; `max` is Infinity where there is no limit. `offset` is where the quantifier stands. */
export interface RepeatNode {
  readonly kind: 'repeat';
  readonly body: RegexNode;
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
  readonly offset: number;
}

/** A capture group. `index` counts from 1. */
export interface CaptureNode {
  readonly kind: 'capture';
  readonly index: number;
  readonly name?: string;
  readonly body: RegexNode;
}

/** A reference to what a group matched, an extension beyond RE2. */
export interface BackreferenceNode {
  readonly kind: 'backreference';
  readonly group: number;
  readonly fold: boolean;
  readonly offset: number;
}

export type RegexNode =
  | SetNode
  | RepeatNode
  | CaptureNode
  | BackreferenceNode
  | { readonly kind: 'assertion'; readonly place: AssertionPlace }
  | { readonly kind: 'lookaround'; readonly prefix: LookaroundPrefix; readonly body: RegexNode }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly branches: readonly RegexNode[] };

/** The nodes right below `node`. */
export function childrenOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case 'sequence':
      return node.items;
    case 'choice':
      return node.branches;
    case 'repeat':
    case 'capture':
    case 'lookaround':
      return [node.body];
    case 'set':
    case 'backreference':
    case 'assertion':
      return [];
    default:
      return node satisfies never;
  }
}

/** `node` and everything below it, depth first. */
export function* nodesOf(node: RegexNode): Generator<RegexNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}
