/**
 * Whether a name in some bytes may be given a literal value: a test before anything becomes text. It says "no" of code and
 * prose that the rules' regexes would match and their checks reject; `test/property/assigned.test.ts` holds it to that.
 */

/** 1 for the bytes of names. */
const IN_NAME = tableOf(/[\w.$-]/);
const QUOTE = tableOf(/["'`]/);
const DIGIT = tableOf(/\d/);
/** What may stand between a name and its value: closing quotes, brackets and the size of an array, escapes, blanks. */
const CLOSER = tableOf(/["'`[\])\\ \t?!\d]/);
const BLANK = tableOf(/[ \t]/);
const CAPITAL = tableOf(/[A-Z\d_]/);
/** Ends a statement or a call, and no value that has its line to itself. */
const CODE_END = tableOf(/[;,(){]/);
/** `ENV`, `ARG`, `set`, `setx`, `setenv`, `fastcgi_param`, `#define`. */
const COMMAND_HEAD = tableOf(/[EASFeasf#]/);
const PASSWORD_HEAD = tableOf(/p/i);
const SQL_WORD_END = tableOf(/[hdent]/i);
const SIGN = tableOf(/[=:>|{<-]/);

const MOST_NAME = 60;
const MOST_GLUE = 24;
/** `rb"`, and backslashes before a quote in a quote. */
const MOST_PREFIX = 6;
/** A value, or the quote before it, begins so soon behind the sign where something is called or looked up first. */
const MOST_DISTANCE = 160;
/** `ENV NAME value`: what stands before the name on its line. */
const MOST_WORD = 24;

const [NEWLINE, RETURN, SPACE, OPEN, COMMA, EQUALS, DASH, LESS, GREATER] = [
  10, 13, 32, 40, 44, 61, 45, 60, 62,
] as const;

function tableOf(members: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (members.test(String.fromCharCode(byte)) ? 1 : 0));
}

/** `at` is a byte inside of the name. What it lets through is for the regex to judge; code and prose mostly end here. */
export function mayBeAssigned(bytes: Uint8Array, at: number): boolean {
  const nameEnd = skip(bytes, at, IN_NAME, MOST_NAME);
  const end = skip(bytes, nameEnd, CLOSER, MOST_GLUE);
  const byte = bytes[end];
  const isQuoted = hasAny(bytes, nameEnd, end, QUOTE);
  if (byte === undefined) return false;
  if (byte === COMMA || byte === OPEN) return hasAny(bytes, end, end + MOST_GLUE, QUOTE);
  if (byte === GREATER && bytes[end - 1] === DASH) return false;
  if (SIGN[byte] === 1) return hasLiteral(bytes, end) || isOption(bytes, at) || isVariable(bytes, nameEnd);
  if (byte === NEWLINE || byte === RETURN) {
    return holdsAssignment(bytes, end, MOST_GLUE * 2) || isCommand(bytes, at) || isTagEnd(bytes, end);
  }
  if (BLANK[bytes[nameEnd] ?? 0] === 0 && BLANK[bytes[end - 1] ?? 0] === 0 && !isQuoted) return false;
  return isQuoted || isCommand(bytes, at) || holdsAssignment(bytes, end, MOST_GLUE * 2);
}

/** `NAME=value`, as shells write it: a capital, the sign and the value with nothing between them. */
function isVariable(bytes: Uint8Array, nameEnd: number): boolean {
  const last = bytes[nameEnd - 1] ?? 0;
  return bytes[nameEnd] === EQUALS && CAPITAL[last] === 1 && (bytes[nameEnd + 1] ?? 0) > SPACE;
}

/**
 * Whether a quote follows on the line or below a bracket, a digit in the first word (behind a type, the one behind its
 * sign), or one word alone.
 */
function hasLiteral(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (at < from + MOST_GLUE && (SIGN[bytes[at] ?? 0] === 1 || (bytes[at] ?? 0) <= SPACE)) at++;
  if (bytes[from] === LESS) return true;
  const wordEnd = endOfWord(bytes, at);
  if (hasAny(bytes, at, wordEnd, DIGIT)) return true;
  const next = skip(bytes, wordEnd, BLANK, MOST_GLUE);
  if (bytes[next] === EQUALS && hasLiteral(bytes, next)) return true;
  const isCode = CODE_END[bytes[wordEnd - 1] ?? 0] === 1;
  if (!isCode && isEndOfLine(bytes, next)) return true;
  if (bytes[wordEnd - 1] === OPEN && isQuotedBelow(bytes, next)) return true;
  for (let i = at; i < at + MOST_DISTANCE && bytes[i] !== NEWLINE; i++) if (QUOTE[bytes[i] ?? 0] === 1) return true;
  return false;
}

/** `name = (` and `name = read(`, with the quote on the next line, perhaps behind a letter or two that say of what kind. */
function isQuotedBelow(bytes: Uint8Array, lineEnd: number): boolean {
  if (bytes[lineEnd] !== NEWLINE && bytes[lineEnd] !== RETURN) return false;
  let at = lineEnd;
  while (at < lineEnd + MOST_GLUE && (bytes[at] ?? 0) <= SPACE) at++;
  return hasAny(bytes, at, at + MOST_PREFIX, QUOTE);
}

function endOfWord(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) > SPACE && bytes[at] !== LESS && at < from + MOST_DISTANCE) at++;
  return at;
}

function isEndOfLine(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at];
  return byte === undefined || byte === NEWLINE || byte === RETURN || byte === LESS || byte === 35;
}

function holdsAssignment(bytes: Uint8Array, from: number, length: number): boolean {
  for (let at = from; at < from + length; at++) if (bytes[at] === EQUALS || bytes[at] === 58) return true;
  return false;
}

/** `--name value`, or behind a word that begins its line and gives values to names. */
function isWordOfCommand(bytes: Uint8Array, inside: number): boolean {
  if (isOption(bytes, inside)) return true;
  const begin = beginOfName(bytes, inside);
  let line = begin;
  while (line > begin - MOST_WORD && line > 0 && bytes[line - 1] !== NEWLINE) line--;
  return COMMAND_HEAD[bytes[skip(bytes, line, BLANK, MOST_WORD)] ?? 0] === 1;
}

function isCommand(bytes: Uint8Array, inside: number): boolean {
  return isWordOfCommand(bytes, inside) || isBehindWord(bytes, inside);
}

/** `WITH PASSWORD value` of SQL: behind what `with`, `encrypted`, `role`, `login` and `set` end with. */
function isBehindWord(bytes: Uint8Array, inside: number): boolean {
  const begin = beginOfName(bytes, inside);
  let end = begin;
  while (end > begin - MOST_GLUE && (bytes[end - 1] ?? NEWLINE) <= SPACE) end--;
  return (
    begin === inside && end < begin && PASSWORD_HEAD[bytes[begin] ?? 0] === 1 && SQL_WORD_END[bytes[end - 1] ?? 0] === 1
  );
}

/** `>` on the next line. */
function isTagEnd(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (at < from + 4 && (bytes[at] ?? 0) <= SPACE) at++;
  return bytes[at] === GREATER;
}

/** `--name`, whatever stands before it, and `-Name` behind a blank. */
function isOption(bytes: Uint8Array, inside: number): boolean {
  const begin = beginOfName(bytes, inside);
  if (bytes[begin] === DASH && (bytes[begin - 1] ?? NEWLINE) <= SPACE) return true;
  for (let at = begin; at < inside; at++) if (bytes[at] === DASH && bytes[at + 1] === DASH) return true;
  return false;
}

function beginOfName(bytes: Uint8Array, inside: number): number {
  let begin = inside;
  while (begin > inside - MOST_NAME && IN_NAME[bytes[begin - 1] ?? 0] === 1) begin--;
  return begin;
}

function skip(bytes: Uint8Array, from: number, table: Uint8Array, most: number): number {
  let at = from;
  while (at < from + most && table[bytes[at] ?? 0] === 1) at++;
  return at;
}

function hasAny(bytes: Uint8Array, from: number, to: number, table: Uint8Array): boolean {
  for (let at = from; at < to; at++) if (table[bytes[at] ?? 0] === 1) return true;
  return false;
}
