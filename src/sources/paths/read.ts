/** Reads files in bounded pieces. It opens regular files only, and nothing that happens to one file stops the others. */

import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { messageOf } from '#model/errors.ts';
import type { FileToRead } from '#model/work-unit.ts';
import { createCutter, opaqueSkip, tooLargeSkip } from '../content.ts';
import type { ReadEvent, ReadLimits } from '../source.ts';

/** Longer files are read in parts of this many bytes. */
const PART_BYTES = 32 * 1024 * 1024;

/** Read at once of what is beyond the size that was told: of a file that grows, or one of `/proc`, which tells 0. */
const GROWTH_BYTES = 64 * 1024;

/** Neither waits for a writer at a FIFO nor follows a link that took a file's place; 0 where the system has no such flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Chunks and coverage of one file, or why there are none. */
export function* readFile(file: FileToRead, limits: ReadLimits): Generator<ReadEvent> {
  const { path } = file;
  let descriptor: number;
  try {
    descriptor = openSync(asPath(file.location), OPEN_FLAGS);
  } catch (error) {
    yield { kind: 'problem', problem: { code: 'SOURCE', message: `cannot be read: ${withoutPath(error)}`, path } };
    return;
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) yield { kind: 'skip', skip: { path, reason: 'not a regular file' } };
    else if (limits.maxFileSize !== undefined && stats.size > limits.maxFileSize) {
      yield { kind: 'looked', looked: { opaque: 1 } };
      yield { kind: 'skip', skip: tooLargeSkip(path, stats.size, limits.maxFileSize) };
    } else yield* readParts(descriptor, stats.size, file);
  } catch (error) {
    yield {
      kind: 'problem',
      problem: { code: 'SOURCE', message: `cannot be read to its end: ${withoutPath(error)}`, path },
    };
  } finally {
    closeSync(descriptor);
  }
}

function* readParts(descriptor: number, size: number, { path }: FileToRead): Generator<ReadEvent> {
  const cutter = createCutter({ kind: 'file', path });
  let bytes = 0;
  for (let last = false; !last; ) {
    const part = readPart(descriptor, size > bytes ? Math.min(PART_BYTES, size - bytes + 1) : GROWTH_BYTES);
    last = part.ended;
    if (bytes === 0) {
      const skip = opaqueSkip(part.bytes, path);
      if (skip !== undefined) yield { kind: 'looked', looked: { opaque: 1 } };
      if (skip !== undefined) yield { kind: 'skip', skip };
    }
    bytes += part.bytes.length;
    yield { kind: 'chunk', chunk: cutter.push(part.bytes, last) };
  }
  yield { kind: 'looked', looked: { files: 1, bytes } };
}

/** Up to `length` bytes; `ended` when the file had fewer (asking for one more than there should be tells). */
function readPart(descriptor: number, length: number): { readonly bytes: Buffer; readonly ended: boolean } {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, buffer, filled, length - filled, null);
    if (count === 0) return { bytes: buffer.subarray(0, filled), ended: true };
    filled += count;
  }
  return { bytes: buffer, ended: false };
}

function asPath(location: string | Uint8Array): string | Buffer {
  return typeof location === 'string' ? location : Buffer.from(location);
}

/** Node's message without the path, which reports name beside it. */
function withoutPath(error: unknown): string {
  return messageOf(error).replace(/, \w+ '.*$/s, '');
}
