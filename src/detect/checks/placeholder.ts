/** Tells what stands in the place of a credential from credentials. */

import { ACCEPT, type CheckFactory, REJECT, type Verdict } from '../check.ts';
import { excuseExampleOrPlaceholder } from './known-example.ts';

/** What is filled in when a program runs or a person reads: no value at all. */
const SLOTS: readonly RegExp[] = [
  /^<[^<>\n]{1,80}>$/,
  /\$\{[^{}\n]{1,80}\}/,
  /\$\([^()\n]{1,80}\)/,
  /^\$[A-Za-z_]\w*$/,
  /\{\{[^{}\n]{1,80}\}\}/,
  /^#\{[^{}\n]{1,80}\}$/,
  /<%[^%\n]{1,80}%>/,
  /^%[A-Za-z_]\w{0,60}%$/,
  /%\(\w{1,60}\)s/,
  /^%[sdvq@]$/,
];

/** Words that only something made up holds; short ones must stand alone, because a random value spells them by chance. */
const MADE_UP = [
  /placeholder|change[-_ ]?me|redacted|dummy[-_]|insert[-_ ]?your|replace[-_ ]?(?:me|with)|not[-_]a[-_]real/i,
  /(?<![A-Za-z0-9])(?:your|my|some|the)[-_ ][A-Za-z0-9_ -]{0,60}(?:key|token|secret|password|here|id)(?![A-Za-z0-9])/i,
  /(?<![A-Za-z0-9])(?:fake|dummy|sample|todo|foobar|invalid)(?![A-Za-z0-9])/i,
  /x{4}|X{4}|\*{4}|\.{3}|…/,
];

/** Neighbours on a keyboard; six in a row are typed and not drawn. */
const KEYBOARD_ROWS: readonly string[] = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'qwertzuiop'];
const ROW_LENGTH = 6;
const ROW_PIECES = KEYBOARD_ROWS.flatMap((row) =>
  Array.from({ length: row.length - ROW_LENGTH + 1 }, (_, at) => row.slice(at, at + ROW_LENGTH)),
);

/** Two to four characters, four times or more in a row: a random value repeats a pair so once in ten thousand million. */
const REPEATED = /(.{2,4}?)\1{3}/;

/**
 * `placeholder`. What is only a slot (`<...>`, `${...}`, `{{...}}`, `%s`) is rejected: it never was a value. What has
 * the form of one and was made up is excused, as the checks for AWS do it: EXAMPLE, `xxxx`, `your-token-here`, six equal
 * or ascending characters, keyboard rows, repeated pairs.
 */
export const placeholder: CheckFactory =
  () =>
  ({ secret }) =>
    SLOTS.some((slot) => slot.test(secret)) ? REJECT : (excuseMadeUp(secret) ?? ACCEPT);

/** The excuse for a value that somebody made up; undefined for every other. */
function excuseMadeUp(value: string): Verdict | undefined {
  const known = excuseExampleOrPlaceholder(value);
  if (known !== undefined) return known;
  if (MADE_UP.some((words) => words.test(value))) return madeUp('it says that it is none');
  const lower = value.toLowerCase();
  if (ROW_PIECES.some((row) => lower.includes(row))) return madeUp('six neighbours on a keyboard');
  return REPEATED.test(value) ? madeUp('the same characters four times in a row') : undefined;
}

function madeUp(why: string): Verdict {
  return { kind: 'excuse', reason: `placeholder: ${why}` };
}
