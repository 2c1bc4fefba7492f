/** What a proof of safety means for a text of a certain length. */

import type { SafetyProof } from '#model/search-plan.ts';

/** A matcher makes so many steps in a second or two. A regex that may take more from one place of a text is unproved. */
export const MOST_STEPS = 1_000_000_000;

/** Whether a regex is certain to be tried at `starts` places of a text within a second or two. */
export function endsSoon(safety: SafetyProof, starts: number): boolean {
  return safety.kind === 'proved' && safety.steps * starts <= MOST_STEPS;
}
