/** The one place where the exit status is decided. */

import type { ScanOptions } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import { isAtLeast } from '#model/severity.ts';

/** No finding that counts, and nothing left unseen. */
export const EXIT_CLEAN = 0;
/** Findings at or above `--fail-on`. */
export const EXIT_FINDINGS = 1;
/** Wrong usage, broken configuration, or a scan that is not complete. Outranks findings. */
export const EXIT_FAILURE = 2;
/** SIGINT or SIGTERM. */
export const EXIT_INTERRUPTED = 130;

export type ExitStatus = typeof EXIT_CLEAN | typeof EXIT_FINDINGS | typeof EXIT_FAILURE | typeof EXIT_INTERRUPTED;

/** What of the options the status depends on. */
export type ExitPolicy = Pick<ScanOptions, 'failOn' | 'requireCoverage' | 'strictCoverage' | 'strictBaseline'>;

/** Interruption outranks everything, an incomplete scan outranks findings. */
export function exitCode(report: Report, policy: ExitPolicy): ExitStatus {
  if (report.interrupted) return EXIT_INTERRUPTED;
  if (report.problems.length > 0 || coverageComplaint(report, policy) !== undefined) return EXIT_FAILURE;
  const counts = report.findings.some(({ severity }) => isAtLeast(severity, policy.failOn));
  return counts || baselineComplaint(report, policy) !== undefined ? EXIT_FINDINGS : EXIT_CLEAN;
}

/** Why the state of the baseline makes the status 1, and what to do; undefined when it does not. */
export function baselineComplaint({ baseline }: Report, policy: ExitPolicy): string | undefined {
  if (!policy.strictBaseline || baseline === undefined) return undefined;
  const { file, expired, unused } = baseline;
  const lines = new Set([...expired, ...unused].map(({ line }) => line));
  if (lines.size === 0) return undefined;
  const entries = `${lines.size} expired or unused ${lines.size === 1 ? 'entry' : 'entries'} in ${file}`;
  return `${entries}: remove them (keysieve baseline prune) or accept them again (keysieve baseline update), or say --no-strict-baseline`;
}

/** Why the coverage alone makes the status 2, and what to do; undefined when it does not. */
export function coverageComplaint(report: Report, policy: ExitPolicy): string | undefined {
  if (policy.requireCoverage && hasLookedAtNothing(report)) {
    return 'nothing was scanned: check paths and filters, or say --no-require-coverage';
  }
  const { opaque } = report.coverage;
  if (policy.strictCoverage && opaque > 0) {
    return `opaque content: ${opaque} (--verbose says what it is, --exclude leaves it out, --no-strict-coverage allows it)`;
  }
  return undefined;
}

/** An empty file is something that was looked at, so bytes do not count; what a cache remembers was looked at before. */
export function hasLookedAtNothing({ coverage: { files, commits, objects, cached } }: Report): boolean {
  return files + commits + objects + (cached?.objects ?? 0) === 0;
}
