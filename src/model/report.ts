/** What a scan says in the end: the one value that every reporter and the exit status are computed from. */

import type { ErrorCode } from './errors.ts';
import type { PathName } from './path-name.ts';
import type { Range } from './position.ts';
import type { Provenance } from './provenance.ts';
import type { Severity } from './severity.ts';

/** Something that was not looked at, on purpose. */
export interface Skip {
  readonly path: PathName;
  readonly reason: string;
  /** Content that is there but cannot be read as text (an archive, an LFS pointer, over `--max-file-size`). */
  readonly opaque?: boolean;
}

/** Something that should have been looked at and was not, or could not be trusted: makes the exit status 2. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path?: PathName;
}

/** Something worth saying that is no failure. */
export interface Notice {
  readonly message: string;
}

export type TargetKind = 'paths' | 'staged' | 'history' | 'range' | 'stdin';

/** Objects that a cache speaks of. */
export interface CachedObjects {
  readonly files: number;
  readonly commits: number;
  readonly objects: number;
}

/** What was looked at, what was not, and by what the scan was narrowed. */
export interface Coverage {
  readonly files: number;
  readonly commits: number;
  readonly objects: number;
  readonly bytes: number;
  readonly opaque: number;
  /** Of a history: how many objects keysieve read itself, and how many it had git read. */
  readonly read?: { readonly direct: number; readonly git: number };
  /**
   * What was not looked at in this scan, because one that is remembered has looked at it with the same rules and found
   * nothing; in none of the other numbers. Absent without a cache.
   */
  readonly cached?: CachedObjects;
  /** Files (and options) that excluded, disabled or allowed something, as they are named to people. */
  readonly narrowedBy: readonly string[];
  readonly skipped: readonly Skip[];
}

/** The part of a line that reports show, secrets already redacted or revealed. */
export interface ShownLine {
  readonly text: string;
  /** Where the finding's own secret stands in `text`, in code units from 0, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** Whether something was cut off before or after. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** Another place that belongs to the same leak. */
export interface Related extends Range {
  readonly rule: string;
  readonly path: PathName;
}

/** What a person is told about one (rule, path, secret). All text is already redacted or revealed. */
export interface ReportedFinding extends Range {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly path: PathName;
  readonly secret: string;
  readonly fingerprint: string;
  readonly provenance: Provenance;
  readonly related: readonly Related[];
  readonly details: Readonly<Record<string, string>>;
  /** What was decoded to find it, outermost first; absent for text as it stands. The range is that of the encoded text. */
  readonly decodings?: readonly string[];
  readonly tags: readonly string[];
  readonly advice: string;
  /** Absent where there is no line to show (a rule on paths only). */
  readonly line?: ShownLine;
}

export type SuppressedBy = 'allowlist' | 'inline' | 'baseline';

/** A finding that something excuses; it is listed, never lost. `reason` is for people. */
export interface SuppressedFinding {
  readonly by: SuppressedBy;
  readonly reason: string;
  /** The last day on which it is excused, `YYYY-MM-DD` in UTC; absent where it is for good. */
  readonly expiry?: string;
  /** Where it says so, such as `.keysieve-baseline:12`; absent where that is no single line. */
  readonly entry?: string;
  /** Others that say the same; absent where there are none. */
  readonly otherEntries?: readonly string[];
  readonly finding: ReportedFinding;
}

/** An entry of a baseline that somebody should look at. */
export interface BaselineLine {
  readonly rule: string;
  /** Absent for one that counts wherever the secret stands. */
  readonly path?: PathName;
  /** From 1. */
  readonly line: number;
  readonly until?: string;
  readonly reason: string;
}

/** What a scan says of its baseline, in the order of its lines. An entry may be in both lists. */
export interface BaselineState {
  readonly file: string;
  /** They excuse nothing any more. */
  readonly expired: readonly BaselineLine[];
  /** Nothing that was scanned matches them, and all that could have was scanned. */
  readonly unused: readonly BaselineLine[];
}

/** A rule as reports describe it. */
export interface ReportedRule {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly advice: string;
}

/** The whole result of a scan, plain data. */
export interface Report {
  readonly tool: { readonly name: 'keysieve'; readonly version: string };
  readonly target: { readonly kind: TargetKind; readonly root: string };
  /** The rules that were run, one entry for each id that findings can carry, ordered by id. */
  readonly rules: readonly ReportedRule[];
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Absent where the scan had none. */
  readonly baseline?: BaselineState;
  readonly coverage: Coverage;
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  readonly interrupted: boolean;
  /** Wall time of the scan in milliseconds; only text and the summary of jsonl print it. */
  readonly durationMs: number;
}
