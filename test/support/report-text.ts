/** Joins what a reporter yields. */

import type { Report } from '#model/report.ts';
import type { Reporter, ReporterOptions } from '#report/reporter.ts';
import { PLAIN } from './reports.ts';

/** The whole report as one string. */
export function render(reporter: Reporter, report: Report, options: Partial<ReporterOptions> = {}): string {
  return [...reporter(report, { ...PLAIN, ...options })].join('');
}
