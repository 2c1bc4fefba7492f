/** `--format jsonl`: one finding a line as it would stand in `json`, then one line that sums the scan up. */

import type { Report } from '#model/report.ts';
import {
  baselineJson,
  coverageJson,
  findingJson,
  type JsonObject,
  noticeJson,
  problemJson,
  SCHEMA,
  suppressedJson,
} from './finding-json.ts';
import { stringify } from './json-text.ts';

/** Lines of `type` `finding`, then `suppressed`, then one `summary`, which also says how long the scan took. */
export function* reportJsonl(report: Report): Generator<string> {
  for (const finding of report.findings) yield line('finding', findingJson(finding));
  for (const suppressed of report.suppressed) yield line('suppressed', suppressedJson(suppressed));
  yield line('summary', summaryJson(report));
}

function line(type: string, fields: JsonObject): string {
  return `${stringify({ type, ...fields })}\n`;
}

function summaryJson(report: Report): JsonObject {
  return {
    schema: SCHEMA,
    tool: { name: report.tool.name, version: report.tool.version },
    target: { kind: report.target.kind, root: report.target.root },
    counts: { findings: report.findings.length, suppressed: report.suppressed.length },
    baseline: report.baseline && baselineJson(report.baseline),
    coverage: coverageJson(report.coverage),
    problems: report.problems.map(problemJson),
    notices: report.notices.map(noticeJson),
    interrupted: report.interrupted,
    durationMs: report.durationMs,
  };
}
