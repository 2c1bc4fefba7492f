/** Turns away what reads like words and names, however it is written. */

import { acceptIf, type CheckFactory } from '../check.ts';
import { isRandom } from '../values/randomness.ts';

/** `random`. */
export const random: CheckFactory =
  () =>
  ({ secret }) =>
    acceptIf(isRandom(secret));
