/** `--format json`: one document for programs. No times in it, so that the same input gives the same bytes. */

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
import { writeObject } from './json-text.ts';

/** The report that `docs/report.schema.json` describes. */
export function* reportJson(report: Report): Generator<string> {
  yield* writeObject([
    { name: 'schema', value: SCHEMA },
    { name: 'tool', value: { name: report.tool.name, version: report.tool.version } },
    { name: 'target', value: { kind: report.target.kind, root: report.target.root } },
    { name: 'findings', items: mapEach(report.findings, findingJson) },
    { name: 'suppressed', items: mapEach(report.suppressed, suppressedJson) },
    ...(report.baseline === undefined ? [] : [{ name: 'baseline', value: baselineJson(report.baseline) }]),
    { name: 'coverage', value: coverageJson(report.coverage) },
    { name: 'problems', items: mapEach(report.problems, problemJson) },
    { name: 'notices', items: mapEach(report.notices, noticeJson) },
    { name: 'interrupted', value: report.interrupted },
  ]);
  yield '\n';
}

/** `map` that makes an item only when it is written. */
function* mapEach<T>(values: readonly T[], convert: (value: T) => JsonObject): Generator<JsonObject> {
  for (const value of values) yield convert(value);
}
