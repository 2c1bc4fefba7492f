/** Counts tests in vitest's JSON report. */

import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The fields of the report that are counted. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** What the report in `file` says; `succeeded` is whether vitest itself ended in 0. */
export function countTests(file: string, succeeded: boolean): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  return countReport(JSON.parse(readFileSync(file, 'utf8')) as VitestReport, succeeded);
}

/**
 * Failed are failed tests, and files that failed outside of any test (they could not be loaded, or a hook failed).
 * Where vitest failed for a reason that is neither, such as an unhandled rejection, that is one failure.
 */
export function countReport(report: VitestReport, succeeded: boolean): Counts {
  const brokenFiles = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  });
  const failed = report.numFailedTests + brokenFiles.length;
  return { passed: report.numPassedTests, failed: failed === 0 && !succeeded ? 1 : failed };
}
