/** A line of source with a gutter and the finding underlined, aligned by the columns that a terminal gives each character. */

import type { ShownLine } from '#model/report.ts';
import type { Severity } from '#model/severity.ts';
import { displayWidth, escapeForTerminal } from '#text/terminal.ts';
import type { Paint } from './paint.ts';

const TAB_COLUMNS = 4;
const LEAST_GUTTER = 4;

/** Longer lines would wrap and part the underline from what it underlines: they are cut to what stands around it. */
const WHOLE_UP_TO = 120;
const KEPT_BEFORE = 56;
const KEPT_AFTER = 40;

/** What stands left of everything in a block that is not source, so that it lines up with the source. */
export function gutterIndent(lineNumber: number): string {
  return ' '.repeat(gutterWidth(lineNumber) + 3);
}

/** Two lines: the source and its underline. */
export function sourceLines(
  line: ShownLine,
  lineNumber: number,
  style: { readonly severity: Severity; readonly paint: Paint },
): readonly [string, string] {
  const { paint, severity } = style;
  const width = gutterWidth(lineNumber);
  const parts = cut(line);
  const before = layOut(parts.before, displayWidth(parts.cutBefore));
  const secret = layOut(parts.secret, before.end);
  const after = layOut(parts.after, secret.end);
  const source = [
    paint('quiet', parts.cutBefore),
    before.text,
    paint(severity, secret.text),
    after.text.trimEnd(),
    paint('quiet', parts.cutAfter),
  ].join('');
  const carets = '^'.repeat(Math.max(1, secret.end - before.end));
  return [
    `${paint('quiet', `${String(lineNumber).padStart(width)} │`)} ${source}`,
    `${paint('quiet', `${' '.repeat(width)} │`)} ${' '.repeat(before.end)}${paint(severity, carets)}`,
  ];
}

function gutterWidth(lineNumber: number): number {
  return Math.max(LEAST_GUTTER, String(lineNumber).length);
}

interface Parts {
  readonly cutBefore: '' | '…';
  readonly before: string;
  readonly secret: string;
  readonly after: string;
  readonly cutAfter: '' | '…';
}

function cut(line: ShownLine): Parts {
  const before = line.text.slice(0, line.from);
  // The carriage return of a CRLF line is no part of what a person sees as the line.
  const after = line.text.slice(line.to).replace(/\r$/, '');
  const isLong = line.text.length > WHOLE_UP_TO;
  const keptBefore = isLong ? lastUnits(before, KEPT_BEFORE) : before;
  const keptAfter = isLong ? firstUnits(after, KEPT_AFTER) : after;
  return {
    cutBefore: line.cutBefore || keptBefore !== before ? '…' : '',
    before: keptBefore,
    secret: line.text.slice(line.from, line.to),
    after: keptAfter,
    cutAfter: line.cutAfter || keptAfter !== after ? '…' : '',
  };
}

/** At most `count` code units from the end, without half a surrogate pair. */
function lastUnits(text: string, count: number): string {
  const kept = text.slice(-count);
  return kept.length < text.length ? kept.replace(/^[\udc00-\udfff]/, '') : kept;
}

function firstUnits(text: string, count: number): string {
  const kept = text.slice(0, count);
  return kept.length < text.length ? kept.replace(/[\ud800-\udbff]$/, '') : kept;
}

/** Escaped text with tabs as blanks, when it begins in column `start` (from 0); `end` is the column behind it. */
function layOut(text: string, start: number): { readonly text: string; readonly end: number } {
  let shown = '';
  let end = start;
  for (const [index, part] of text.split('\t').entries()) {
    const blanks = index === 0 ? 0 : TAB_COLUMNS - (end % TAB_COLUMNS);
    const escaped = escapeForTerminal(part);
    shown += ' '.repeat(blanks) + escaped;
    end += blanks + displayWidth(escaped);
  }
  return { text: shown, end };
}
