/** How everything in this folder says that git is to be asked instead, and how it reads files. */

import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs';

/** Something that is not known for certain here. It never leaves this folder. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

/**
 * What `read` returns; undefined where git is to be asked, which then answers or says what is wrong: at everything that
 * is not plain, at damage, and at every failure of the file system, of zlib, and of reading beyond the end of a buffer.
 */
export function orAskGit<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotPlain || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

/** A regular file of at most `most` bytes; undefined where there is none. Never waits at a pipe, never follows a link. */
export function readRegularFile(path: string, most: number): Buffer | undefined {
  // An error of `openSync` would cost more than the look.
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  return withFile(path, (file, size) => {
    if (size > most) throw new NotPlain(path);
    return readFileSync(file);
  });
}

/** What `use` makes of the open file, whose size is in bytes. Throws NotPlain where it is no regular one. */
export function withFile<T>(path: string, use: (file: number, size: number) => T): T {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new NotPlain(path);
    return use(file, stats.size);
  } finally {
    closeSync(file);
  }
}

/** Up to `length` bytes from `offset`: fewer where the file ends before. */
export function readAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(file, bytes, filled, length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
