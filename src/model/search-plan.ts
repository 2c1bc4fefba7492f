/**
 * How a rule's regex is run: derived from its syntax tree when the rule is checked, plain data from then on. All distances
 * are UTF-16 code units.
 */

/** A literal that a regex needs, and how far from it a match may begin and end. */
export interface PlanAnchor {
  /** ASCII, two characters or more; lower case unless `caseSensitive`. */
  readonly literal: string;
  /** Compared without regard to the case of ASCII letters when false. */
  readonly caseSensitive: boolean;
  /** A match begins at most so many code units before the literal does. */
  readonly before: number;
  /**
   * `inside`: a match ends at most so many code units after the literal begins. `near`: a match begins at most so many
   * code units after the literal begins.
   */
  readonly after: number;
}

/** What of the text around a match may decide about it. */
export interface PlanExtent {
  /** Most code units of a match. */
  readonly length: number;
  /** How far lookbehinds, `\b` and `^` see before the beginning of a match. */
  readonly lookBehind: number;
  /** How far lookaheads, `\b` and `$` see behind the end of a match. */
  readonly lookAhead: number;
}

/**
 * `inside`: every match consumes one of the anchors; for each occurrence A of an anchor the regex has at most one match,
 * the one with the smallest start whose text holds A. `near`: a match stands near an anchor without holding it; for each
 * occurrence every match counts whose start lies within the anchor's reach, from left to right and not overlapping.
 * `whole`: the regex runs over the whole text, from left to right and not overlapping; `why` says what it lacks, for
 * people (`its matches have no longest length: "\s*"`).
 */
export type SearchPlan =
  | ({ readonly kind: 'inside' | 'near'; readonly anchors: readonly PlanAnchor[] } & PlanExtent)
  | { readonly kind: 'whole'; readonly why: string };

/** A plan by which a rule runs in windows around its anchors. */
export type WindowedPlan = Exclude<SearchPlan, { readonly kind: 'whole' }>;

/**
 * Whether a regex was shown to end soon on any text. `steps` bounds what the matcher tries from one start position.
 * A rule whose regex is unproved runs under a time limit.
 */
export type SafetyProof =
  | { readonly kind: 'proved'; readonly steps: number }
  | { readonly kind: 'unproved'; readonly why: string };

/** No window is larger than this on one side of an anchor: pieces of long contents overlap by more. */
export const MOST_REACH = 20_000;
