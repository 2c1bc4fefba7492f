/** Inflates entries of packs and loose objects, whose size is known beforehand or bounded. */

import { Buffer } from 'node:buffer';
import { inflateSync } from 'node:zlib';
import { GitError, messageOf } from '#model/errors.ts';
import { lazily } from '#text/lazily.ts';
import { type InflateInto, openZlib } from './zlib-handle.ts';

/** One for all: what it is asked for is done when it returns. */
const inflateInto = lazily((): InflateInto => openZlib() ?? inflateAnew);

/** Exactly `size` bytes out of `packed`, from byte `from` on. Throws GitError where it holds more, less, or no such data. */
export function inflate(packed: Uint8Array, from: number, size: number): Buffer {
  const room = Buffer.allocUnsafeSlow(size + 1);
  inflateTo(room, size, packed, from);
  return room.subarray(0, size);
}

/** The same, to the beginning of `room`, which must be longer than `size`. */
export function inflateTo(room: Buffer, size: number, packed: Uint8Array, from: number): void {
  // One byte more than there is: zlib then sees the end.
  const { length, failure } = inflateInto()(packed, from, room, size + 1);
  if (failure !== undefined) throw new GitError(`its compressed bytes are damaged (${failure})`);
  if (length !== size) throw new GitError(`it is not as long as it should be (${size} bytes)`);
}

/** The public way, and the slow one. */
export function inflateAnew(
  packed: Uint8Array,
  from: number,
  target: Uint8Array,
  room: number,
): ReturnType<InflateInto> {
  try {
    const bytes = inflateSync(packed.subarray(from), { chunkSize: Math.max(64, room), maxOutputLength: room });
    target.set(bytes);
    return { length: bytes.length, failure: undefined };
  } catch (error) {
    if (isTooMuch(error)) return { length: room, failure: undefined };
    return { length: 0, failure: messageOf(error) };
  }
}

/**
 * What `packed` holds, which is `expected` bytes if the caller is right; undefined where it is more than `most`. Throws
 * GitError where it is damaged.
 */
export function inflateAtMost(packed: Uint8Array, most: number, expected: number): Buffer | undefined {
  try {
    return inflateSync(packed, { chunkSize: Math.max(64, Math.min(most, expected)), maxOutputLength: most });
  } catch (cause) {
    if (isTooMuch(cause)) return undefined;
    throw new GitError(`its compressed bytes are damaged (${messageOf(cause)})`, { cause });
  }
}

function isTooMuch(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
}
