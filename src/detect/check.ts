/** The contract of checks: what runs after a rule's regex matched, to tell credentials from look-alikes. */

import type { Severity } from '#model/severity.ts';

/** What a check may look at; lengths are UTF-16 code units. Text is decoded as it is asked for: checks ask for little. */
export interface Candidate {
  readonly secret: string;
  /** What the match holds in front of the secret: the name of the value in rules that match it. */
  readonly lead: string;
  /** What stands right in front of the secret, `lead` included: `length`, or all that there is. */
  before(length: number): string;
  /** What stands right behind the secret: `length`, or all that there is. */
  after(length: number): string;
}

/**
 * `accept`: goes on, with what was found out. `reject`: no credential at all, dropped silently. `excuse`: has the form
 * of one but is known to be none (a documented example, a placeholder): listed as suppressed with the reason.
 */
export type Verdict =
  | { readonly kind: 'accept'; readonly severity?: Severity; readonly details?: Readonly<Record<string, string>> }
  | { readonly kind: 'reject' }
  | { readonly kind: 'excuse'; readonly reason: string };

/** Pure, fast, and never throws on any text. */
export type Check = (candidate: Candidate) => Verdict;

/**
 * Makes a check of what stands behind the colon in `validate` (empty where the check takes no argument), once for each
 * rule; `rules/check-syntax.ts` has seen to it that the argument is one that the check takes.
 */
export type CheckFactory = (argument: string) => Check;

export const ACCEPT: Verdict = { kind: 'accept' };
export const REJECT: Verdict = { kind: 'reject' };

/** For tests whose only answers are yes and no. */
export function acceptIf(isAccepted: boolean): Verdict {
  return isAccepted ? ACCEPT : REJECT;
}
