/** A literal that matches of a regex need, and sets of which every match needs one. */

import type { Piece } from './character-part.ts';

/** One of a set of which every match needs one. Distances are upper bounds, in UTF-16 code units. */
export interface RequiredLiteral extends Piece {
  /** False for a literal that lookaround asks for: it may stand outside of the match. */
  readonly consumed: boolean;
  /** From the start of the match to the start of the literal; negative where the literal must begin before it. */
  readonly before: number;
  /** From the start of the literal to the end of the match. */
  readonly after: number;
  /** From the start of the literal to the start of a match that comes after it. */
  readonly behind: number;
}

/**
 * The set without those that hold another of its literals (`api_key`, where `key` is wanted as well): that one then stands
 * for both, with the distances of either.
 */
export function withoutLonger(literals: readonly RequiredLiteral[]): readonly RequiredLiteral[] {
  const kept: RequiredLiteral[] = [];
  for (const literal of literals.toSorted(
    (a, b) => a.text.length - b.text.length || Number(b.folded) - Number(a.folded),
  )) {
    const shorter = kept.findIndex((other) => placeOf(other, literal) >= 0);
    const other = kept[shorter];
    if (other === undefined) kept.push(literal);
    else kept[shorter] = standingForBoth(other, literal);
  }
  return kept;
}

/** Where `shorter` stands wherever `longer` stands: offset in it, or -1. */
function placeOf(shorter: RequiredLiteral, longer: RequiredLiteral): number {
  if (longer.folded && !shorter.folded) return -1;
  return (shorter.folded ? longer.text.toLowerCase() : longer.text).indexOf(shorter.text);
}

function standingForBoth(shorter: RequiredLiteral, longer: RequiredLiteral): RequiredLiteral {
  const place = placeOf(shorter, longer);
  return {
    ...shorter,
    consumed: shorter.consumed && longer.consumed,
    before: Math.max(shorter.before, longer.before + place),
    after: Math.max(shorter.after, longer.after - place),
    behind: Math.max(shorter.behind, longer.behind - place),
  };
}
