/** Sets of the texts that parts of a regex can be, as long as those are few. */

import type { Piece } from './character-part.ts';

/** Nobody's names have more spellings; a longer literal is no rarer. */
export const MOST_EXACT = 16;
const LONGEST_LITERAL = 32;

/** What consumes nothing. */
export const EMPTY_PIECE: Piece = { text: '', folded: false };

/** All texts that a part can be; undefined where they are too many, too long, or not known. */
export type PieceSet = readonly Piece[] | undefined;

/** One of the sets. */
export function unionOf(sets: readonly PieceSet[]): PieceSet {
  const all = new Map<string, Piece>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const piece of set) all.set(`${piece.folded} ${piece.text}`, piece);
    if (all.size > MOST_EXACT) return undefined;
  }
  return [...all.values()];
}

/** One of each set after the other; undefined for more than `most` texts. */
export function productOf(sets: readonly PieceSet[], most = MOST_EXACT): PieceSet {
  let product: readonly Piece[] = [EMPTY_PIECE];
  for (const set of sets) {
    if (set === undefined || product.length * set.length > most) return undefined;
    product = product.flatMap((first) => set.map((second) => joined(first, second)));
    if (product.some(({ text }) => text.length > LONGEST_LITERAL)) return undefined;
  }
  return product;
}

/** `min` to `max` of the set in a row. */
export function powersOf(set: PieceSet, min: number, max: number): PieceSet {
  if (max > MOST_EXACT) return undefined;
  const counts = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  return unionOf(counts.map((count) => productOf(Array.from({ length: count }, () => set))));
}

function joined(first: Piece, second: Piece): Piece {
  const text = first.text + second.text;
  return first.folded || second.folded ? { text: text.toLowerCase(), folded: true } : { text, folded: false };
}
