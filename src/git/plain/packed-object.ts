/** Reads single objects out of packs, with a few small reads each: a hook needs some twenty trees out of a million objects. */

import { Buffer } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectType } from '../batch-parser.ts';
import { applyDelta, resultSizeOf } from '../pack/delta.ts';
import { createHeaderReader, OFS_DELTA, objectTypeOf, REF_DELTA } from '../pack/entry-header.ts';
import { inflate } from '../pack/inflate.ts';
import { NotPlain, readAt, withFile } from './not-plain.ts';
import { findInPackIndex, type PackIndexTop, readPackIndexTop } from './pack-index-lookup.ts';
import { MOST_BYTES, type PlainObject } from './plain-object.ts';

/** Undefined for an object that is in no pack. Throws where git is to be asked. */
export type ReadPacked = (id: string) => PlainObject | undefined;

interface Place {
  /** Absolute path. */
  readonly pack: string;
  /** In bytes. */
  readonly offset: number;
}

/** An object, or a delta and where the object stands that it changes. */
interface Entry {
  readonly type: ObjectType | undefined;
  readonly base: Place | undefined;
  readonly bytes: Buffer;
}

const HASH_BYTES = 20;

/** Mostly a whole entry. */
const FIRST_BYTES = 4096;

/** Git makes chains of 50, and of 4095 where it is asked to; all deltas of one are in memory together. */
const MOST_DELTAS = 4096;
const MOST_DELTA_BYTES = 64 * 1024 * 1024;

/** A reader of the packs in `folder`, which is listed when the first object is asked for. */
export function createPackReader(folder: string): ReadPacked {
  const readHeader = createHeaderReader(HASH_BYTES);
  let indexes: readonly PackIndexTop[] | undefined;

  function find(id: Buffer): Place | undefined {
    indexes ??= listIndexes(folder);
    for (const index of indexes) {
      const offset = findInPackIndex(index, id);
      if (offset !== undefined) return { pack: index.file.replace(/\.idx$/, '.pack'), offset };
    }
    return undefined;
  }

  function readEntry({ pack, offset }: Place): Entry {
    return withFile(pack, (file) => {
      const start = readAt(file, offset, FIRST_BYTES);
      const { type, size, back, end } = readHeader(start, 0);
      if (size > MOST_BYTES) throw new NotPlain('a large entry');
      let base: Place | undefined;
      if (type === OFS_DELTA) base = { pack, offset: offset - back };
      else if (type === REF_DELTA) base = find(start.subarray(end - HASH_BYTES, end));
      // What zlib cannot compress gets hardly longer.
      const most = end + size + (size >> 8) + 64;
      const bytes = most <= start.length ? start : readAt(file, offset, most);
      return { type: objectTypeOf(type), base, bytes: inflate(bytes, end, size) };
    });
  }

  /** From the entry at `place` to one that is whole, then back over the deltas. */
  function rebuild(place: Place): PlainObject {
    const deltas: Buffer[] = [];
    let length = 0;
    for (let entry = readEntry(place); ; ) {
      const { type, base, bytes } = entry;
      if (type !== undefined) return { type, bytes: deltas.reduceRight(applyBounded, bytes) };
      length += bytes.length;
      if (base === undefined || deltas.length === MOST_DELTAS || length > MOST_DELTA_BYTES)
        throw new NotPlain('a delta');
      deltas.push(bytes);
      entry = readEntry(base);
    }
  }

  return (id) => {
    const place = find(Buffer.from(id, 'hex'));
    return place === undefined ? undefined : rebuild(place);
  };
}

function listIndexes(folder: string): readonly PackIndexTop[] {
  return readdirSync(folder)
    .filter((name) => /^pack-[0-9a-f]+\.idx$/.test(name))
    .map((name) => readPackIndexTop(join(folder, name)));
}

function applyBounded(base: Buffer, delta: Buffer): Buffer {
  if (resultSizeOf(delta) > MOST_BYTES) throw new NotPlain('a large object');
  return applyDelta(base, delta);
}
