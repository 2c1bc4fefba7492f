/** Turns away hexadecimal numbers, which are mostly hashes, ids of commits and colours. */

import { acceptIf, type CheckFactory } from '../check.ts';

/** `not-hex`. Values of digits alone count as hexadecimal too. */
export const notHex: CheckFactory =
  () =>
  ({ secret }) =>
    acceptIf(!/^(?:0x|#)?[0-9A-Fa-f]+$/.test(secret));
