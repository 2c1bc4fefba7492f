/** Tells failures that a report can go on after from bugs. */

import { KeysieveError, messageOf } from '#model/errors.ts';
import type { Problem } from '#model/report.ts';

/** Only failures that keysieve raised on purpose become Problems; anything else is a bug and goes up. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof KeysieveError)) throw error;
  return { code: error.code, message: messageOf(error) };
}
