/** Reads and writes the file of a cache: a file of the user's own and nothing else, replaced as a whole. */

import type { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf } from '#model/errors.ts';

/** What stands there. `refused`: something that is neither to be read nor to be replaced, and why. */
export type CacheFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly why: string };

/** 50 million objects: more is no cache of ours. */
const MOST_BYTES = 1024 ** 3;

/** Neither waits for a writer at a FIFO nor follows a link; 0 where the system has no such flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Others may not have had a hand in it: `userId` is the effective user, where users are numbers. */
export function readCacheFile(path: string, userId: number | undefined): CacheFile {
  let file: number | undefined;
  try {
    file = openSync(path, OPEN_FLAGS);
    const why = whyNot(fstatSync(file), userId);
    return why === undefined ? { kind: 'bytes', bytes: readFileSync(file) } : { kind: 'refused', why };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { kind: 'absent' };
    return { kind: 'refused', why: code === 'ELOOP' ? 'is a symbolic link' : `cannot be read (${messageOf(error)})` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function whyNot(stats: Stats, userId: number | undefined): string | undefined {
  if (!stats.isFile()) return 'is not a regular file';
  if (stats.size > MOST_BYTES) return 'is too large for a cache';
  if (userId === undefined) return undefined;
  if (stats.uid !== userId) return 'belongs to another user';
  return (stats.mode & 0o002) === 0 ? undefined : 'can be written by everybody';
}

/** Whoever reads it meanwhile sees the old one or the new one. Throws what the file system throws. */
export function writeCacheFile(path: string, parts: readonly Uint8Array[]): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  const file = openSync(temporary, 'wx', 0o600);
  try {
    try {
      for (const part of parts) writeWhole(file, part);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}
