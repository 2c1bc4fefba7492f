/** For temporary credentials that stand in one object with the date on which they end. */

import type { Candidate, CheckFactory } from '../check.ts';
import { isoDate } from './iso-date.ts';

/** UTF-16 code units on either side: a session token may stand between. */
const REACH = 6000;

/** What separates one set of credentials from another: braces of JSON, elements of XML, sections of INI files. */
const BORDER = /[{}]|<\/?[Cc]redentials>|\n\s{0,20}\[/;
const BORDERS = new RegExp(BORDER, 'g');

/** `Expiration`, `expiresAt`, `AWS_CREDENTIAL_EXPIRATION`; not `registrationExpiresAt`, which is that of a client. */
const DATE =
  /(?<![a-z])expir(?:ation|es_?at|es|y)["'\\\s]{0,6}[:=>]["'\\\s]{0,6}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.\d{1,9})?(Z|UTC|[+-]\d\d:\d\d)/i;

/** `expiry-nearby`: accepts, with `expires` where the object around says so. */
export const expiryNearby: CheckFactory = () => (candidate) => {
  const expires = expiryAround(candidate);
  return { kind: 'accept', details: expires === undefined ? {} : { expires } };
};

/** The date in the object around a candidate, in ISO 8601 and UTC; undefined where there is none. */
export function expiryAround(candidate: Candidate): string | undefined {
  const before = candidate.before(REACH);
  const after = candidate.after(REACH);
  const from = [...before.matchAll(BORDERS)].at(-1)?.index ?? 0;
  const to = BORDER.exec(after)?.index ?? after.length;
  const [, date, zone] = DATE.exec(after.slice(0, to)) ?? DATE.exec(before.slice(from)) ?? [];
  if (date === undefined || zone === undefined) return undefined;
  return isoDate(Date.parse(`${date.replace(' ', 'T')}${zone.toUpperCase() === 'UTC' ? 'Z' : zone}`) / 1000);
}
