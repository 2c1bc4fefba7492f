/** What must be around a place for a part of a regex to match from there: the character before it and the one behind it. */

import { ANYTHING, EDGE, LINE_ENDS, type Mask } from './character-mask.ts';
import { ANYWHERE, type Entry } from './matcher-paths.ts';
import { inOrder, setOf, type Walk, walkInto } from './matcher-walk.ts';
import type { AST } from './syntax-tree.ts';

/** More of them are not told apart. */
const MOST_ENTRIES = 8;

/** What comes after a part, which decides where that part can match nothing. */
type Tail = () => readonly Entry[];

const OPEN_TAIL: Tail = () => [ANYWHERE];

/** Each match of one of `alternatives` begins at one of the entries. */
export function entriesOfChoice(
  alternatives: readonly AST.Alternative[],
  walk: Walk,
  tail: Tail = OPEN_TAIL,
): readonly Entry[] {
  return merge(alternatives.flatMap(({ elements }) => entriesOfSequence(inOrder(elements, walk), walk, tail)));
}

/** Each match of `element` begins at one of the entries. */
export function entriesOf(element: AST.Element, walk: Walk, tail: Tail = OPEN_TAIL): readonly Entry[] {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return entriesOfChoice(element.alternatives, walk, tail);
    case 'Quantifier':
      if (element.max === 0) return tail();
      return merge([...entriesOf(element.element, walk, tail), ...(element.min === 0 ? tail() : [])]);
    case 'Assertion': {
      const entry = entryOfAssertion(element, walk);
      return tail().map((after) => both(entry, after));
    }
    default: {
      const set = setOf(element, walk);
      return [set === undefined ? ANYWHERE : { behind: ANYTHING, ahead: set.may }];
    }
  }
}

function entriesOfSequence(elements: readonly AST.Element[], walk: Walk, tail: Tail): readonly Entry[] {
  const [first, ...rest] = elements;
  if (first === undefined) return tail();
  let known: readonly Entry[] | undefined;
  return entriesOf(first, walk, () => {
    known ??= entriesOfSequence(rest, walk, tail);
    return known;
  });
}

/** What an assertion asks of the characters on both sides, as far as one entry can say it. */
export function entryOfAssertion(assertion: AST.Assertion, walk: Walk): Entry {
  if (assertion.kind === 'lookahead' || assertion.kind === 'lookbehind') {
    const inner = walkInto(assertion, walk);
    return assertion.negate ? ANYWHERE : turned(united(entriesOfChoice(assertion.alternatives, inner)), inner, walk);
  }
  if (assertion.kind === 'word') return ANYWHERE;
  const edge = walk.flags.includes('m') ? EDGE | LINE_ENDS : EDGE;
  const isBehind = (assertion.kind === 'start') === walk.isForward;
  return isBehind ? { behind: edge, ahead: ANYTHING } : { behind: ANYTHING, ahead: edge };
}

/**
 * Where the alternative is certain to match: it looks at single characters only. Undefined for every other one.
 */
export function certainEntry({ elements }: AST.Alternative, walk: Walk): Entry | undefined {
  let entry = ANYWHERE;
  let isOver = false;
  for (const element of inOrder(elements, walk)) {
    const more = isOver ? undefined : certainEntryOf(element, walk);
    if (more === undefined) return undefined;
    entry = both(entry, more);
    isOver = element.type !== 'Assertion';
  }
  return entry;
}

function certainEntryOf(element: AST.Element, walk: Walk): Entry | undefined {
  const set = setOf(element, walk);
  if (set !== undefined) return { behind: ANYTHING, ahead: set.must };
  if (element.type !== 'Assertion' || (element.kind !== 'lookahead' && element.kind !== 'lookbehind')) return undefined;
  const [only, ...others] = element.alternatives;
  if (element.negate || only === undefined || others.length > 0) return undefined;
  const inner = walkInto(element, walk);
  const entry = certainEntry(only, inner);
  return entry && turned(entry, inner, walk);
}

function turned({ behind, ahead }: Entry, inner: Walk, outer: Walk): Entry {
  return inner.isForward === outer.isForward ? { behind, ahead } : { behind: ahead, ahead: behind };
}

function both(a: Entry, b: Entry): Entry {
  return { behind: a.behind & b.behind, ahead: a.ahead & b.ahead };
}

function merge(entries: readonly Entry[]): readonly Entry[] {
  const aheadOf = new Map<Mask, Mask>();
  for (const { behind, ahead } of entries) aheadOf.set(behind, (aheadOf.get(behind) ?? 0n) | ahead);
  const merged = [...aheadOf].map(([behind, ahead]) => ({ behind, ahead }));
  return merged.length <= MOST_ENTRIES ? merged : [united(merged)];
}

/** One entry that holds all of them. */
export function united(entries: readonly Entry[]): Entry {
  return entries.reduce((a, b) => ({ behind: a.behind | b.behind, ahead: a.ahead | b.ahead }), {
    behind: 0n,
    ahead: 0n,
  });
}
