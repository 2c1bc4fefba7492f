/** Finds the lines of many contents that match, under a time limit that contents share. */

import { Buffer } from 'node:buffer';
import { runEachWithin, TimeLimitReached } from '#detect/budget.ts';
import { isRuleFailure } from '#detect/run-rules.ts';
import { DetectError, messageOf } from '#model/errors.ts';
import { endsSoon } from '#rules/ends-soon.ts';
import { lazily } from '#text/lazily.ts';
import { createCandidateSearch } from './candidate-lines.ts';
import type { LinePattern } from './compile-pattern.ts';
import { createLineSearch, type LineHit, type SearchedContent } from './line-search.ts';

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

interface Waiting extends SearchedContent {
  readonly settle: (outcome: LineOutcome) => void;
}

/** A matcher for `patterns`; without any it finds nothing. */
export function createLineMatcher(patterns: readonly LinePattern[]): LineMatcher {
  const findCandidates = createCandidateSearch(patterns);
  const search = createLineSearch(patterns);
  const needsText = patterns.some(({ literals }) => literals === undefined);
  const room = lazily(() => Buffer.allocUnsafeSlow(MOST_WAITING_BYTES));
  let waiting: Waiting[] = [];
  let waitingBytes = 0;

  function failureText(error: unknown, { running }: Waiting): string {
    if (!isRuleFailure(error)) throw error;
    const said = `${patterns[running]?.name} was ${messageOf(error)}`;
    return error instanceof TimeLimitReached ? `${said}: make it simpler, or give it bounds` : messageOf(error);
  }

  function settleAll(batch: readonly Waiting[]): void {
    const tasks = batch.map((content) => () => search(content));
    const limitMs = BASE_LIMIT_MS + Math.ceil((longestOf(batch) / 1e6) * LIMIT_MS_PER_MILLION);
    const outcomes = endSoon(patterns, batch)
      ? tasks.map((task) => ({ value: task() }))
      : runEachWithin(limitMs, tasks);
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

  /** The bytes as long as they wait; a content that is longer than all the room waits for nothing. */
  function keep(bytes: Buffer): Buffer {
    if (bytes.length > MOST_WAITING_BYTES) return bytes;
    const kept = room().subarray(waitingBytes, waitingBytes + bytes.length);
    kept.set(bytes);
    return kept;
  }

  return {
    submit(bytes, settle) {
      const candidates = findCandidates(bytes);
      if (bytes.length === 0 || (candidates.length === 0 && !needsText)) return;
      if (waitingBytes + bytes.length > MOST_WAITING_BYTES) flush();
      waiting.push({ bytes: keep(bytes), candidates, running: 0, settle });
      waitingBytes += bytes.length;
      if (waiting.length >= MOST_WAITING || waitingBytes >= MOST_WAITING_BYTES) flush();
    },
    flush,
  };
}

function longestOf(batch: readonly SearchedContent[]): number {
  return Math.max(...batch.map(({ bytes }) => bytes.length));
}

/** Whether all patterns are certain to be through with a batch within a second or two, so that no watchdog is needed. */
function endSoon(patterns: readonly LinePattern[], batch: readonly SearchedContent[]): boolean {
  if (patterns.some(({ mostLength }) => mostLength === Number.POSITIVE_INFINITY)) return false;
  const longest = longestOf(batch);
  return patterns.every(({ safety }) => endsSoon(safety(), longest));
}
