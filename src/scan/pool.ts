/** The worker threads of one scan: started together, stopped together. */

import type { Problem } from '#model/report.ts';
import type { RuleSet } from '#model/rule.ts';
import type { Looked } from '#model/work-unit.ts';
import type { ReaderSpec } from '#sources/reader-spec.ts';
import { type PoolWorker, startWorker } from './pool-worker.ts';

/** What a pool is made of. */
export interface PoolOptions {
  readonly workers: number;
  readonly ruleSet: RuleSet;
  readonly reader: ReaderSpec;
  /** See `UnitWatch`. */
  readonly remembers: boolean;
  /** The program of the workers: an absolute path. */
  readonly file: string;
  /** How far the share at a place is. */
  onLooked(place: number, looked: Readonly<Looked>): void;
}

/** Threads that read units. They keep the process alive until `close`. */
export interface Pool {
  readonly workers: readonly PoolWorker[];
  /** Asks for an early end: each share is answered soon, with what was found in it until then. */
  stop(): void;
  /** Ends all threads; the problems of those that died with nothing to read. */
  close(): readonly Problem[];
}

/** A worker that has not answered so many milliseconds after `stop` is ended in the middle of its work. */
const STOP_MS = 100;

/** Starts the threads, and returns before they are up. */
export function createPool({ workers: count, ruleSet, reader, remembers, file, onLooked }: PoolOptions): Pool {
  const stopFlag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const start = { ruleSet, reader, remembers, stopFlag };
  const workers = Array.from({ length: count }, () => startWorker(file, start, onLooked));
  let patience: NodeJS.Timeout | undefined;
  return {
    workers,
    stop() {
      Atomics.store(new Int32Array(stopFlag), 0, 1);
      for (const worker of workers) worker.stop();
      patience ??= setTimeout(() => {
        for (const worker of workers) worker.giveUp();
      }, STOP_MS);
    },
    close() {
      clearTimeout(patience);
      return workers.flatMap((worker) => worker.close());
    },
  };
}
