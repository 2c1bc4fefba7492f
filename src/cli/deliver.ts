/** Brings a finished report to where it was asked for: standard output, files, and what standard error should say. */

import { resolve } from 'node:path';
import { KeysieveError } from '#model/errors.ts';
import type { ScanOptions } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import { REPORTERS } from '#report/reporters.ts';
import { useColor } from './color.ts';
import { baselineComplaint, coverageComplaint, hasLookedAtNothing } from './exit-code.ts';
import type { CliRequest } from './parse-arguments.ts';
import type { FormatRequest } from './parse-formats.ts';
import { say, sayProblems, saysAllProblems } from './say.ts';
import type { Streams } from './streams.ts';
import { writeText } from './write-text.ts';

/** A finished scan, and everything that decides where its report goes. */
export interface Delivery {
  readonly request: CliRequest;
  readonly streams: Streams;
  readonly options: ScanOptions;
  readonly report: Report;
}

/**
 * Writes every report that can be written: one bad file name must not cost the others. False when one could not, which
 * was then said.
 */
export async function deliver(delivery: Delivery): Promise<boolean> {
  let complete = true;
  // First, so that the report's closing line stays the last one where both go to one place.
  sayBesides(delivery);
  for (const format of delivery.request.formats) {
    try {
      await writeReport(format, delivery);
    } catch (error) {
      if (!(error instanceof KeysieveError)) throw error;
      say(delivery.streams, error.message);
      complete = false;
    }
  }
  return complete;
}

async function writeReport({ name, file }: FormatRequest, delivery: Delivery): Promise<void> {
  const { request, streams, options, report } = delivery;
  const { quiet, verbose } = request;
  const color = file === undefined && useColor(request.color, streams.env, streams.stdoutIsTty);
  const reporter = await REPORTERS[name]();
  const problemsSaid = file === undefined && !streams.stdoutIsTty && saysAllProblems(report);
  const pieces = reporter(name === 'text' && verbose ? await withSlowRules(report, options) : report, {
    color,
    verbose,
    quiet,
    failOn: options.failOn,
    problemsSaid,
  });
  if (file === undefined) return writeText(streams.stdout, pieces);
  const { writeReportFile } = await import('./write-file.ts');
  return writeReportFile(resolve(request.scan.cwd, file), file, pieces);
}

/** With a word on the rules that make a scan slow; in the text alone, since other formats are the same whatever is asked for. */
async function withSlowRules(report: Report, { ruleSet }: ScanOptions): Promise<Report> {
  const { wholeTextNotice } = await import('#rules/describe-plan.ts');
  const message = wholeTextNotice(ruleSet.rules);
  return message === undefined ? report : { ...report, notices: [...report.notices, { message }] };
}

/** What a person must see who does not see the report: it went to a file, to a program, or is not the text. */
function sayBesides({ request, streams, options, report }: Delivery): void {
  const hasText = request.formats.some(({ name, file }) => name === 'text' && file === undefined);
  if (!(hasText && streams.stdoutIsTty && streams.stderrIsTty)) sayProblems(streams, report);
  // Problems and interruptions say better why there is nothing.
  const isExplained = report.problems.length > 0 || report.interrupted;
  const complaint = isExplained ? undefined : coverageComplaint(report, options);
  if (complaint !== undefined) say(streams, complaint);
  const stale = baselineComplaint(report, options);
  if (stale !== undefined) say(streams, stale);
  if (hasText || request.quiet) return;
  for (const { message } of report.notices) say(streams, message);
  if (complaint === undefined && !isExplained && hasLookedAtNothing(report)) say(streams, 'nothing was scanned');
}
