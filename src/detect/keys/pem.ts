/**
 * Reads PEM blocks (RFC 7468) as they stand in files of all kinds: with line breaks written as `\n`, indented, quoted
 * line by line, behind signs of comments and diffs. Pure and bounded; it does not know what the body means.
 */

import { unescapeBase64 } from '../checks/unescape-base64.ts';
import { MOST_EXTENT } from '../extent.ts';

/** A block, or as much as there is of one. */
export interface PemBlock {
  /** What stands behind BEGIN: `RSA PRIVATE KEY`. */
  readonly label: string;
  /** Lines such as `Proc-Type: 4,ENCRYPTED` before the body. */
  readonly headers: readonly string[];
  /** Base64 without line breaks and escapes. */
  readonly body: string;
  /** Where the block ends in the text: behind its END line, or behind its last whole line where that is missing. */
  readonly end: number;
  /** Whether there is an END line with the same label. */
  readonly isClosed: boolean;
}

const BEGIN = /-----BEGIN ([A-Z0-9 ]{1,60})-----/y;

/** Line breaks and blanks, plain or escaped as in JSON, shell, URLs and XML, and what continues a line. */
const GLUE = /(?:\s|\\{1,4}[nrt]|\\(?=\r?\n)|%0[AaDd]|&#(?:10|13|x0?[aAdD]);)+/y;

const EMPTY_LINE = /\n[ \t\r]*\n/;

/** From the quote that ends one string to the one that begins the next: `" +`, a line break, and `"`. */
const SEAM = /\\{0,3}(["'`])[^"'`\n]{0,60}(?:\n[^"'`\n]{0,60}){0,2}\\{0,3}\1/y;

const HEADER =
  /Proc-Type: ?4,ENCRYPTED|DEK-Info: ?[A-Z0-9-]{1,30},[0-9A-Fa-f]{1,64}|[A-Za-z][A-Za-z0-9-]{0,40}: [^\n"'\\&]{1,200}/y;

/** A line of the body; JSON may escape its signs. */
const LINE = /(?:[A-Za-z0-9+/]|\\{1,3}(?:\/|u00(?:2[BbFf]|3[Dd]))|%(?:2[BbFf]|3[Dd])){1,65536}={0,2}/y;

/** OpenPGP's checksum (RFC 9580, 6.1), which is no part of the body. */
const CHECKSUM = /=[A-Za-z0-9+/]{4}(?![A-Za-z0-9+/=])/y;

/** What may stand before every line of a block: signs of comments, quotations and diffs. */
const LINE_PREFIX = /(?:^|\n)[ \t]*([#>*+|;/-]{1,3})[ \t]*$/;

interface Line {
  readonly text: string;
  readonly end: number;
  /** Whether other words follow on the same line of the file. */
  readonly isFollowed: boolean;
}

/** The block that begins at `from`, of which at most MOST_EXTENT is looked at; undefined where none begins. */
export function readPem(text: string, from: number): PemBlock | undefined {
  const reader = createReader(text.slice(from, from + MOST_EXTENT), prefixBefore(text, from));
  const label = reader.take(BEGIN)?.[1];
  if (label === undefined) return undefined;
  const headers: string[] = [];
  const lines: Line[] = [];
  for (;;) {
    const isBlank = reader.skip();
    if (reader.takeEnd(label)) return block(label, headers, lines, { end: from + reader.at(), isClosed: true });
    if (isBlank && lines.length > 0) break;
    if (reader.take(CHECKSUM) !== undefined) continue;
    const header = lines.length === 0 ? reader.take(HEADER)?.[0] : undefined;
    const line = header === undefined ? reader.takeLine() : undefined;
    if (header !== undefined) headers.push(header.trim());
    else if (line !== undefined) lines.push({ ...line, end: from + reader.at() });
    else break;
  }
  const whole = withoutTail(lines);
  return block(label, headers, whole, { end: whole.at(-1)?.end ?? from, isClosed: false });
}

function block(
  label: string,
  headers: readonly string[],
  lines: readonly Line[],
  rest: Pick<PemBlock, 'end' | 'isClosed'>,
): PemBlock {
  return { label, headers, body: lines.map((line) => unescapeBase64(line.text)).join(''), ...rest };
}

/** All lines but the last have one length; behind a shorter one, where no END follows, other text goes on. */
function withoutTail(lines: readonly Line[]): readonly Line[] {
  const length = lines[0]?.text.length ?? 0;
  const at = lines.findIndex((line) => line.text.length !== length);
  const last = lines[at];
  if (last === undefined) return lines;
  return lines.slice(0, last.text.length < length && !last.isFollowed ? at + 1 : at);
}

/** The signs before BEGIN on its own line, where they may stand before every line. */
function prefixBefore(text: string, from: number): string {
  return LINE_PREFIX.exec(text.slice(Math.max(0, from - 40), from))?.[1] ?? '';
}

interface Reader {
  at(): number;
  take(token: RegExp): RegExpExecArray | undefined;
  /** Over everything that stands between lines; says whether that was an empty line. */
  skip(): boolean;
  takeEnd(label: string): boolean;
  /** A line of the body, which something must end that can end a line. */
  takeLine(): Pick<Line, 'text' | 'isFollowed'> | undefined;
}

function createReader(text: string, prefix: string): Reader {
  let at = 0;
  const take = (token: RegExp): RegExpExecArray | undefined => {
    token.lastIndex = at;
    const found = token.exec(text) ?? undefined;
    if (found !== undefined) at = token.lastIndex;
    return found;
  };
  const skipGlue = (): string | undefined => {
    const glue = take(GLUE)?.[0];
    const isNewLine = glue?.includes('\n') ?? false;
    if (isNewLine && prefix !== '' && text.startsWith(prefix, at)) at += prefix.length;
    return glue;
  };
  return {
    at: () => at,
    take,
    skip() {
      let isBlank = false;
      for (;;) {
        const glue = skipGlue();
        if (glue === undefined && take(SEAM) === undefined) return isBlank;
        isBlank ||= EMPTY_LINE.test(glue ?? '');
      }
    },
    takeEnd(label) {
      const end = `-----END ${label}-----`;
      if (!text.startsWith(end, at)) return false;
      at += end.length;
      return true;
    },
    takeLine() {
      const before = at;
      const line = take(LINE)?.[0];
      if (line !== undefined && endsLine(text, at)) return { text: line, isFollowed: /[ \t]/.test(text.charAt(at)) };
      at = before;
      return undefined;
    },
  };
}

/** What may stand right behind a line of the body: nothing, a blank, an escape, a quote, or the END line. */
function endsLine(text: string, at: number): boolean {
  return at >= text.length || /[\s"'`\\%&-]/.test(text.charAt(at));
}
