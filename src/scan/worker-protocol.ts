/** What the main thread and its workers say to each other: plain data only. */

import type { RuleSet } from '#model/rule.ts';
import type { Looked, UnitResult, WorkUnit } from '#model/work-unit.ts';
import type { ReaderSpec } from '#sources/reader-spec.ts';

/** A unit and its place in the plan: results are put together in the order of their places, whoever read them. */
export interface Share {
  readonly place: number;
  readonly unit: WorkUnit;
}

/** What a worker is started with. */
export interface WorkerStart {
  readonly ruleSet: RuleSet;
  readonly reader: ReaderSpec;
  /** See `UnitWatch`. */
  readonly remembers: boolean;
  /** One Int32: anything but 0 asks for an end. Shared, because a worker that is busy gets no messages. */
  readonly stopFlag: SharedArrayBuffer;
}

export type ToWorker = { readonly kind: 'read'; readonly share: Share } | { readonly kind: 'stop' };

/** `ready` comes first and once; `read` once for each share, in the order in which they were sent. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'looked'; readonly place: number; readonly looked: Readonly<Looked> }
  | { readonly kind: 'read'; readonly place: number; readonly result: UnitResult };
