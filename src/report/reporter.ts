/** The contract of every report format: a finished scan in, text out, and nothing else touched. */

import type { Report } from '#model/report.ts';
import type { Severity } from '#model/severity.ts';

/** Only the text format looks at these; machine formats are the same whatever is asked for. */
export interface ReporterOptions {
  /** Whether to colour; the caller has looked at the stream, NO_COLOR and FORCE_COLOR. */
  readonly color: boolean;
  /** Every skip and every suppressed finding with its reason. */
  readonly verbose: boolean;
  /** Findings and problems only. */
  readonly quiet: boolean;
  /** Findings below it are said not to count. */
  readonly failOn: Severity;
  /** Whether standard error says every problem, so that the report only counts them. */
  readonly problemsSaid?: boolean;
}

/**
 * Pure: the same report gives the same pieces. Joined they are the whole report with its last newline; they come
 * finding by finding, so that no report has to be held as one string.
 */
export type Reporter = (report: Report, options: ReporterOptions) => Iterable<string>;
