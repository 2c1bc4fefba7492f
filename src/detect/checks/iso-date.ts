/** Dates out of credentials, as details of findings write them: ISO 8601, UTC, whole seconds. */

/** Dates that four digits can write; seconds since 1970. */
const LAST_SECOND = 253_402_300_799;

/** The date of so many seconds since 1970; undefined for what is no such number. */
export function isoDate(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= LAST_SECOND)) return undefined;
  return new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}
