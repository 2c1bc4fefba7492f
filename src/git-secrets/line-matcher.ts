/** Finds the lines of many contents that match, under a time limit that contents share. */

import type { Buffer } from 'node:buffer';
import { runEachWithin, TimeLimitReached } from '#detect/budget.ts';
import { isRuleFailure } from '#detect/run-rules.ts';
import { DetectError, messageOf } from '#model/errors.ts';
import { endsSoon } from '#rules/ends-soon.ts';
import { createCandidateSearch } from './candidate-lines.ts';
import type { LinePattern } from './compile-pattern.ts';
import { createLineSearch, type LineHit, type SearchedText } from './line-search.ts';

export type { LineHit } from './line-search.ts';

/** The lines of a content, or why they are not known, in words. */
export type LineOutcome = { readonly hits: readonly LineHit[] } | { readonly failure: string };

/** Runs a set of patterns on contents that begin and end between two lines. */
export interface LineMatcher {
  /**
   * `bytes` may be used again at once. `settle` is called by this call or a later one, in the order of submissions; for
   * a content in which nothing can match it is not called at all.
   */
  submit(bytes: Buffer, settle: (outcome: LineOutcome) => void): void;
  /** Settles what is left. */
  flush(): void;
}

/** Time for all patterns on a short content, and for every million bytes more, where they are not shown to end soon. */
const BASE_LIMIT_MS = 2000;
const LIMIT_MS_PER_MILLION = 500;

/** To start a watchdog takes longer than most contents, so that they wait until there are so many of them, or bytes. */
const MOST_WAITING = 256;
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

interface Waiting extends SearchedText {
  readonly settle: (outcome: LineOutcome) => void;
}

/** A matcher for `patterns`; without any it finds nothing. */
export function createLineMatcher(patterns: readonly LinePattern[]): LineMatcher {
  const findCandidates = createCandidateSearch(patterns);
  const search = createLineSearch(patterns);
  const needsText = patterns.some(({ literals }) => literals === undefined);
  let waiting: Waiting[] = [];
  let waitingBytes = 0;

  function failureText(error: unknown, { running }: Waiting): string {
    if (!isRuleFailure(error)) throw error;
    const said = `${patterns[running]?.name} was ${messageOf(error)}`;
    return error instanceof TimeLimitReached ? `${said}: make it simpler, or give it bounds` : messageOf(error);
  }

  function settleAll(batch: readonly Waiting[]): void {
    const longest = Math.max(...batch.map(({ text }) => text.length));
    const tasks = batch.map((content) => () => search(content));
    const isSafe = patterns.every(({ safety }) => endsSoon(safety, longest));
    const limitMs = BASE_LIMIT_MS + Math.ceil((longest / 1e6) * LIMIT_MS_PER_MILLION);
    const outcomes = isSafe ? tasks.map((task) => ({ value: task() })) : runEachWithin(limitMs, tasks);
    batch.forEach((content, index) => {
      const outcome = outcomes[index] ?? { error: new DetectError('it was not searched') };
      content.settle('value' in outcome ? { hits: outcome.value } : { failure: failureText(outcome.error, content) });
    });
  }

  function flush(): void {
    const batch = waiting;
    waiting = [];
    waitingBytes = 0;
    if (batch.length > 0) settleAll(batch);
  }

  return {
    submit(bytes, settle) {
      const candidates = findCandidates(bytes);
      if (bytes.length === 0 || (candidates.length === 0 && !needsText)) return;
      waiting.push({ text: bytes.toString('latin1'), candidates, running: 0, settle });
      waitingBytes += bytes.length;
      if (waiting.length >= MOST_WAITING || waitingBytes >= MOST_WAITING_BYTES) flush();
    },
    flush,
  };
}
