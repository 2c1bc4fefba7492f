/** Rules as plain data: what pattern files say after they were checked, and what workers are sent. */

import type { SafetyProof, SearchPlan } from './search-plan.ts';
import type { Severity } from './severity.ts';

/** What an allowlist's regexes are tried on; `place` is `path:line:content`, as git-secrets shows a line. */
export type RegexTarget = 'secret' | 'match' | 'line' | 'place';

/** How well the form of a credential is known: its vendor documents it, it was seen, or it is told by others. */
export const EVIDENCE = ['documented', 'observed', 'believed'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** A JavaScript regular expression as data. `flags` never holds `g` or `y`; whoever runs it adds those. */
export interface RegexData {
  readonly source: string;
  readonly flags: string;
  /** Set where POSIX wants the longest match at a position and JavaScript's first may be shorter. */
  readonly longest?: true;
}

/** Text that a file's name ends in: ASCII, lower case where `folded`, which says that case does not count. */
export interface PathEnding {
  readonly text: string;
  readonly folded: boolean;
}

/** A regex for paths. */
export interface PathRegex extends RegexData {
  /** Every path that it matches ends in one of these; absent where that is not known, or not needed. */
  readonly endings?: readonly PathEnding[];
}

/**
 * Excuses matches, with a reason that reports repeat. `condition` says whether one of the filled lists must agree
 * (`or`) or all of them (`and`).
 */
export interface Allowlist {
  /** The reason. "none given" where a foreign configuration gives none. */
  readonly description: string;
  readonly condition: 'or' | 'and';
  readonly regexTarget: RegexTarget;
  readonly regexes: readonly RegexData[];
  /** Tried on the path's text, `/` between folders. */
  readonly paths: readonly RegexData[];
  /** Lower case; one that occurs in the lower-cased secret agrees. */
  readonly stopwords: readonly string[];
  /** Commit hashes, whole or abbreviated to 7 or more digits. */
  readonly commits: readonly string[];
  /** Rule ids it is for; empty means all. */
  readonly targetRules: readonly string[];
  /** The folder below which alone it counts, with a final `/`; `paths` are then tried on what stands behind it. */
  readonly folder?: string;
  /** File that it came from, for reports; `built in` for ours. */
  readonly origin: string;
}

/** A partner that must stand nearby for a match to count; where several do, the nearest is the one. */
export interface Requirement {
  /** Id of the partner's rule, or the id that its findings carry. */
  readonly rule: string;
  /** Largest distance in lines between the two, 0 for the same line. */
  readonly withinLines: number;
  /** Largest distance in UTF-16 code units between the two; absent means no limit. */
  readonly withinCharacters?: number;
  /** Most columns between the two, whatever their lines; absent means no limit. */
  readonly withinColumns?: number;
}

/**
 * Another kind of credential that completes this one: a match of it nearby becomes part of the finding and is none of
 * its own. Each is used once, so that tables and files of settings fall into pairs.
 */
export interface Member {
  /** Id that findings of that kind carry. */
  readonly rule: string;
  /** Largest distance in lines between the two, 0 for the same line. */
  readonly withinLines: number;
  /** Largest distance in UTF-16 code units between two on one line, where lines say nothing. */
  readonly withinCharacters: number;
  /** What both together are; absent: what each is by itself. */
  readonly severity?: Severity;
}

/**
 * One kind of credential. `keywords` are the anchors: literals of which one must occur in the chunk, compared without
 * regard to case unless `caseSensitiveKeywords`. No keywords: the rule runs on every chunk. No regex: a rule on paths only.
 */
export interface Rule {
  readonly id: string;
  /** Id that findings carry: several rules may find the same kind of credential in different contexts. */
  readonly reportAs: string;
  readonly title: string;
  readonly description: string;
  /** What to do about a leak, one sentence for the text report. */
  readonly advice: string;
  readonly severity: Severity;
  readonly regex?: RegexData;
  /** The regex as its file has it, for people; absent where it runs as it was written. */
  readonly writtenRegex?: string;
  /** Tried on the path's text; a rule with both counts only in such files. */
  readonly path?: PathRegex;
  /** Capture group that holds the secret; 0 is the whole match. */
  readonly secretGroup: number;
  readonly keywords: readonly string[];
  readonly caseSensitiveKeywords: boolean;
  /** Least Shannon entropy of the secret in bits a character; 0 means no test. */
  readonly entropy: number;
  /** Names of checks in `detect/checks/`, run in order. */
  readonly validate: readonly string[];
  /** All of them have to be there. */
  readonly requires: readonly Requirement[];
  readonly members: readonly Member[];
  /** Its matches give way to those of rules that know more: one that overlaps with any of them is none. */
  readonly yields: boolean;
  /** Its matches are partners of other rules and nothing else: they are not reported. */
  readonly skipReport: boolean;
  /** Off unless `--enable` names it. */
  readonly optIn: boolean;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  /** Absent where the rule does not say. */
  readonly evidence?: Evidence;
  readonly allowlists: readonly Allowlist[];
  /** Bits that any matching secret is known to hold; below 64 its fingerprint uses a slow hash. */
  readonly secretBits: number;
  /** How the engine runs the regex; `whole` where there is none. */
  readonly search: SearchPlan;
  /** Whether the regex was shown to end soon on any text; proved where there is none. */
  readonly safety: SafetyProof;
  /** Name of the function in `detect/extents/` that finds the end of a secret longer than a regex should be (a PEM block). */
  readonly extent?: string;
  /** Every match holds a run of so many value bytes (`rules/value-characters.ts`): a cheap test before the regex. 0 means no test. */
  readonly valueRun: number;
  /** Its matches begin in a name that is given a literal value: a cheap test before the regex. */
  readonly assigned: boolean;
  /**
   * A credential of the user's own, which is the only thing that the rule finds. Nothing excuses it, and it is never
   * printed, not even where secrets are revealed.
   */
  readonly own?: string;
  /** True for the rules that ship with keysieve, which are shown safe when they are built. */
  readonly builtIn: boolean;
  /** File that it came from; `built in` for ours. */
  readonly origin: string;
}

/** Everything that decides what is reported, ready for the engine. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly allowlists: readonly Allowlist[];
}
