/** Inflates entries of packs and loose objects, whose size is known beforehand or bounded. */

import type { Buffer } from 'node:buffer';
import { inflateSync } from 'node:zlib';
import { GitError, messageOf } from '#model/errors.ts';

/** Exactly `size` bytes out of `packed`. Throws GitError where it holds more, less, or no such data. */
export function inflate(packed: Uint8Array, size: number): Buffer {
  // One byte more than there is: zlib then sees the end, and needs no second chunk for it.
  const bytes = inflateAtMost(packed, size + 1);
  if (bytes?.length !== size) throw new GitError(`it is not as long as it should be (${size} bytes)`);
  return bytes;
}

/**
 * What `packed` holds, which is `expected` bytes if the caller is right; undefined where it is more than `most`. Throws
 * GitError where it is damaged.
 */
export function inflateAtMost(packed: Uint8Array, most: number, expected = most): Buffer | undefined {
  try {
    return inflateSync(packed, { chunkSize: Math.max(64, Math.min(most, expected)), maxOutputLength: most });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw new GitError(`its compressed bytes are damaged (${messageOf(cause)})`, { cause });
  }
}
