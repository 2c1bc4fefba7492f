/** What an earlier scan of a history has looked at, as the plan of the next one asks for it. */

import type { KnownObjects } from '#git/pack/pick-objects.ts';

/** Asked after the objects were planned. Paths are those that a commit brings, for rules on paths alone. */
export interface KnownHistory extends KnownObjects {
  /** Whether what need not be read refers to something that was missing when it was read; and whether anything is new. */
  isOpen(): boolean;
  hasNews(): boolean;
  /** Whether nothing is new, so that no path has to be looked at. */
  areAllPathsKnown(): boolean;
  arePathsKnown(commit: string): boolean;
}
