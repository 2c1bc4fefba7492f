/** What configuration files come to, all together: the step between files and `ScanOptions`. */

import type { Allowlist, Rule, RuleSet } from '#model/rule.ts';
import type { ScanSettings, SuppressSettings } from '#rules/rule-file.ts';
import type { Wishes } from '#rules/select-rules.ts';

/** The sum of all files, before the command line has its say. */
export interface Settings {
  /** All rules that exist, those that are off included. */
  readonly rules: readonly Rule[];
  readonly allowlists: readonly Allowlist[];
  readonly scan: ScanSettings;
  readonly suppress: SuppressSettings;
  /** Which rules the files want on and off, the most general file first. */
  readonly wishes: readonly Wishes[];
  /** Selectors of `extend.disabledRules`, whose rules are opt-in ones now. */
  readonly disabledRules: readonly string[];
  readonly narrowedBy: readonly string[];
  readonly notices: readonly string[];
}

/** Where there is no file at all. */
export function plainSettings(builtIn: RuleSet): Settings {
  return {
    rules: builtIn.rules,
    allowlists: builtIn.allowlists,
    scan: { include: [], exclude: [], enable: [], disable: [] },
    suppress: {},
    wishes: [],
    disabledRules: [],
    narrowedBy: [],
    notices: [],
  };
}
