/** Notes the objects of a unit in which nothing was found, for a cache: one note when the last of an object was looked at. */

import { Buffer } from 'node:buffer';
import type { ChunkOrigin } from '#model/chunk.ts';
import { QUIET_KINDS } from '#model/work-unit.ts';

/** The objects of one unit, each told of in the order of its events. */
export interface QuietObjects {
  /** A piece of an object, and whether nothing was found in it. */
  piece(origin: ChunkOrigin, isQuiet: boolean): void;
  /** There is something to be said of the object, which has to be said again by every scan. */
  speaks(): void;
  /** The object was looked at to its end. */
  end(): void;
  /** `UnitResult.quiet`. */
  records(): Uint8Array<ArrayBuffer>;
}

/** No object yet. */
export function createQuietObjects(): QuietObjects {
  const ids: string[] = [];
  const kinds: number[] = [];
  let last: ObjectOrigin | undefined;
  let isQuiet = true;
  return {
    piece(origin, isQuietHere) {
      last = isObject(origin) ? origin : undefined;
      isQuiet &&= isQuietHere;
    },
    speaks() {
      isQuiet = false;
    },
    end() {
      if (isQuiet && last !== undefined) {
        ids.push(last.object);
        kinds.push(QUIET_KINDS[last.kind]);
      }
      last = undefined;
      isQuiet = true;
    },
    records: () => pack(ids, kinds),
  };
}

type ObjectOrigin = Extract<ChunkOrigin, { kind: keyof typeof QUIET_KINDS }>;

function isObject(origin: ChunkOrigin): origin is ObjectOrigin {
  return origin.kind in QUIET_KINDS;
}

function pack(ids: readonly string[], kinds: readonly number[]): Uint8Array<ArrayBuffer> {
  const stride = (ids[0]?.length ?? 0) / 2 + 1;
  const records = new Uint8Array(ids.length * stride);
  const bytes = Buffer.from(records.buffer);
  for (const [index, id] of ids.entries()) {
    bytes.write(id, index * stride, 'hex');
    bytes[(index + 1) * stride - 1] = kinds[index] as number;
  }
  return records;
}
