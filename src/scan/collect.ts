/** Reads and detects everything that a source plans, in one thread or in several, and puts it together in the plan's order. */

import { createDetector } from '#detect/detect.ts';
import type { OnRejected } from '#detect/judge.ts';
import type { Problem, Skip } from '#model/report.ts';
import type { RuleSet } from '#model/rule.ts';
import type { Looked, UnitResult } from '#model/work-unit.ts';
import type { CompiledRules } from '#rules/compile.ts';
import type { Found, Source } from '#sources/source.ts';
import { chooseJobs } from './jobs.ts';
import { type PairedMatch, pairMatches } from './pair.ts';
import type { Pool } from './pool.ts';
import type { PoolWorker } from './pool-worker.ts';
import { problemOf } from './problem-of.ts';
import { countProgress, type Progress, type ProgressCount } from './progress.ts';
import { createRest } from './rest.ts';
import { add, runUnit } from './run-unit.ts';
import { createUnitQueue, type Part, type UnitQueue } from './unit-queue.ts';
import { WORKER_FILE } from './worker-file.ts';
import type { Share } from './worker-protocol.ts';

/** What is to be collected, and how. */
export interface CollectInput {
  readonly source: Source;
  readonly ruleSet: RuleSet;
  /** The same rules, for this thread. */
  readonly compiled: CompiledRules;
  /** Threads; undefined: as many as pay. */
  readonly jobs: number | undefined;
  readonly signal: AbortSignal | undefined;
  /** The program of worker threads; replaced in tests only. */
  readonly workerFile?: string | undefined;
  onProgress(progress: Progress): void;
  /** Told what was read and found, unit by unit, in no order. */
  readonly onResult?: ((result: UnitResult) => void) | undefined;
  /** Whether to note the objects in which nothing is found: `UnitResult.quiet`. */
  readonly remembers?: boolean | undefined;
  /** Told by this thread alone, so `jobs` has to be 1. */
  readonly onRejected?: OnRejected | undefined;
}

/** Everything that was read and found, before anything is attributed. */
export interface Collected {
  readonly found: readonly Found<PairedMatch>[];
  readonly looked: Readonly<Looked>;
  readonly skips: readonly Skip[];
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

/** Shares that a worker has at a time: one that it reads, and one for when it is done with that. */
const SHARES_IN_FLIGHT = 2;

/** Throws only what is a bug; every failure is a Problem, and costs as little as it can. */
export async function collect(input: CollectInput): Promise<Collected> {
  const { source, signal } = input;
  const parts: Part[] = [];
  const problems: Problem[] = [];
  const progress = countProgress(source.kind, input.onProgress);
  const queue = createUnitQueue(source, parts, (total) => progress.onTotal(total));
  const isStopped = (): boolean => signal?.aborted ?? false;
  const take = (place: number, result: UnitResult): void => {
    if (result.references !== undefined) source.referTo?.(result.references);
    parts[place] = { kind: 'result', result };
    input.onResult?.(result);
    progress.onRead(place, result.looked);
  };
  try {
    problems.push(...(await readAll(input, queue, progress, take).finally(queue.close)));
    queue.check();
    if (!isStopped()) for await (const note of source.conclude?.() ?? []) parts.push(note);
  } catch (error) {
    // Git was stopped in the middle of a word: that the scan was interrupted says it all.
    if (!isStopped()) problems.push(problemOf(error));
  }
  return assemble(parts, problems, input);
}

/** Reads every unit of the queue; returns the problems of threads that are no problems of units. */
async function readAll(
  input: CollectInput,
  queue: UnitQueue,
  progress: ProgressCount,
  take: (place: number, result: UnitResult) => void,
): Promise<readonly Problem[]> {
  const { source, compiled, signal } = input;
  const isStopped = (): boolean => signal?.aborted ?? false;
  const drain = async (read: (share: Share) => Promise<UnitResult>, goesOn = () => true): Promise<void> => {
    while (goesOn() && !isStopped()) {
      const share = await queue.next();
      if (share === undefined) return;
      take(share.place, await read(share));
    }
  };

  const detector = createDetector(compiled, input.onRejected);
  const rest = createRest();
  const watch = { stop: isStopped, rest, remembers: input.remembers === true };
  const here = ({ place, unit }: Share): Promise<UnitResult> =>
    runUnit(source, unit, detector, { ...watch, onLooked: (looked) => progress.onLooked(place, looked) });

  const pool = await createPoolFor(input, queue, progress);
  if (pool === undefined) {
    await drain(here);
    return [];
  }
  const stop = (): void => pool.stop();
  signal?.addEventListener('abort', stop);
  if (isStopped()) stop();
  const drainBy = async (worker: PoolWorker): Promise<void> => {
    await Promise.race([worker.ready, queue.exhausted]);
    const shares = Array.from({ length: SHARES_IN_FLIGHT }, () => drain((share) => worker.read(share), worker.isAlive));
    await Promise.all(shares);
  };
  let problems: readonly Problem[] = [];
  try {
    const reads = pool.workers.map(drainBy);
    if (readsHere(compiled)) reads.push(drain(here));
    await Promise.all(reads);
    // Where every worker died there may be something left.
    await drain(here);
  } finally {
    signal?.removeEventListener('abort', stop);
    problems = pool.close();
  }
  return problems;
}

/**
 * Whether this thread takes shares as well, which saves the start of one more. A rule that may take long keeps it from
 * that: this thread must hear of an interruption while the others are busy.
 */
function readsHere({ rules }: CompiledRules): boolean {
  return rules.every(({ rule }) => rule.builtIn || rule.safety.kind === 'proved');
}

/** The threads that the work is worth; undefined when that is none but this. */
async function createPoolFor(
  { source, ruleSet, compiled, jobs, remembers, workerFile }: CollectInput,
  queue: UnitQueue,
  progress: ProgressCount,
): Promise<Pool | undefined> {
  if (source.reader === undefined || jobs === 1) return undefined;
  const { isEnough, choose } = chooseJobs(jobs, source.reader);
  const count = choose(await queue.planAhead(isEnough));
  if (count === 1) return undefined;
  // Loaded when threads pay: node's own module for them takes some milliseconds.
  const { createPool } = await import('./pool.ts');
  return createPool({
    workers: readsHere(compiled) ? count - 1 : count,
    ruleSet,
    reader: source.reader,
    remembers: remembers === true,
    file: workerFile ?? WORKER_FILE,
    onLooked: (place, looked) => progress.onLooked(place, looked),
  });
}

/** In the order of the plan, whatever the order in which it was read. */
function assemble(parts: readonly Part[], failures: readonly Problem[], { compiled, signal }: CollectInput): Collected {
  const looked: Looked = { files: 0, commits: 0, objects: 0, direct: 0, bytes: 0, opaque: 0 };
  const found: Found<PairedMatch>[] = [];
  const skips: Skip[] = [];
  const problems: Problem[] = [];
  const notices: string[] = [];
  for (const part of parts) {
    if (part === undefined) {
      if (signal?.aborted !== true) throw new Error('a unit of the plan was not read');
    } else if (part.kind === 'skip') skips.push(part.skip);
    else if (part.kind === 'problem') problems.push(part.problem);
    else if (part.kind === 'notice') notices.push(part.message);
    else {
      const { result } = part;
      add(looked, result.looked);
      for (const skip of result.skips) skips.push(skip);
      for (const problem of result.problems) problems.push(problem);
      for (const { origin, matches } of result.chunks) {
        for (const match of pairMatches(matches, compiled)) found.push({ origin, match });
      }
    }
  }
  return { found, looked, skips, problems: [...problems, ...failures], notices };
}
