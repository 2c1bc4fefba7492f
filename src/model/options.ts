/** What a scan was asked to do, after arguments and configuration were read: nothing in it is optional by accident. */

import type { PathName } from './path-name.ts';
import type { RuleSet } from './rule.ts';
import type { Severity } from './severity.ts';

/** Where configuration, baselines and inline allows may come from. */
export type Trust = 'worktree' | 'base' | 'head' | 'none';

/** The full id of an object of any type, and the ref that names it. */
export interface Tip {
  readonly object: string;
  /** Its whole name, such as `refs/tags/v1`; absent for an object that was named by itself. */
  readonly ref?: PathName;
}

/** What somebody pushes. */
export interface Push {
  /** What the other side is to get, by the names that it has there. */
  readonly tips: readonly Tip[];
  /** Full ids of what it has, as far as that is here. */
  readonly known: readonly string[];
}

/** What to scan. `cwd` is absolute. */
export type Target =
  | {
      readonly kind: 'paths';
      readonly cwd: string;
      readonly paths: readonly string[];
      readonly includeIgnored: boolean;
    }
  | {
      readonly kind: 'staged';
      readonly cwd: string;
      readonly paths: readonly string[];
      /** Ids of commits that are being merged, where git has not written them to MERGE_HEAD yet. */
      readonly merging?: readonly string[];
    }
  | {
      readonly kind: 'history';
      readonly cwd: string;
      readonly repository: string | undefined;
      readonly allowShallow: boolean;
      /** Whether every object is compared with its id. */
      readonly verifyObjects: boolean;
      /** Whether to say how many commits hold each secret. */
      readonly countCommits: boolean;
      /** File that remembers what was scanned, as it was typed; absent: nothing is remembered. */
      readonly cache?: string;
      /** Whether what a partial clone lacks is fetched first, the one use of the network. Absent: no. */
      readonly fetchMissing?: boolean;
    }
  | {
      readonly kind: 'range';
      readonly cwd: string;
      readonly repository: string | undefined;
      /** Arguments for `git rev-list`, in order. */
      readonly revisions: readonly string[];
      /** Tips of the range beside those of `revisions`, and what they bring that is no commit. */
      readonly push?: Push;
    }
  | { readonly kind: 'stdin'; readonly path: string | undefined };

/** Path globs (micromatch); a path counts when no `exclude` and, if there are any, some `include` matches it. */
export interface PathFilter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Which comments in what is scanned may excuse a finding there: all, only those that are written for us, or none. */
export type InlineAllows = 'all' | 'ours' | 'none';

/** How secrets are printed. */
export interface Redaction {
  readonly reveal: boolean;
  /** Leading characters to keep; never more than a quarter of the secret. */
  readonly shownCharacters: number;
}

/** A baseline as it was read: what it says is looked at only when something was found. */
export interface BaselineFile {
  /** As reports and messages name it. */
  readonly name: string;
  /** UTF-8, as far as anybody looked: to decode it would cost a hook more than to read it. */
  readonly bytes: Uint8Array;
}

/** Everything that decides a scan, resolved: arguments, configuration and defaults are one by now. */
export interface ScanOptions {
  readonly target: Target;
  readonly ruleSet: RuleSet;
  readonly filter: PathFilter;
  readonly failOn: Severity;
  readonly redaction: Redaction;
  /** In bytes; absent means no limit. */
  readonly maxFileSize: number | undefined;
  /** Threads that read; 1 means none but the main thread, absent as many as the work is worth. */
  readonly jobs: number | undefined;
  readonly requireCoverage: boolean;
  readonly strictCoverage: boolean;
  readonly inlineAllows: InlineAllows;
  readonly baseline: BaselineFile | undefined;
  /** Whether expired and unused entries of the baseline make the status 1. */
  readonly strictBaseline: boolean;
  /** Configuration files and options that narrow the scan, as they are named to people. */
  readonly narrowedBy: readonly string[];
  readonly notices: readonly string[];
}
