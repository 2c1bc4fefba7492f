/** Reads single objects without git: loose ones, `blob 5\0hello` compressed by zlib in a file each, and packed ones. */

import { join } from 'node:path';
import type { ObjectType } from '../batch-parser.ts';
import { inflateAtMost } from '../pack/inflate.ts';
import { NotPlain, readRegularFile } from './not-plain.ts';
import { createPackReader } from './packed-object.ts';
import { MOST_BYTES, type PlainObject } from './plain-object.ts';

/** Throws where git is to be asked for the object. */
export type ReadObject = (id: string) => PlainObject;

/** A reader of the objects of a plain repository; those of alternates are left to git. */
export function createObjectReader(gitDir: string): ReadObject {
  const folder = join(gitDir, 'objects');
  const readPacked = createPackReader(join(folder, 'pack'));
  return (id) => {
    const file = readRegularFile(join(folder, id.slice(0, 2), id.slice(2)), MOST_BYTES);
    const object = file === undefined ? readPacked(id) : parseLoose(file);
    if (object === undefined) throw new NotPlain('an object');
    return object;
  };
}

/** Text shrinks to a third or fourth, and the header goes with it. */
function parseLoose(file: Uint8Array): PlainObject {
  const inflated = inflateAtMost(file, MOST_BYTES, 4 * file.length + 64);
  const end = inflated?.subarray(0, 32).indexOf(0) ?? -1;
  if (inflated === undefined || end === -1) throw new NotPlain('a loose object');
  const [, type, size] = /^(blob|tree|commit|tag) (\d+)$/.exec(inflated.toString('latin1', 0, end)) ?? [];
  const bytes = inflated.subarray(end + 1);
  if (type === undefined || Number(size) !== bytes.length) throw new NotPlain('a loose object');
  return { type: type as ObjectType, bytes };
}
