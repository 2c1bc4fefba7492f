/** What `extent` of a rule may say. `detect/extents` holds the functions; the compiler sees to it that both know the same. */

import { RulesError } from '#model/errors.ts';
import { suggestion } from './suggest.ts';

/** Names are part of the pattern-file format: add freely, rename never. */
export const EXTENT_NAMES = ['json-object', 'jwt', 'pem-block', 'signed-query'] as const;

export type ExtentName = (typeof EXTENT_NAMES)[number];

/** Reads the name of an extent. Throws RulesError for one that does not exist, with what was probably meant. */
export function readExtent(name: string): ExtentName {
  const known = EXTENT_NAMES.find((one) => one === name);
  if (known !== undefined) return known;
  throw new RulesError(
    `no extent is called "${name}"${suggestion(name, EXTENT_NAMES) || `; there are ${EXTENT_NAMES.join(', ')}`}`,
  );
}
