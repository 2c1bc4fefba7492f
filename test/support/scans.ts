/** Scans as tests of history, ranges and hostile repositories ask for them: JSON, secrets whole, keys by their seed. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessKeyId } from './keys.ts';
import { type JsonFinding, type JsonReport, keysieve, keysieveJson, type Run, type RunOptions } from './keysieve.ts';
import { temporaryDirectory } from './repo.ts';

export interface Scan extends Run {
  readonly report: JsonReport;
}

/** Anything that stands in a folder: a `Repo`, or a folder without one. */
export interface Placed {
  readonly dir: string;
}

/** A line that holds one key ID, at column 21. */
export function keyLine(seed = 'a'): string {
  return `aws_access_key_id = ${accessKeyId(seed)}\n`;
}

/** `scan --history ARGS...` in the repository's folder. */
export function scanHistory(repo: Placed, ...args: readonly string[]): Scan {
  return keysieveJson(['scan', '--history', '--reveal', ...args], { cwd: repo.dir });
}

/** `scan --range RANGE ARGS...` in the repository's folder. */
export function scanRange(repo: Placed, range: string, ...args: readonly string[]): Scan {
  return keysieveJson(['scan', `--range=${range}`, '--reveal', ...args], { cwd: repo.dir });
}

/** One run that gives both: the text report on stdout, as a terminal would get it, and the JSON report. */
export function scanBoth(args: readonly string[], options: RunOptions): Scan {
  const file = join(temporaryDirectory(), 'report.json');
  const run = keysieve(['scan', ...args, '--reveal', '--format', 'text', '--format', `json=${file}`], options);
  if (!existsSync(file)) throw new Error(`no JSON report (status ${run.status}, signal ${run.signal}):\n${said(run)}`);
  return { ...run, report: JSON.parse(readFileSync(file, 'utf8')) as JsonReport };
}

/** Everything that a run printed. */
export function said(run: Run): string {
  return `${run.stdout}\n${run.stderr}`;
}

/** Findings that are about the key of this seed. */
export function findingsOf(report: JsonReport, seed = 'a'): JsonFinding[] {
  return report.findings.filter((finding) => finding.secret === accessKeyId(seed));
}

/** The one finding about the key of this seed; throws, with the whole report, when there is none or more than one. */
export function findingOf(scan: Scan, seed = 'a'): JsonFinding {
  const [finding, ...more] = findingsOf(scan.report, seed);
  if (finding === undefined || more.length > 0) {
    throw new Error(`${more.length + (finding ? 1 : 0)} findings about key ${seed}, not one:\n${said(scan)}`);
  }
  return finding;
}

/** Everything that a report says went wrong, one message a line. */
export function problemsOf(report: JsonReport): string {
  return report.problems.map((problem) => `${problem.path ?? ''} ${problem.message}`).join('\n');
}
