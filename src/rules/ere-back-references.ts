/** Refuses back references that JavaScript would run differently from grep. */

import { refuse } from './pattern-reader.ts';
import { childrenOf, nodesOf, type RegexNode } from './regex-tree.ts';

/**
 * Passes trees in which every group that is referred to was set exactly once before: in JavaScript a group that was not
 * set matches the empty text, and every round of a repetition forgets the groups inside, where grep fails and remembers.
 * Throws RulesError for others.
 */
export function checkBackReferences(tree: RegexNode): void {
  for (const node of nodesOf(tree)) {
    if (node.kind !== 'backreference') continue;
    check(tree, new Set());
    return;
  }
}

/** Groups that are set behind `node`, when those in `before` are set in front of it. */
function check(node: RegexNode, before: ReadonlySet<number>): ReadonlySet<number> {
  switch (node.kind) {
    case 'backreference':
      if (!before.has(node.group)) refuseReference(node.offset);
      return before;
    case 'sequence':
      return node.items.reduce((set, item) => check(item, set), before);
    case 'choice': {
      const [first, ...others] = node.branches.map((branch) => check(branch, before));
      return new Set([...(first ?? [])].filter((group) => others.every((set) => set.has(group))));
    }
    case 'capture':
      return new Set([...check(node.body, before), node.index]);
    case 'repeat': {
      const inside = check(node.body, before);
      return node.min === 1 && node.max === 1 ? inside : before;
    }
    case 'set':
    case 'assertion':
    case 'lookaround':
      for (const child of childrenOf(node)) check(child, before);
      return before;
    default:
      return node satisfies never;
  }
}

function refuseReference(offset: number): never {
  const what = 'the group of this back reference may not be set, or stands in a repetition';
  return refuse(offset, what, 'write the alternatives out, or leave the back reference away');
}
