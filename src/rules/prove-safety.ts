/** Shows that a regex ends soon on any text, or says what keeps it from being shown; see `SafetyProof`. */

import type { RegexData } from '#model/rule.ts';
import type { SafetyProof } from '#model/search-plan.ts';

/** The proof for `regex`; never throws. */
export function proveSafety(regex: RegexData | undefined): SafetyProof {
  return regex === undefined ? { kind: 'proved', steps: 0 } : { kind: 'unproved', why: 'proofs are not made yet' };
}
