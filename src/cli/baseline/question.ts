/** What `keysieve baseline audit` shows of a finding: where, what, and the lines around it. */

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportedFinding } from '#model/report.ts';
import { findingJson, type JsonObject } from '#report/finding-json.ts';
import type { Paint } from '#report/paint.ts';
import { gutterIndent } from '#report/source-line.ts';
import { headLine, shownLines } from '#report/text-finding.ts';
import { provenanceLines } from '#report/text-provenance.ts';
import type { FoundLeak } from '#scan/found-leak.ts';
import { locationOf } from '#text/path-name.ts';
import { escapeForTerminal } from '#text/terminal.ts';

/** A finding to decide about. */
export interface Question {
  readonly leak: FoundLeak;
  /** The file on disk, absolute, where the finding stands in one. */
  readonly file: string | undefined;
  readonly before: readonly ContextLine[];
  readonly after: readonly ContextLine[];
  /** An earlier audit called it a real secret. */
  readonly isMarked: boolean;
}

/** A line near the finding, secrets redacted. */
export interface ContextLine {
  readonly line: number;
  readonly text: string;
}

/** What questions are made with. */
export interface QuestionGround {
  /** What paths are relative to, absolute. */
  readonly root: string;
  /** Everything that was found, excused or not: of what goes over several lines no line is shown. */
  readonly found: readonly ReportedFinding[];
  readonly isMarked: (fingerprint: string) => boolean;
}

const CONTEXT_LINES = 2;
const MOST_COLUMNS = 160;
const MOST_BYTES = 4 * 1024 * 1024;

/** Reads the file anew: lines may have moved since the scan only if somebody edits it meanwhile. */
export function createQuestion(leak: FoundLeak, { root, found, isMarked }: QuestionGround): Question {
  const { finding } = leak;
  const isOnDisk = finding.provenance.kind === 'file' || finding.provenance.kind === 'index';
  const file = isOnDisk ? fileOf(finding, root) : undefined;
  const lines = file === undefined ? [] : readLines(file);
  const hidden = linesOfBlocks(found.filter(({ path }) => path.text === finding.path.text));
  const around = (first: number, last: number): readonly ContextLine[] =>
    lines.slice(Math.max(0, first - 1), Math.max(0, last)).map((text, index) => {
      const line = Math.max(1, first) + index;
      return { line, text: hidden.has(line) ? '…' : shorten(leak.scrub(text)) };
    });
  const [start, end] = [finding.start.line, finding.end.line];
  return {
    leak,
    file,
    before: around(start - CONTEXT_LINES, start - 1),
    after: around(end + 1, end + CONTEXT_LINES),
    isMarked: isMarked(finding.fingerprint),
  };
}

function fileOf({ path }: ReportedFinding, root: string): string | undefined {
  const location = locationOf(path);
  const file = typeof location === 'string' ? join(root, location) : undefined;
  const stats = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size <= MOST_BYTES ? file : undefined;
}

function readLines(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split(/\r?\n/);
}

function linesOfBlocks(found: readonly ReportedFinding[]): ReadonlySet<number> {
  const blocks = found.flatMap(({ start, end, related }) => [{ start, end }, ...related]);
  return new Set(
    blocks.flatMap(({ start, end }) =>
      start.line === end.line
        ? []
        : Array.from({ length: end.line - start.line + 1 }, (_, index) => start.line + index),
    ),
  );
}

function shorten(text: string): string {
  return text.length > MOST_COLUMNS ? `${text.slice(0, MOST_COLUMNS)}…` : text;
}

/** The question as a block of text. `count` says which one of how many. */
export function questionLines(question: Question, count: string, paint: Paint): readonly string[] {
  const { leak, before, after, isMarked } = question;
  const gutter = gutterIndent(leak.finding.start.line).length - ' │ '.length;
  const marked = isMarked ? ' (called real before)' : '';
  return [
    paint('quiet', `${count}${marked}`),
    headLine(leak.finding, { failOn: 'info' }, paint),
    ...before.map((line) => contextText(line, gutter, paint)),
    ...shownLines(leak.finding, paint),
    ...after.map((line) => contextText(line, gutter, paint)),
    ...provenanceLines(leak.finding.provenance, paint).map((line) => `       ${line}`),
  ];
}

function contextText({ line, text }: ContextLine, gutter: number, paint: Paint): string {
  return paint('quiet', `${String(line).padStart(gutter)} │ ${escapeForTerminal(text)}`);
}

/** The same for machines. */
export function questionJson({ leak, before, after, isMarked }: Question): JsonObject {
  const lines = (context: readonly ContextLine[]) => context.map(({ line, text }) => ({ line, text }));
  return { ...findingJson(leak.finding), before: lines(before), after: lines(after), calledReal: isMarked };
}
