/** A scan as it was typed: arguments after syntax checks, before any file or repository was looked at. */

import type { Push, Trust } from './options.ts';
import type { Severity } from './severity.ts';

/** The five forms of `scan`. `cwd` is absolute; nothing is resolved yet. */
export interface ScanRequest {
  readonly form: 'paths' | 'staged' | 'history' | 'range' | 'stdin';
  readonly cwd: string;
  /** Positional arguments as typed. */
  readonly paths: readonly string[];
  readonly stdinPath?: string;
  /** Values of `--range` in order, each split at blanks. */
  readonly ranges: readonly string[];
  readonly since?: string;
  readonly branch?: string;
  readonly config?: string;
  readonly ruleFiles: readonly string[];
  /** Run `secrets.providers` of the repository's own configuration too. Absent: no. */
  readonly providers?: boolean;
  readonly enable: readonly string[];
  readonly disable: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly includeIgnored: boolean;
  readonly allowShallow: boolean;
  readonly verifyObjects: boolean;
  readonly countCommits: boolean;
  /** A file, as typed. Absent: nothing is remembered. */
  readonly cache?: string;
  /** Absent: no. */
  readonly fetchMissing?: boolean;
  /** Absent: the configuration's, else `low`. */
  readonly failOn?: Severity;
  readonly reveal: boolean;
  readonly redact?: number;
  /** In bytes. */
  readonly maxFileSize?: number;
  /** Threads, 1 or more. Absent: as many as the work is worth. */
  readonly jobs?: number;
  /** Absent: the default of the form. */
  readonly requireCoverage?: boolean;
  /** Absent: the configuration's, else off. */
  readonly strictCoverage?: boolean;
  /** Absent: the default of the form. */
  readonly trust?: Trust;
  readonly inline: boolean;
  /** A file, as typed. Absent: `.keysieve-baseline` of the repository, from where `trust` says. */
  readonly baseline?: string;
  /** Absent: no. */
  readonly strictBaseline?: boolean;
  /** Whether to look for the user's own credentials too. Absent: as the user's configuration says, else off. */
  readonly ownKeys?: boolean;
  /** What git told a hook about a merge, and about a push: see `Target`. */
  readonly merging?: readonly string[];
  readonly push?: Push;
}
