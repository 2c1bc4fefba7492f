/** The units of a plan, numbered and handed out in their order; everything else that the plan says is kept in its place. */

import type { UnitResult } from '#model/work-unit.ts';
import type { Source, SourceNote } from '#sources/source.ts';
import { type Ahead, workOf } from './jobs.ts';
import { createRest } from './rest.ts';
import type { Share } from './worker-protocol.ts';

/** What stands at one place of the plan. A unit that was not read yet is undefined. */
export type Part = { readonly kind: 'result'; readonly result: UnitResult } | SourceNote | undefined;

/** Any number of readers may ask for units at the same time. The plan goes on only when somebody asks. */
export interface UnitQueue {
  /** The next unit; undefined when there is none any more, or when the plan failed. */
  next(): Promise<Share | undefined>;
  /** Plans on, from the start, until it is `enough`, or to the end. */
  planAhead(enough: (ahead: Ahead) => boolean): Promise<Ahead>;
  /** Resolves when there is nothing left to hand out. */
  readonly exhausted: Promise<void>;
  /** Ends the plan, whose processes may still run. */
  close(): Promise<void>;
  /** Throws what the plan failed with, if it did. */
  check(): void;
}

/** Writes the notes of `source.plan()` to `parts` and leaves a place there for each unit. */
export function createUnitQueue(source: Source, parts: Part[], onTotal: (total: number) => void): UnitQueue {
  let total = 0;
  const planned = planUnits(source, parts, (count) => {
    // Of files the number says little: how large they are is told with each unit.
    if (source.reader?.kind === 'objects') total = count;
    onTotal(count);
  });
  const ahead: Planned[] = [];
  let failure: { readonly error: unknown } | undefined;
  let onExhausted = (): void => {};
  const exhausted = new Promise<void>((resolve) => {
    onExhausted = resolve;
  });

  const plan = async (): Promise<Planned | undefined> => {
    try {
      const next = await planned.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      failure ??= { error };
      return undefined;
    }
  };

  return {
    exhausted,
    async next() {
      const { share } = ahead.shift() ?? (await plan()) ?? {};
      if (share === undefined) onExhausted();
      return share;
    },
    async planAhead(enough) {
      let sum: Ahead = { units: 0, work: 0, total, whole: false };
      while (!(sum.whole || enough(sum))) {
        const next = await plan();
        if (next !== undefined) ahead.push(next);
        const { units, work } = sum;
        sum =
          next === undefined
            ? { ...sum, whole: true }
            : { units: units + 1, work: work + next.work, total, whole: false };
      }
      return sum;
    },
    async close() {
      await planned.return(undefined);
    },
    check() {
      if (failure !== undefined) throw failure.error;
    },
  };
}

interface Planned {
  readonly share: Share;
  readonly work: number;
}

async function* planUnits(
  source: Source,
  parts: Part[],
  onTotal: (total: number) => void,
): AsyncGenerator<Planned, undefined> {
  const rest = createRest();
  for await (const event of source.plan()) {
    await rest();
    if (event.kind === 'total') onTotal(event.total);
    else if (event.kind !== 'unit') parts.push(event);
    else {
      const place = parts.push(undefined) - 1;
      yield { share: { place, unit: event.unit }, work: workOf(event) };
    }
  }
}
