/** What a rule or configuration file says, checked and as plain data, before it is merged with anything else. */

import type { Allowlist, Rule } from '#model/rule.ts';
import type { Severity } from '#model/severity.ts';
import type { Dialect } from './check-shape.ts';
import type { Locate } from './complaints.ts';

/** `[scan]`: settings that the file names, each as the option of `keysieve scan` of that name. */
export interface ScanSettings {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly enable: readonly string[];
  readonly disable: readonly string[];
  readonly failOn?: Severity;
  /** In bytes. */
  readonly maxFileSize?: number;
  readonly requireCoverage?: boolean;
  readonly strictCoverage?: boolean;
  readonly inline?: boolean;
  /** Leading characters of a secret to show. */
  readonly redact?: number;
}

/** `[suppress]`: what may excuse findings. */
export interface SuppressSettings {
  /** Whether comments of other tools count. */
  readonly foreign?: boolean;
}

/** `[extend]`. */
export interface Extension {
  /** Absent: not said, which means yes unless the extended file says no. */
  readonly useDefault?: boolean;
  /** As written, relative to the file. */
  readonly path?: string;
  readonly disabledRules: readonly string[];
}

/** Rule fields that an entry may change in a rule that exists; `regex` only where gitleaks' files extend each other. */
type ChangeableField =
  | ('title' | 'description' | 'advice' | 'severity' | 'regex' | 'writtenRegex' | 'path' | 'entropy' | 'secretGroup')
  | ('optIn' | 'requires' | 'members' | 'skipReport');

/**
 * A `[[rules]]` entry without a regex: changes the rule of that id that is there already. Where there is none it is a
 * rule on paths (`pathRule`), or of no use.
 */
export interface RuleChange {
  readonly id: string;
  /** 0-based place in the file's `[[rules]]`. */
  readonly index: number;
  readonly fields: Partial<Pick<Rule, ChangeableField>>;
  /** Added to what the rule has. */
  readonly keywords: readonly string[];
  readonly tags: readonly string[];
  readonly allowlists: readonly Allowlist[];
  readonly pathRule?: Rule;
}

/** A template (see `templates.ts`) and the file that its text pretends to stand in. */
export interface Sample {
  readonly text: string;
  readonly path?: string;
}

/** What a rule has to find and what it must not. */
export interface RuleSamples {
  readonly rule: string;
  readonly examples: readonly Sample[];
  readonly counterExamples: readonly Sample[];
}

/** One file that was checked. */
export interface RuleFile {
  /** As messages call it. */
  readonly file: string;
  readonly dialect: Dialect;
  readonly rules: readonly Rule[];
  readonly changes: readonly RuleChange[];
  /**
   * The same rules of a gitleaks file as changes, by id: where a file that it extends has a rule of that id, what the
   * later one does not say is inherited. Empty in strict files, whose rules replace others whole.
   */
  readonly overrides: ReadonlyMap<string, RuleChange>;
  readonly allowlists: readonly Allowlist[];
  readonly extend: Extension;
  readonly scan: ScanSettings;
  readonly suppress: SuppressSettings;
  readonly samples: readonly RuleSamples[];
  readonly notices: readonly string[];
  /** For messages about fields that only show to be wrong later, when files are merged. */
  readonly locate: Locate;
}
