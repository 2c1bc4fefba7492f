/** How many threads a scan is worth. */

import { availableParallelism } from 'node:os';
import type { PlanEvent } from '#sources/source.ts';

/** Opening, reading and closing a file costs as much as scanning so many bytes. */
const FILE_BYTES = 8 * 1024;

/** What an object of a history amounts to, on average; its plan does not know sizes. */
const OBJECT_BYTES = 20 * 1024;

/** Below this, starting a thread costs more than it saves. ARCHITECTURE.md has the measurement. */
const BREAK_EVEN_BYTES = 24 * 1024 * 1024;

/** Unless more are asked for: each thread has a heap of its own, and disks and memory do not get faster with threads. */
const MOST_BY_DEFAULT = 8;

/** The work in a unit, in bytes that could be scanned in its time. */
export function workOf({ unit, bytes = 0 }: Extract<PlanEvent, { kind: 'unit' }>): number {
  if (unit.kind === 'files') return bytes + unit.files.length * FILE_BYTES;
  if (unit.kind === 'objects') return unit.objects.length * OBJECT_BYTES;
  return bytes;
}

/** What was planned and not handed out. */
export interface Ahead {
  readonly units: number;
  /** How much there is to read in them; see `workOf`. */
  readonly work: number;
}

/** How much of a plan must be known to choose, and the choice. */
export interface Jobs {
  isEnough(ahead: Ahead): boolean;
  /** Threads that read, the main thread included. */
  choose(ahead: Ahead): number;
}

/** `jobs` as it was asked for; undefined: as many as pay. Never more than there are units. */
export function chooseJobs(jobs: number | undefined): Jobs {
  const most = jobs ?? Math.min(availableParallelism(), MOST_BY_DEFAULT);
  const pays = ({ work }: Ahead): boolean => jobs !== undefined || work >= BREAK_EVEN_BYTES;
  return {
    isEnough: (ahead) => most === 1 || (ahead.units >= most && pays(ahead)),
    choose: (ahead) => (pays(ahead) ? Math.max(1, Math.min(most, ahead.units)) : 1),
  };
}
