/**
 * Checks the date of `--since`. Git takes whatever it does not understand for now, or for some other day
 * (`approxidate_careful` in its date.c), and a scan would see nothing; so only forms are let through whose meaning is sure.
 */

import { UsageError } from '#model/errors.ts';

/** `value` as git understands it, whatever the time zone. Throws UsageError for what is no date, or not in the past. */
export function parseSince(value: string, option = '--since'): string {
  const text = value.trim();
  if (/^today$/i.test(text)) return 'midnight';
  if (RELATIVE.test(text)) return text;
  const time = absoluteTime(text);
  if (Number.isNaN(time)) throw new UsageError(`${option} "${value}" is no date that is understood: ${FORMS}`);
  if (time > Date.now()) throw new UsageError(`${option} "${value}" is in the future: no commit could be younger`);
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const FORMS = 'write it as 2026-01-31, "2026-01-31 18:00", "2 weeks ago", yesterday or "last month"';

const COUNT = '(?:[1-9]\\d{0,4}|one|two|three|four|five|six|seven|eight|nine|ten)';
const UNIT = '(?:second|minute|hour|day|week|month|year)';
const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?';
const WEEKDAY = '(?:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const GAP = '[ .]+';

/** `2 weeks ago`, `1.day.2.hours.ago`, `last month`, `last friday`, `yesterday 14:30`; a time of today may be one to come. */
const RELATIVE = new RegExp(
  `^(?:${COUNT}${GAP}${UNIT}s?(?:${GAP}${COUNT}${GAP}${UNIT}s?)*(?:${GAP}ago)?` +
    `|last${GAP}(?:${UNIT}|${WEEKDAY})|${WEEKDAY}|(?:yesterday )?(?:noon|midnight)|yesterday(?: ${CLOCK})?)$`,
  'i',
);

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(?<month>[A-Z][a-z]{2,8})';
const TIME = '(?<clock>(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?)(?:\\.\\d+)?';
const ZONE = '(?: ?(?<zone>Z|[+-]\\d\\d:?\\d\\d))?';
const NAMED_DAY = `(?:${WEEKDAY},? )?`;

/** ISO 8601, RFC 2822, what git log prints, and days by the names of their months. */
const ABSOLUTE = [
  `(?<year>\\d{4})([-/.])(?<month>\\d\\d?)\\2(?<day>\\d\\d?)(?:[T ]${TIME}${ZONE})?`,
  `(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)T(?<clock>\\d{6})${ZONE}`,
  `${NAMED_DAY}(?<day>\\d\\d?)[ -]${MONTH}[ -](?<year>\\d{4})(?: ${TIME}${ZONE})?`,
  `${NAMED_DAY}${MONTH} (?<day>\\d\\d?),? (?<year>\\d{4})(?: ${TIME}${ZONE})?`,
  `${NAMED_DAY}${MONTH} +(?<day>\\d\\d?) ${TIME} (?<year>\\d{4})${ZONE}`,
].map((source) => new RegExp(`^${source}$`, 'i'));

/** Seconds since 1970 as git keeps them, with the zone that does not change them. */
const SECONDS = /^@?(\d{9,10})(?: [+-]\d{4})?$/;

/** In milliseconds since 1970; NaN for what is none of the forms, or no day of the calendar. */
function absoluteTime(text: string): number {
  const [, seconds] = SECONDS.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000;
  for (const form of ABSOLUTE) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) return timeOf(groups);
  }
  return Number.NaN;
}

/** A day without a time begins at midnight, where git would take the present time of that day. */
function timeOf({ year, month = '', day, clock = '0:00', zone }: Readonly<Record<string, string | undefined>>): number {
  const [y, m, d] = [Number(year), monthOf(month), Number(day)];
  if (y < LEAST_YEAR || m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return Number.NaN;
  const [h = 0, min = 0, s = 0] = (/^\d{6}$/.test(clock) ? (clock.match(/../g) ?? []) : clock.split(':')).map(Number);
  if (h > 23 || min > 59 || s > 59) return Number.NaN;
  if (zone === undefined) return new Date(y, m - 1, d, h, min, s).getTime();
  return Date.UTC(y, m - 1, d, h, min, s) - minutesOf(zone) * 60_000;
}

/** Git knows no earlier ones. */
const LEAST_YEAR = 1970;

/** From 1; 0 for a word that names none. */
function monthOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  return FULL_MONTH.test(text) ? MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1 : 0;
}

const FULL_MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

function minutesOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
