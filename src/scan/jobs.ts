/** How many threads a scan is worth. */

import { availableParallelism } from 'node:os';
import type { ReaderSpec } from '#sources/reader-spec.ts';
import type { PlanEvent } from '#sources/source.ts';

/** What is known of a plan before anything of it is read. */
export interface Ahead {
  readonly units: number;
  /** How much there is to read in these units; see `workOf`. */
  readonly work: number;
  /** How much there is to read in all, where the plan said it. */
  readonly total: number;
  /** Whether there are no further units. */
  readonly whole: boolean;
}

/** Opening, reading and closing a file takes as long as scanning so many bytes. */
const FILE_BYTES = 8 * 1024;

/** Below this, a thread takes longer to start and to be compiled than it saves; ARCHITECTURE.md has the measurement. */
const BREAK_EVEN = {
  /** In bytes, each file being FILE_BYTES more than it is. */
  files: 256 * 1024 * 1024,
  /** In objects. V8 compiles and collects beside one thread, so that it keeps more than one processor busy. */
  objects: 50_000,
};

/** Unless more are asked for. Each thread that reads objects has a slab of 64 MiB for them, or a git beside it. */
const MOST_BY_DEFAULT = { files: 8, objects: 4 };

/** The work in a unit: bytes for files, else a count. */
export function workOf({ unit, bytes = 0 }: Extract<PlanEvent, { kind: 'unit' }>): number {
  if (unit.kind === 'files') return bytes + unit.files.length * FILE_BYTES;
  if (unit.kind === 'packed') return unit.slots.length;
  if (unit.kind === 'loose') return unit.ids.length;
  return unit.kind === 'objects' ? unit.objects.length : 0;
}

/** How much of a plan must be known to choose, and the choice. */
export interface Jobs {
  isEnough(ahead: Ahead): boolean;
  /** Threads that read, the main thread included. */
  choose(ahead: Ahead): number;
}

/** `jobs` as it was asked for, though never more than there are units; undefined: as many as pay. */
export function chooseJobs(jobs: number | undefined, { kind }: ReaderSpec): Jobs {
  if (jobs !== undefined) {
    return { isEnough: ({ units }) => units >= jobs, choose: ({ units }) => Math.max(1, Math.min(jobs, units)) };
  }
  const most = Math.min(availableParallelism(), MOST_BY_DEFAULT[kind]);
  const pays = ({ work, total }: Ahead): boolean => Math.max(work, total) >= BREAK_EVEN[kind];
  return {
    isEnough: (ahead) => most === 1 || (ahead.units > 1 && pays(ahead)),
    choose: (ahead) => (pays(ahead) ? Math.max(1, Math.min(most, ahead.whole ? ahead.units : most)) : 1),
  };
}
