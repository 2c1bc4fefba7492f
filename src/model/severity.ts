/** The five severities, weakest first, and their order. */

export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** 0 for `info` up to 4 for `critical`. */
function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Whether `severity` is at or above `least`. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severityRank(severity) >= severityRank(least);
}

/** The stronger of two severities. */
export function strongerSeverity(a: Severity, b: Severity): Severity {
  return severityRank(a) >= severityRank(b) ? a : b;
}
