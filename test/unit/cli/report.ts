/** Reports for tests of what happens after a scan. */

import type { Coverage, Report, ReportedFinding } from '#model/report.ts';
import type { Severity } from '#model/severity.ts';

const COVERAGE: Coverage = { files: 1, commits: 0, objects: 0, bytes: 10, opaque: 0, narrowedBy: [], skipped: [] };

/** A clean report of one file, with changes. */
export function reportWith(
  fields: Partial<Omit<Report, 'coverage'>> & { readonly coverage?: Partial<Coverage> } = {},
): Report {
  return {
    tool: { name: 'keysieve', version: '0.0.0' },
    target: { kind: 'paths', root: '.' },
    rules: [],
    findings: [],
    suppressed: [],
    problems: [],
    notices: [],
    interrupted: false,
    durationMs: 12,
    ...fields,
    coverage: { ...COVERAGE, ...fields.coverage },
  };
}

export function findingOf(severity: Severity): ReportedFinding {
  return {
    rule: 'a-rule',
    title: 'A rule',
    severity,
    path: { text: 'a.txt' },
    start: { line: 1, column: 1 },
    end: { line: 1, column: 9 },
    secret: 'abcd…',
    fingerprint: 'v1:0',
    provenance: { kind: 'file' },
    related: [],
    details: {},
    tags: [],
    advice: 'Rotate it.',
  };
}
