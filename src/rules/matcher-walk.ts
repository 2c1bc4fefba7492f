/** What stays the same, or turns round, while the steps of a matcher are counted along a syntax tree. */

import { type CharacterSet, characterSetOf } from './character-mask.ts';
import { chainWords, type Word } from './regex-words.ts';
import type { AST } from './syntax-tree.ts';

/** How the tree is walked. What is known of a node is kept: each is matched in one direction only. */
export interface Walk {
  readonly flags: string;
  /** False inside lookbehinds, which are matched from right to left. */
  readonly isForward: boolean;
  readonly sets: Map<AST.Element, CharacterSet | undefined>;
  readonly words: Map<AST.Element, readonly Word[] | undefined>;
}

/** What is repeated oftener is a loop. */
const MOST_REPEATS = 3;

/** The value of `key`, made when it is first asked for. */
export function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as V;
}

/** The walk inside of a lookaround. */
export function walkInto<W extends Walk>({ kind }: AST.LookaroundAssertion, walk: W): W {
  return { ...walk, isForward: kind === 'lookahead' };
}

/** The elements in the order in which they are matched. */
export function inOrder(elements: readonly AST.Element[], { isForward }: Walk): readonly AST.Element[] {
  return isForward ? elements : elements.toReversed();
}

/** What a node for one character matches; undefined for every other node. */
export function setOf(element: AST.Element, { sets, flags }: Walk): CharacterSet | undefined {
  if (element.type !== 'Character' && element.type !== 'CharacterSet' && element.type !== 'CharacterClass') return;
  return remember(sets, element, () => characterSetOf(element, flags));
}

/** All forms of `element`, where they are few; an assertion has none. */
export function wordsOf(element: AST.Element, walk: Walk): readonly Word[] | undefined {
  return remember(walk.words, element, () => spellOut(element, walk));
}

function spellOut(element: AST.Element, walk: Walk): readonly Word[] | undefined {
  if (element.type === 'Group' || element.type === 'CapturingGroup') return wordsOfChoice(element.alternatives, walk);
  if (element.type === 'Quantifier') return wordsOfQuantifier(element, walk);
  const set = setOf(element, walk);
  return set && [[set]];
}

/** All forms of the alternatives together, where they are few. */
export function wordsOfChoice(alternatives: readonly AST.Alternative[], walk: Walk): readonly Word[] | undefined {
  let words: readonly Word[] = [];
  for (const { elements } of alternatives) {
    const more = wordsOfSequence(inOrder(elements, walk), walk);
    if (more === undefined) return undefined;
    words = [...words, ...more];
  }
  return chainWords(words, [[]]);
}

function wordsOfSequence(elements: readonly AST.Element[], walk: Walk): readonly Word[] | undefined {
  let words: readonly Word[] | undefined = [[]];
  for (const element of elements) {
    const more = wordsOf(element, walk);
    words = more && words && chainWords(words, more);
    if (words === undefined) return undefined;
  }
  return words;
}

function wordsOfQuantifier({ element, min, max }: AST.Quantifier, walk: Walk): readonly Word[] | undefined {
  const once = wordsOf(element, walk);
  if (once === undefined || max > MOST_REPEATS) return undefined;
  let repeated: readonly Word[] | undefined = [[]];
  let words: readonly Word[] = min === 0 ? [[]] : [];
  for (let round = 1; round <= max; round++) {
    repeated = chainWords(repeated, once);
    if (repeated === undefined) return undefined;
    if (round >= min) words = [...words, ...repeated];
  }
  return chainWords(words, [[]]);
}
