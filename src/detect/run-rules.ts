/** Runs the rules that may match on one content, and says which of them did not come to their end. */

import { DetectError, messageOf } from '#model/errors.ts';
import type { Match } from '#model/match.ts';
import type { Rule } from '#model/rule.ts';
import { runEachWithin, TimeLimitReached } from './budget.ts';
import type { CandidateRule } from './candidate-rules.ts';
import { type Collector, createCollector } from './collector.ts';
import type { Content } from './content.ts';
import { createJudge, type JudgeWatch } from './judge.ts';
import { limitMsOf, needsLimit, runRule } from './run-rule.ts';
import type { TextView } from './text-view.ts';

/** What one or more rules found, and those that could not be run to their end. */
export interface DetectResult {
  readonly matches: readonly Match[];
  readonly problems: readonly DetectError[];
}

/** Rules that ran over their time so often are left out for the rest of the unit; the scan has failed by then. */
const MOST_OVERRUNS = 3;

/** A rule that is run on a content, with what it finds. */
interface Attempt {
  readonly candidate: CandidateRule;
  readonly collector: Collector<Match>;
  /** Absent for a rule that is left out. */
  readonly task?: () => void;
}

/** What runs on several contents share, and who watches them. */
export interface RunSettings extends JudgeWatch {
  /** How often each rule, by its id, ran over its time. */
  readonly overruns: Map<string, number>;
}

/** All matches in order. */
export function runRules(
  candidates: readonly CandidateRule[],
  content: Content,
  { overruns, ...watch }: RunSettings,
): DetectResult {
  const judge = createJudge(content, watch);
  const attempts = candidates.map((candidate): Attempt => {
    const { compiled, occurrences } = candidate;
    const collector = createCollector<Match>({
      judge: (raw) => judge(compiled.rule, raw),
      secretOf,
    });
    if ((overruns.get(compiled.rule.id) ?? 0) >= MOST_OVERRUNS) return { candidate, collector };
    return { candidate, collector, task: () => runRule(compiled, content.view, occurrences, collector, watch.reads) };
  });
  const failures = runAttempts(attempts, content.view);
  const problems = attempts.flatMap((attempt) => {
    const { rule } = attempt.candidate.compiled;
    if (attempt.task === undefined) return leftOut(rule);
    const failure = failures.get(attempt);
    if (failure instanceof TimeLimitReached) overruns.set(rule.id, (overruns.get(rule.id) ?? 0) + 1);
    return failure === undefined ? [] : unfinished(rule, failure);
  });
  return { matches: attempts.flatMap(({ collector }) => collector.found()).sort(compareMatches), problems };
}

/** What rules failed with. Those that need a time limit share one watchdog, since starting one takes longer than most rules. */
function runAttempts(attempts: readonly Attempt[], view: TextView): ReadonlyMap<Attempt, unknown> {
  const failures = new Map<Attempt, unknown>();
  const settle = (attempt: Attempt, error: unknown): void => {
    if (!isRuleFailure(error)) throw error;
    failures.set(attempt, error);
  };
  const limited: { readonly attempt: Attempt; readonly task: () => void }[] = [];
  for (const attempt of attempts) {
    const { task, candidate } = attempt;
    if (task === undefined) continue;
    const { compiled, occurrences } = candidate;
    if (needsLimit(compiled, view, occurrences)) {
      limited.push({ attempt, task });
      continue;
    }
    try {
      task();
    } catch (error) {
      settle(attempt, error);
    }
  }
  if (limited.length === 0) return failures;
  const outcomes = runEachWithin(
    limitMsOf(view),
    limited.map(({ task }) => task),
  );
  limited.forEach(({ attempt }, index) => {
    const outcome = outcomes[index];
    if (outcome !== undefined && 'error' in outcome) settle(attempt, outcome.error);
  });
  return failures;
}

function secretOf({ offset, secret }: Match): { readonly from: number; readonly to: number } {
  return { from: offset, to: offset + secret.length };
}

/** By offset, then by rule. */
export function compareMatches(a: Match, b: Match): number {
  return a.offset - b.offset || compareText(a.rule, b.rule);
}

function leftOut({ id }: Rule): DetectError {
  return new DetectError(`rule ${id} was not run here: it ran over its time limit ${MOST_OVERRUNS} times before`);
}

/** Users can mend their own rules; of ours they can only tell us. */
function unfinished({ id, builtIn }: Rule, cause: unknown): DetectError {
  const remedy = builtIn
    ? 'leave the file out (--exclude) if it is none of yours'
    : 'make its regex simpler or give it bounds';
  return new DetectError(`rule ${id} could not be run to its end here: ${messageOf(cause)}; ${remedy}`, { cause });
}

/**
 * What one rule does on one text and the others go on after. V8 finds a regex too large only when it first runs, and its
 * stack too small (RangeError) only in the middle of a text.
 */
export function isRuleFailure(error: unknown): boolean {
  return error instanceof DetectError || error instanceof SyntaxError || error instanceof RangeError;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
