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
  const strict = sets.map((set) => (set?.some(({ folded }) => folded) ? undefined : set));
  for (const most of SPELLINGS) {
    yield* longestRuns(sets, most);
    yield* longestRuns(strict, most);
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
  }
}
