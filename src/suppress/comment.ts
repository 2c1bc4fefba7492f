/** What finding a comment and reading it have in common. */

import type { NearComment } from '#model/match.ts';

/** A comment without the place that it speaks of. */
export type Comment = Omit<NearComment, 'place'>;

/** The comments that may speak of what stands from one offset to another, exclusive; all counted in code units. */
export type CommentFinder = (from: number, to: number) => readonly NearComment[];

/** A comment that excuses a finding. */
export interface InlineAllow {
  /** What the comment gives; "none given" where a foreign form has none. */
  readonly reason: string;
  /** What the comment begins with. */
  readonly form: string;
  /** The last day on which it counts, as `2027-01-31`. */
  readonly expiry?: string;
}
