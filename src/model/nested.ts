/** What configuration files in sub-folders say: asked for only when something was found below them. */

import type { Problem } from './report.ts';
import type { Allowlist, Rule } from './rule.ts';

/** Globs of one file, relative to its folder. */
export interface NestedExclude {
  /** With a final `/`. */
  readonly folder: string;
  readonly globs: readonly string[];
  /** As reports name it. */
  readonly file: string;
}

/** All that such files say of some paths. */
export interface NestedConfig {
  /** Each has its `folder`. */
  readonly allowlists: readonly Allowlist[];
  readonly excludes: readonly NestedExclude[];
  /** The files, which do nothing but narrow. */
  readonly narrowedBy: readonly string[];
  readonly notices: readonly string[];
  /** Files that cannot be used. */
  readonly problems: readonly Problem[];
}

/** Asks for it. Paths are relative to the root; `rules` are those that run, which files may name. */
export type FindNested = (paths: readonly string[], rules: readonly Rule[]) => Promise<NestedConfig>;
