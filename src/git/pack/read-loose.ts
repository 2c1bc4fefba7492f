/** Reads objects that have a file each: zlib's `blob 5\0hello`. */

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GitError } from '#model/errors.ts';
import type { ObjectPart, ObjectType } from '../batch-parser.ts';
import { inflateAtMost } from './inflate.ts';
import { isFileError } from './pack-entries.ts';
import { MOST_OBJECT_BYTES, type ObjectForGit, wholePart } from './read-packed.ts';

/** No header is longer: `commit` and a size. */
const MOST_HEADER_BYTES = 32;

/**
 * One event for each object of `folder`. What is too large, gone or damaged is left to git, which reads another copy if
 * there is one, and otherwise says what is wrong.
 */
export function* readLoose(folder: string, ids: readonly string[]): Generator<ObjectPart | ObjectForGit> {
  for (const object of ids) yield readOne(folder, object) ?? { kind: 'for-git', object };
}

function readOne(folder: string, object: string): ObjectPart | undefined {
  try {
    const file = join(folder, object.slice(0, 2), object.slice(2));
    const { size } = statSync(file);
    if (size > MOST_OBJECT_BYTES) return undefined;
    const inflated = inflateAtMost(readFileSync(file), MOST_OBJECT_BYTES, 4 * size);
    const end = inflated?.subarray(0, MOST_HEADER_BYTES).indexOf(0) ?? -1;
    if (inflated === undefined || end < 0) return undefined;
    const header = /^(blob|tree|commit|tag) (\d+)$/.exec(inflated.toString('latin1', 0, end));
    const bytes = inflated.subarray(end + 1);
    if (header === null || Number(header[2]) !== bytes.length) return undefined;
    return wholePart(object, { type: header[1] as ObjectType, bytes });
  } catch (error) {
    if (error instanceof GitError || isFileError(error)) return undefined;
    throw error;
  }
}
