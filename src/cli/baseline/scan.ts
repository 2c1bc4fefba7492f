/** The scan that a `baseline` command decides by. */

import type { Report } from '#model/report.ts';
import type { FoundLeak } from '#scan/found-leak.ts';
import { EXIT_FAILURE, EXIT_INTERRUPTED, type ExitStatus } from '../exit-code.ts';
import { runRequest } from '../run-request.ts';
import { say, sayProblems } from '../say.ts';
import type { Streams } from '../streams.ts';
import type { BaselineRequest } from './request.ts';

/** What a scan brought. */
export interface BaselineScan {
  readonly report: Report;
  /** The findings of the report, in another order. */
  readonly leaks: readonly FoundLeak[];
}

/** Only what was scanned to its end decides anything: else the status, and why was said. */
export async function scanForBaseline(
  { request }: BaselineRequest,
  streams: Streams,
  { ignoresBaseline = false } = {},
): Promise<BaselineScan | ExitStatus> {
  const leaks: FoundLeak[] = [];
  const named = ignoresBaseline ? withoutBaseline(request) : request;
  const { report } = await runRequest(named, streams, {
    ...(ignoresBaseline && { adjust: (options) => ({ ...options, baseline: undefined }) }),
    onFinding: (leak) => leaks.push(leak),
  });
  if (report.problems.length === 0 && !report.interrupted) return { report, leaks };
  sayProblems(streams, report);
  say(streams, 'the scan is not complete, so the baseline was left as it is');
  return report.interrupted ? EXIT_INTERRUPTED : EXIT_FAILURE;
}

function withoutBaseline(request: BaselineRequest['request']): BaselineRequest['request'] {
  const { baseline: _, ...scan } = request.scan;
  return { ...request, scan };
}

/** Whether entries are made for the history: a secret of a commit stays in it. */
export function isOfHistory({ request }: BaselineRequest): boolean {
  return request.scan.form === 'history' || request.scan.form === 'range';
}
