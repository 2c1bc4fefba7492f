/** What happens between a regex's hit and a match: its extent, entropy, checks, and the facts that reports need of it. */

import type { Match } from '#model/match.ts';
import type { Rule } from '#model/rule.ts';
import type { Severity } from '#model/severity.ts';
import { shannonEntropy } from '#text/entropy.ts';
import type { LineIndex } from '#text/line-index.ts';
import type { Candidate } from './check.ts';
import { detached, excerptAt } from './excerpt.ts';
import { extendMatch } from './extend-match.ts';
import type { RawMatch } from './raw-matches.ts';
import { checksOf } from './rule-checks.ts';

const MATCHED_LENGTH = 4096;

/** Judges raw matches of one text; undefined means that it is no credential. */
export type Judge = (rule: Rule, raw: RawMatch) => Match | undefined;

/** A judge for one text. `lines` must be the index of the same text. */
export function createJudge(text: string, lines: LineIndex): Judge {
  return (rule, found) => {
    const raw = extendMatch(rule, text, found);
    if (raw === undefined) return undefined;
    const secret = text.slice(raw.secretFrom, raw.secretTo);
    if (rule.entropy > 0 && shannonEntropy(secret) < rule.entropy) return undefined;
    const opinion = consult(rule, { secret, text, start: raw.secretFrom, end: raw.secretTo });
    if (opinion === undefined) return undefined;
    return {
      rule: rule.id,
      secret: detached(secret),
      matched: detached(text.slice(raw.from, Math.min(raw.to, raw.from + MATCHED_LENGTH))),
      offset: raw.secretFrom,
      start: lines.position(raw.secretFrom),
      end: lines.position(raw.secretTo),
      excerpt: excerptAt(lines, raw.secretFrom),
      ...opinion,
    };
  };
}

interface Opinion {
  readonly severity: Severity;
  readonly details: Readonly<Record<string, string>>;
  readonly excuse?: { readonly by: 'allowlist'; readonly reason: string };
}

/** Asks the rule's checks in order: the first rejection ends it, the first excuse is kept, details add up. */
function consult(rule: Rule, candidate: Candidate): Opinion | undefined {
  let opinion: Opinion = { severity: rule.severity, details: {} };
  for (const check of checksOf(rule)) {
    const verdict = check(candidate);
    if (verdict.kind === 'reject') return undefined;
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
