/** The one order of findings, so that the same input gives the same bytes. */

import type { ReportedFinding, TargetKind } from '#model/report.ts';

/** In history and ranges commit date and hash come first; then, as everywhere, path, line, column and rule. */
export function compareFindings(target: TargetKind): (a: ReportedFinding, b: ReportedFinding) => number {
  const byCommit = target === 'history' || target === 'range';
  return (a, b) =>
    (byCommit
      ? compareText(commitField(a, 'date'), commitField(b, 'date')) ||
        compareText(commitField(a, 'commit'), commitField(b, 'commit'))
      : 0) ||
    compareText(a.path.text, b.path.text) ||
    a.start.line - b.start.line ||
    a.start.column - b.start.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.fingerprint, b.fingerprint);
}

function commitField({ provenance }: ReportedFinding, field: 'date' | 'commit'): string {
  const value = (provenance as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'string' ? value : '';
}

/** By code units: the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
