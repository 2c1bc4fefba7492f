/** Puts files into units, by their number and size alone: what is read together must not depend on who reads it. */

import type { FileToRead } from '#model/work-unit.ts';
import type { PlanEvent } from '../source.ts';

/**
 * Some ten milliseconds of work: enough that a thread need not wait while the main thread plans the next one, few enough
 * to share them out evenly.
 */
const UNIT_FILES = 256;

/** A unit is closed by the file that fills it. */
const UNIT_BYTES = 4 * 1024 * 1024;

/** Gathers files in their order. */
export interface UnitPacker {
  /** The unit that is full now, if any. `bytes` is the size of the file. */
  add(file: FileToRead, bytes: number): Iterable<PlanEvent>;
  /** What has not filled a unit. */
  rest(): Iterable<PlanEvent>;
}

/** An empty packer. */
export function createUnitPacker(): UnitPacker {
  let files: FileToRead[] = [];
  let size = 0;

  const rest = function* (): Generator<PlanEvent> {
    if (files.length > 0) yield { kind: 'unit', unit: { kind: 'files', files }, bytes: size };
    files = [];
    size = 0;
  };

  return {
    *add(file, bytes) {
      files.push(file);
      size += bytes;
      if (files.length >= UNIT_FILES || size >= UNIT_BYTES) yield* rest();
    },
    rest,
  };
}
