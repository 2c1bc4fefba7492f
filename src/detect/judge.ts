/** What happens between a regex's hit and a match: its extent, entropy, checks, and the facts that reports need of it. */

import type { Match } from '#model/match.ts';
import type { Range } from '#model/position.ts';
import type { Rule } from '#model/rule.ts';
import type { Severity } from '#model/severity.ts';
import { shannonEntropy } from '#text/entropy.ts';
import type { Candidate } from './check.ts';
import type { Content } from './content.ts';
import { detached } from './excerpt.ts';
import { extendMatch } from './extend-match.ts';
import type { RawMatch } from './raw-matches.ts';
import type { Reads } from './reads.ts';
import { checksOf } from './rule-checks.ts';
import type { TextView } from './text-view.ts';

const MATCHED_LENGTH = 4096;

/** Judges raw matches of one text; undefined means that it is no credential. */
export type Judge = (rule: Rule, raw: RawMatch) => Match | undefined;

/** What matched a rule's regex and is no credential, for whoever wants to know why nothing was found. */
export interface Rejection extends Range {
  readonly rule: string;
  /** What the regex took for the secret. It stays inside the process, as that of a match does. */
  readonly secret: string;
  /** What decided: `extent`, `entropy`, or an entry of `validate`. */
  readonly by: string;
}

/** Told of everything that is rejected. */
export type OnRejected = (rejection: Rejection) => void;

/** Who wants to know more than what was found. */
export interface JudgeWatch {
  readonly onRejected?: OnRejected | undefined;
  /** Told of all text that is looked at. */
  readonly reads?: Reads | undefined;
}

/** A judge for one content. Its lines, and its whole text, are asked for only where something is found. */
export function createJudge(
  { view, lines: linesOf, excerpts }: Content,
  { onRejected, reads }: JudgeWatch = {},
): Judge {
  const reject = ({ id }: Rule, { secretFrom, secretTo }: RawMatch, by: string): undefined => {
    if (onRejected === undefined) return;
    const lines = linesOf();
    const range = { start: lines.position(secretFrom), end: lines.position(secretTo) };
    onRejected({ rule: id, secret: view.slice(secretFrom, secretTo), ...range, by });
  };
  return (rule, found) => {
    if (rule.extent !== undefined) reads?.noteAll();
    const raw = extendMatch(rule, view, found);
    if (raw === undefined) return reject(rule, found, 'extent');
    const secret = view.slice(raw.secretFrom, raw.secretTo);
    if (rule.entropy > 0 && shannonEntropy(secret) < rule.entropy) return reject(rule, raw, 'entropy');
    const opinion = consult(rule, candidateAt(noting(view, raw, reads), raw, secret));
    if (typeof opinion === 'string') return reject(rule, raw, opinion);
    const lines = linesOf();
    return {
      rule: rule.id,
      secret: detached(secret),
      matched: detached(view.slice(raw.from, Math.min(raw.to, raw.from + MATCHED_LENGTH))),
      offset: raw.secretFrom,
      start: lines.position(raw.secretFrom),
      end: lines.position(raw.secretTo),
      excerpt: excerpts()(raw.secretFrom, raw.secretTo),
      ...opinion,
    };
  };
}

/** Gives slices of `view` and notes them, each with the secret that it decides about. */
function noting(view: TextView, { secretFrom, secretTo }: RawMatch, reads: Reads | undefined): Pick<TextView, 'slice'> {
  if (reads === undefined) return view;
  return {
    slice(from, to) {
      reads.note(view.byteOf(Math.min(from, secretFrom)), view.byteOf(Math.max(to, secretTo) + 1));
      return view.slice(from, to);
    },
  };
}

function candidateAt(
  view: Pick<TextView, 'slice'>,
  { from, secretFrom, secretTo }: RawMatch,
  secret: string,
): Candidate {
  return {
    secret,
    lead: view.slice(from, secretFrom),
    before: (length) => view.slice(Math.max(0, secretFrom - length), secretFrom),
    after: (length) => view.slice(secretTo, secretTo + length),
  };
}

interface Opinion {
  readonly severity: Severity;
  readonly details: Readonly<Record<string, string>>;
  readonly excuse?: { readonly by: 'allowlist'; readonly reason: string };
}

/** Asks the rule's checks in order: the first rejection ends it and is named, the first excuse is kept, details add up. */
function consult(rule: Rule, candidate: Candidate): Opinion | string {
  let opinion: Opinion = { severity: rule.severity, details: {} };
  for (const [index, check] of checksOf(rule).entries()) {
    const verdict = check(candidate);
    if (verdict.kind === 'reject') return rule.validate[index] ?? 'check';
    if (verdict.kind === 'excuse')
      opinion = { ...opinion, excuse: opinion.excuse ?? { by: 'allowlist', reason: verdict.reason } };
    else {
      opinion = {
        ...opinion,
        severity: verdict.severity ?? opinion.severity,
        details: { ...opinion.details, ...verdict.details },
      };
    }
  }
  return opinion;
}
