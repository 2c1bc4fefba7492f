/** Prints what the commands about rules have to say, in each format that was asked for. */

import { resolve } from 'node:path';
import { type Field, writeObject } from '#report/json-text.ts';
import { createPaint, type Paint } from '#report/paint.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { wrapText } from '#text/wrap.ts';
import { useColor } from '../color.ts';
import { say } from '../say.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';
import type { RulesRequest } from './request.ts';

/** How text is laid out. */
export interface Layout {
  readonly paint: Paint;
  /** Columns that a line may have, where it can be broken. */
  readonly columns: number;
}

/** One result in both formats. */
export interface Output {
  /** Lines without newlines. */
  text(layout: Layout): Iterable<string>;
  readonly json: readonly Field[];
}

const USUAL_COLUMNS = 80;
const WIDEST_COLUMNS = 110;

/** Writes everything that was asked for. Throws ReportError. */
export async function print({ request }: RulesRequest, streams: Streams, output: Output): Promise<void> {
  const columns = Math.min(streams.columns ?? USUAL_COLUMNS, WIDEST_COLUMNS);
  for (const { name, file } of request.formats) {
    const color = file === undefined && useColor(request.color, streams.env, streams.stdoutIsTty);
    const layout = { paint: createPaint(color), columns: file === undefined ? columns : USUAL_COLUMNS };
    const pieces = name === 'json' ? jsonPieces(output.json) : textPieces(output.text(layout));
    if (file === undefined) await writeText(streams.stdout, pieces);
    else {
      const { writeReportFile } = await import('../write-file.ts');
      await writeReportFile(resolve(request.scan.cwd, file), file, pieces);
    }
  }
}

/** What is worth knowing about the configuration goes to standard error, where it is no part of what was asked for. */
export function sayNotices(streams: Pick<Streams, 'stderr'>, notices: readonly string[]): void {
  for (const notice of notices) say(streams, notice);
}

function* jsonPieces(fields: readonly Field[]): Generator<string> {
  yield* writeObject(fields);
  yield '\n';
}

function* textPieces(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}

const LABEL_COLUMNS = 14;

/** `label   text`, escaped and broken into lines that stand below each other; each of `texts` begins a line. */
export function labelled(label: string, texts: readonly string[], { paint, columns }: Layout): readonly string[] {
  const lines = texts.flatMap((text) => wrapText(escapeForTerminal(text), columns - LABEL_COLUMNS - 2));
  return lines.map((line, index) => {
    const name = index === 0 ? label : '';
    return `  ${paint('quiet', name.padEnd(LABEL_COLUMNS))}${line}`;
  });
}
