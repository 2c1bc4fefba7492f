/** `--format text`: for a person in a terminal. Everything that came from a repository is escaped. */

import type { Report } from '#model/report.ts';
import { allowHints } from './allow-hint.ts';
import { createPaint, type Paint } from './paint.ts';
import type { ReporterOptions } from './reporter.ts';
import { closingLine } from './text-closing.ts';
import { findingLines } from './text-finding.ts';
import { noticeLines, problemLines, readLines, skipLines, suppressedLines } from './text-lists.ts';

/** Findings, how to allow them, what verbose asks for, problems, notices, and last what was scanned. */
export function* reportText(report: Report, options: ReporterOptions): Generator<string> {
  let gap = '';
  for (const lines of blocks(report, options, createPaint(options.color))) {
    if (lines.length === 0) continue;
    yield `${gap}${lines.join('\n')}\n`;
    gap = '\n';
  }
}

/** What stands together, with an empty line between one block and the next; an empty block is left out. */
function* blocks(report: Report, options: ReporterOptions, paint: Paint): Generator<readonly string[]> {
  for (const finding of report.findings) yield findingLines(finding, options, paint);
  if (!options.quiet) yield allowHints(report.findings, paint);
  if (options.verbose && !options.quiet) {
    yield suppressedLines(report.suppressed, paint);
    yield skipLines(report.coverage.skipped, paint);
    yield readLines(report.coverage);
  }
  yield problemLines(report, options, paint);
  if (!options.quiet) yield [...noticeLines(report, paint), closingLine(report, options, paint)];
}
