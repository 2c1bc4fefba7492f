/** Finds the runs of literal text in a row of parts, each as long as it can be without having too many spellings. */

import type { Piece } from './character-part.ts';
import { MOST_EXACT, type PieceSet, productOf } from './piece-sets.ts';

/** The parts from `from` to `to`, exclusive, are together one of `pieces`. */
export interface LiteralRun {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly Piece[];
}

/** Runs are cut in several ways, for the judge to choose from: few and short, or many and long. */
const SPELLINGS = [1, 4, MOST_EXACT];

/** The runs; where only some letters ignore case, those without such letters too. */
export function* literalRuns(sets: readonly PieceSet[]): Iterable<LiteralRun> {
  const isFolded = (set: PieceSet): boolean => set?.some(({ folded }) => folded) ?? false;
  const strict = sets.some(isFolded) ? sets.map((set) => (isFolded(set) ? undefined : set)) : undefined;
  const hasChoice = sets.some((set) => set !== undefined && set.length > 1);
  for (const most of hasChoice ? SPELLINGS : SPELLINGS.slice(0, 1)) {
    yield* longestRuns(sets, most);
    if (strict !== undefined) yield* longestRuns(strict, most);
  }
}

/** Runs that are no part of another one. */
function* longestRuns(sets: readonly PieceSet[], most: number): Iterable<LiteralRun> {
  let reached = 0;
  for (let from = 0; from < sets.length; from++) {
    let pieces = productOf([sets[from]], most);
    if (pieces === undefined) continue;
    let to = from + 1;
    for (let longer = productOf([pieces, sets[to]], most); longer !== undefined; to++) {
      pieces = longer;
      longer = productOf([pieces, sets[to + 1]], most);
    }
    if (to > reached) yield { from, to, pieces };
    reached = to;
    // Whatever begins before a part that is no literal ends there too.
    if (sets[to] === undefined) from = to;
  }
}
