/** One accepted finding, and the line that it is written as. Pure text. */

import { Buffer } from 'node:buffer';
import { ConfigError } from '#model/errors.ts';
import type { PathName } from '#model/path-name.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { decodeName, encodeName } from './word.ts';

/** A slow hash of a secret. Equal secrets have equal digests under equal cost and salt only. */
export interface SecretHash {
  /** Binary logarithm of scrypt's N: 10 or 14. */
  readonly cost: number;
  /** 32 hex digits. */
  readonly salt: string;
  /** 32 hex digits. */
  readonly digest: string;
}

/** An accepted finding. It holds nothing of the secret but the hash. */
export interface BaselineEntry {
  /** The id that findings carry. */
  readonly rule: string;
  /** Absent: the secret is accepted wherever it stands. */
  readonly path?: PathName;
  readonly hash: SecretHash;
  /** Accepted for the history: a scan of files says nothing of whether it is still needed. */
  readonly inHistory: boolean;
  /** The last day on which it counts, `YYYY-MM-DD` in UTC. */
  readonly until?: string;
  readonly author?: string;
  readonly reason: string;
}

/** What `SecretHash.cost` may be: a file cannot choose how long a scan takes. */
const COSTS: readonly number[] = [10, 14];

const ANY_PATH = '*';

const FORM = 'RULE PATH HASH [in history] [until YYYY-MM-DD] [by AUTHOR] because REASON';

const LINE =
  /^(\S+) (\S+) s(\d\d)\$([0-9a-f]{32})\$([0-9a-f]{32})( in history)?(?: until (\d{4}-\d\d-\d\d))?(?: by (\S.*?))? because (\S.*)$/;

/** `RULE PATH s14$SALT$DIGEST [in history] [until 2027-01-31] [by AUTHOR] because REASON`, without a newline. */
export function formatEntry({ rule, path, hash, inHistory, until, author, reason }: BaselineEntry): string {
  return [
    encodeName({ text: rule }),
    path === undefined ? ANY_PATH : encodeName(path),
    `s${hash.cost}$${hash.salt}$${hash.digest}`,
    ...(inHistory ? ['in history'] : []),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(author === undefined ? [] : [`by ${author}`]),
    `because ${reason}`,
  ].join(' ');
}

/** `place` is the file and line that errors name. Throws ConfigError, which does not quote the line. */
export function parseEntry(line: string, place: string): BaselineEntry {
  const match = LINE.exec(line);
  if (match === null) throw new ConfigError(`${place}: ${misfit(line)}`);
  const [, ruleWord = '', pathWord = '', cost = '', salt = '', digest = '', history, until, author, reason = ''] =
    match;
  const rule = decodeName(ruleWord);
  const path = decodeName(pathWord);
  if (rule === undefined || path === undefined)
    throw new ConfigError(`${place}: a % is not followed by two hex digits: write %25 for the sign itself`);
  if (!COSTS.includes(Number(cost)))
    throw new ConfigError(`${place}: the hash is of a kind (s${cost}) that this version of keysieve does not know`);
  if (until !== undefined) checkDate(until, `${place}: until ${until}`);
  return {
    rule: rule.text,
    ...(pathWord !== ANY_PATH && { path }),
    hash: { cost: Number(cost), salt, digest },
    inHistory: history !== undefined,
    ...(until !== undefined && { until }),
    ...(author !== undefined && { author }),
    reason,
  };
}

function misfit(line: string): string {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line)) {
    return 'a merge left a conflict here: "keysieve baseline merge FILE" keeps the lines of both sides (with merge=union in .gitattributes git does that by itself)';
  }
  if (/\$[0-9a-f]{32}(?! .*\bbecause \S)/.test(line)) return `an entry without a reason: the form is ${FORM}`;
  return `is no entry: the form is ${FORM}`;
}

/** Throws ConfigError for what is no date of the calendar; `what` begins the message. */
export function checkDate(date: string, what: string): void {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date)
    throw new ConfigError(`${what}: is no date: write YYYY-MM-DD`);
}

/** Whether it does not count any more on the day `today` (`YYYY-MM-DD`). */
export function isExpired({ until }: Pick<BaselineEntry, 'until'>, today: string): boolean {
  return until !== undefined && until < today;
}

/** A reason or an author as one line that reads back the same; throws ConfigError where that cannot be. */
export function wordsOf(text: string, what: 'reason' | 'author'): string {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === '') throw new ConfigError(`the ${what} is empty: say something that a reader can check`);
  if (escapeForTerminal(words) !== words)
    throw new ConfigError(`the ${what} holds characters that cannot be seen: write it in plain text`);
  if (what === 'author' && / because(?: |$)/.test(words))
    throw new ConfigError('the author holds the word "because", which begins the reason');
  return words;
}

/** In the order of their bytes, as `LC_ALL=C sort` has it. */
export function compareLines(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
