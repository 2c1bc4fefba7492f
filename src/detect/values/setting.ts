/** Tells where a value stands: in quotes, or where a value needs none because nothing else can stand there. */

import type { Candidate } from '../check.ts';
import { isRandom } from './randomness.ts';

/** `{noop}` is how Spring Security marks a password that is no hash. */
const QUOTE_BEFORE = /["'`](?:\{noop\})?$/;

/** Whether a quote stands right before the value. */
export function isQuoted(candidate: Candidate): boolean {
  return QUOTE_BEFORE.test(candidate.before(7));
}

/** `NAME=value`, `name: value` and the like with the line to themselves, as files of settings have them and programs do not. */
const BEFORE =
  /^\s{0,40}(?!(?:self|this|cls)\.)(?:(?:export|set(?:\s-\w{1,2})?|setx|setenv|SetEnv|fastcgi_param|ENV|ARG|define|-|#|\/\/)\s{1,4}){0,2}(?:Environment=)?:?["']?[\w.\-[\]]{1,80}["']?\s{0,40}[:= ]\s{0,40}$/;
const AFTER = /^\s{0,40}(?:$|#|\s;)/;
const TAG_AFTER = /^(?:\]\]>)?[ \t]{0,40}<\//;
/** The same with lines of its own. */
const TAG_BEFORE = />\s{1,40}$/;
const TAG_BELOW = /^\s{1,40}<\//;
/** `'NAME=value'`, an entry of a list of settings. */
const ENTRY_BEFORE = /(["'])[\w.-]{1,80}=$/;
/** `--name value`, `-Name value`, `--set name=value`, `-Dname=value`. */
const OPTION_BEFORE = /(?:^|\s)(?:-{1,2}[A-Za-z][\w.-]{0,59}\w[ =]{1,4}(?:[\w.-]{1,80}=)?|-[DP][\w.]{1,80}=)$/;
/** `NAME=value` among others or before a command, as a shell, a Dockerfile and a unit of systemd have it. */
const VARIABLE_BEFORE = /(?:^|[\s"'])[A-Z][A-Z0-9_]{1,60}=$/;
const VARIABLE_AFTER = /^(?:[\s"'\\]|$)/;
/** `${name:value}` and `${NAME:-value}`: what holds where nothing else is set. */
const DEFAULT_BEFORE = /\$\{[\w.-]{1,80}:-?$/;
/** `&name=value` of a form. */
const FORM_BEFORE = /&[\w.-]{1,80}=$/;

/** `# user: ci, password: value`: somebody told somebody else. */
const COMMENT_BEFORE = /^\s{0,40}(?:#|\/\/|\*|--|;).{0,160}\b(?:password|passwd|pass|pwd|pw)\s?[:=]\s{0,4}$/i;

/** The line below `name: |`, as YAML has scalars of lines of their own. */
const BLOCK_BEFORE = /:[ \t]{1,4}[|>][-+\d]{0,2}[ \t]{0,8}\r?\n[ \t]{1,40}$/;

/** `fastcgi_param NAME value;` of nginx. */
const DIRECTIVE_BEFORE = /^\s{0,40}(?:fastcgi_param\s{1,8}[\w.-]{1,80}\s{1,16}|env\s{1,8}[\w.-]{1,80}=)$/;

const SWITCH_BEFORE = /(?:^|\s)\/[A-Za-z]{1,20}:$/;

type Place = readonly [before: RegExp, after: RegExp];

const PLACES: readonly Place[] = [
  [BEFORE, AFTER],
  [OPTION_BEFORE, /^/],
  [VARIABLE_BEFORE, VARIABLE_AFTER],
  [COMMENT_BEFORE, AFTER],
  [DIRECTIVE_BEFORE, /^;/],
];

/** Code looks like these too: a value counts there when it holds a digit, or reads like nothing. */
const PLACES_OF_NUMBERED: readonly Place[] = [
  [DEFAULT_BEFORE, /^\}/],
  [FORM_BEFORE, /^["'&]/],
  [SWITCH_BEFORE, /^(?:\s|$)/],
];

/** Whether a value without quotes stands where only settings, commands and markup have values. */
export function isSetting(candidate: Candidate): boolean {
  const front = candidate.before(200);
  const back = candidate.after(80);
  const before = front.split('\n').at(-1) ?? '';
  const after = back.split(/\r?\n/)[0] ?? '';
  const [, quote] = ENTRY_BEFORE.exec(before) ?? [];
  if (quote !== undefined && after.startsWith(quote)) return true;
  if (BLOCK_BEFORE.test(front) && AFTER.test(after)) return true;
  if (TAG_AFTER.test(back) || (TAG_BEFORE.test(front) && TAG_BELOW.test(back))) return true;
  const stands = ([begin, end]: Place): boolean => begin.test(before) && end.test(after);
  if (PLACES.some(stands)) return true;
  return PLACES_OF_NUMBERED.some(stands) && (/\d/.test(candidate.secret) || isRandom(candidate.secret));
}
