/** Runs one rule's regular expression over a text: where it matches and where in the match the secret stands. */

import { DetectError } from '#model/errors.ts';
import type { CompiledRule } from '#rules/compile.ts';
import { runWithin } from './budget.ts';

/** Offsets are UTF-16 code units from 0, ends exclusive. */
export interface RawMatch {
  readonly from: number;
  readonly to: number;
  readonly secretFrom: number;
  readonly secretTo: number;
}

/** Time for a rule that was not shown safe, on a short text and for every million code units more. */
const BASE_LIMIT_MS = 1000;
const LIMIT_MS_PER_MILLION = 200;

/** Memory is finite: a rule that matches everywhere is said, not silently cut. */
const MOST_RAW_MATCHES = 1_000_000;

/**
 * All matches, left to right and not overlapping. Throws TimeLimitReached when a rule that was not shown safe takes too
 * long, and DetectError when there are more than a million or V8 cannot run the regex.
 */
export function rawMatches(compiled: CompiledRule, text: string): readonly RawMatch[] {
  const regex = compiled.regex();
  if (regex === undefined) return [];
  const run = (): RawMatch[] => collectMatches(regex, text, compiled.rule.secretGroup);
  if (compiled.rule.builtIn) return run();
  return runWithin(BASE_LIMIT_MS + Math.ceil((text.length / 1e6) * LIMIT_MS_PER_MILLION), run);
}

function collectMatches(regex: RegExp, text: string, secretGroup: number): RawMatch[] {
  const found: RawMatch[] = [];
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match !== null; match = regex.exec(text)) {
    const [from, to] = [match.index, match.index + match[0].length];
    // One step ahead into a surrogate pair would, with the flag u, match the same nothing again for ever.
    if (to === from) regex.lastIndex = to + ((text.codePointAt(to) ?? 0) > 0xffff ? 2 : 1);
    const [secretFrom, secretTo] = (secretGroup === 0 ? undefined : match.indices?.[secretGroup]) ?? [from, to];
    if (secretTo > secretFrom) found.push({ from, to, secretFrom, secretTo });
    if (found.length > MOST_RAW_MATCHES) throw new DetectError(`it matches more than ${MOST_RAW_MATCHES} times`);
  }
  return found;
}
