/**
 * `--format sarif`: SARIF 2.1.0 (OASIS Standard, errata 01) for code-scanning services. One run, no times, and nothing
 * that the schema does not know except in property bags.
 */

import type { Report } from '#model/report.ts';
import { coverageJson, type JsonObject } from './finding-json.ts';
import { stringify, writeObject } from './json-text.ts';
import { invocationJson, notificationDescriptors } from './sarif-invocation.ts';
import { SOURCE_ROOT } from './sarif-location.ts';
import { resultJson } from './sarif-result.ts';
import { ruleJson } from './sarif-rule.ts';

const SCHEMA_URI = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The log: findings are results; suppressed ones are results that carry their suppression. */
export function* reportSarif(report: Report): Generator<string> {
  yield `{\n  "$schema": ${stringify(SCHEMA_URI)},\n  "version": "2.1.0",\n  "runs": [\n    `;
  yield* writeObject(
    [
      { name: 'tool', value: toolJson(report) },
      { name: 'invocations', value: [invocationJson(report)] },
      { name: 'columnKind', value: 'utf16CodeUnits' },
      {
        name: 'originalUriBaseIds',
        value: { [SOURCE_ROOT]: { description: { text: 'The folder that was scanned.' } } },
      },
      { name: 'properties', value: { target: report.target.kind, coverage: coverageJson(report.coverage) } },
      { name: 'results', items: results(report) },
    ],
    '    ',
  );
  yield '\n  ]\n}\n';
}

function toolJson(report: Report): JsonObject {
  const { name, version } = report.tool;
  const notifications = notificationDescriptors(report);
  return { driver: { name, version, semanticVersion: version, rules: report.rules.map(ruleJson), notifications } };
}

function* results(report: Report): Generator<JsonObject> {
  const ruleIndexes = new Map(report.rules.map((rule, index) => [rule.id, index]));
  for (const finding of report.findings) yield resultJson(finding, ruleIndexes.get(finding.rule));
  for (const suppressed of report.suppressed) {
    yield resultJson(suppressed.finding, ruleIndexes.get(suppressed.finding.rule), suppressed);
  }
}
