/** Tells passwords that hold blanks from what is written about passwords. */

import { acceptIf, type CheckFactory } from '../check.ts';
import { isPassphrase } from '../values/passphrase.ts';
import { isReference } from '../values/reference.ts';

/** `passphrase`. Four words or more as a list draws them, passwords of applications in groups, words with digits and signs. */
export const passphrase: CheckFactory =
  () =>
  ({ secret }) =>
    acceptIf(!isReference(secret) && isPassphrase(secret));
