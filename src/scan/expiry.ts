/** What a scan says of credentials that end by themselves: checks read the date, and the clock is looked at here alone. */

import type { Match } from '#model/match.ts';

/**
 * A match whose `details.expires` (an ISO date in UTC) lies before `now` (milliseconds since 1970) is `info`, with
 * `details.expired`; every other is as it was.
 */
export function withExpiry<M extends Match>(match: M, now: number): M {
  const { expires } = match.details;
  if (expires === undefined || !(Date.parse(expires) < now)) return match;
  return { ...match, severity: 'info', details: { ...match.details, expired: 'yes' } };
}
