/** Reads files in bounded pieces. It opens regular files only, and nothing that happens to one file stops the others. */

import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { messageOf } from '#model/errors.ts';
import type { PathName } from '#model/path-name.ts';
import type { FileToRead } from '#model/work-unit.ts';
import { createCutter, opaqueSkip, tooLargeSkip } from '../content.ts';
import type { ReadEvent, Reader, ReadLimits } from '../source.ts';

/** Files up to this size are read whole. */
const WHOLE_BYTES = 32 * 1024 * 1024;

/** Longer ones are read in parts of this many bytes, between which a scan can be interrupted. */
const PART_BYTES = 8 * 1024 * 1024;

/** Neither waits for a writer at a FIFO nor follows a link that took a file's place; 0 where the system has no such flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Windows: links have to be looked for before they are opened. */
const OPENS_LINKS = constants.O_NOFOLLOW === undefined;

/** Bytes of the buffer that every file of a reader goes through; a file that fits in is one chunk without a copy. */
const BUFFER_BYTES = 1024 * 1024;

/** Reads files one after another through one buffer. */
export interface FileReader {
  /** Chunks and coverage of one file, or why there are none. The bytes of a chunk are valid until the next event only. */
  read(file: FileToRead): Generator<ReadEvent>;
}

/** A reader under `limits`. */
export function createFileReader(limits: ReadLimits): FileReader {
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  return { read: (file) => readFile(file, limits, buffer) };
}

/** Reads units of files; one batch a file. */
export function createFilesReader(limits: ReadLimits): Reader {
  let reader: FileReader | undefined;
  return {
    async *read(unit) {
      if (unit.kind !== 'files') return;
      reader ??= createFileReader(limits);
      for (const file of unit.files) yield reader.read(file);
    },
  };
}

function* readFile(file: FileToRead, limits: ReadLimits, buffer: Buffer): Generator<ReadEvent> {
  let descriptor: number;
  try {
    const link = OPENS_LINKS ? whyNoFile(file.location) : undefined;
    if (link !== undefined) {
      yield skip(file.path, link);
      return;
    }
    descriptor = openSync(asPath(file.location), OPEN_FLAGS);
  } catch (error) {
    yield notOpened(file, error);
    return;
  }
  try {
    yield* readOpened(descriptor, file, limits, buffer);
  } catch (error) {
    yield problem(file.path, `cannot be read to its end: ${withoutPath(error)}`);
  } finally {
    closeSync(descriptor);
  }
}

/** Of a name that git lists there need not be a file. */
function notOpened({ path, location, tracked }: FileToRead, error: unknown): ReadEvent {
  const { code } = error as NodeJS.ErrnoException;
  if (tracked === true && (code === 'ENOENT' || code === 'ENOTDIR')) {
    return skip(path, 'tracked, but not in the work tree');
  }
  const reason = NO_FILE_CODES.includes(code ?? '') ? whyNoFile(location) : undefined;
  return reason === undefined ? problem(path, `cannot be read: ${withoutPath(error)}`) : skip(path, reason);
}

/** What systems say of links that are not to be followed, and of sockets. */
const NO_FILE_CODES = ['ELOOP', 'EMLINK', 'ENXIO', 'EOPNOTSUPP'];

/** What stands in the place of a file that was not opened. */
function whyNoFile(location: string | Uint8Array): string | undefined {
  const stats = lstatSync(asPath(location), { throwIfNoEntry: false });
  if (stats === undefined || stats.isFile() || stats.isDirectory()) return undefined;
  return stats.isSymbolicLink() ? 'symbolic link' : 'not a regular file';
}

function* readOpened(
  descriptor: number,
  { path, tracked }: FileToRead,
  limits: ReadLimits,
  buffer: Buffer,
): Generator<ReadEvent> {
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) {
    const reason = tracked === true && stats.isDirectory() ? 'submodule' : 'not a regular file';
    yield skip(path, reason);
  } else if (limits.maxFileSize !== undefined && stats.size > limits.maxFileSize) {
    yield { kind: 'looked', looked: { opaque: 1 } };
    yield { kind: 'skip', skip: tooLargeSkip(path, stats.size, limits.maxFileSize) };
  } else yield* readParts(descriptor, stats.size, path, buffer);
}

/** Longer files come in parts of their own memory. */
function* readParts(descriptor: number, size: number, path: PathName, buffer: Buffer): Generator<ReadEvent> {
  const cutter = createCutter({ kind: 'file', path });
  let bytes = 0;
  for (let last = false; !last; ) {
    const rest = size > bytes ? size - bytes : 0;
    const most = size > WHOLE_BYTES ? PART_BYTES : WHOLE_BYTES + 1;
    const room = rest < buffer.length ? buffer : Buffer.allocUnsafeSlow(Math.min(most, rest + 1));
    const part = readPart(descriptor, room, rest);
    last = part.ended;
    if (bytes === 0) {
      const opaque = opaqueSkip(part.bytes, path);
      if (opaque !== undefined) yield { kind: 'looked', looked: { opaque: 1 } };
      if (opaque !== undefined) yield { kind: 'skip', skip: opaque };
    }
    bytes += part.bytes.length;
    yield { kind: 'chunk', chunk: cutter.push(part.bytes, last) };
  }
  yield { kind: 'looked', looked: { files: 1, bytes } };
}

/**
 * Fills `room`; `ended` when the file has no more. A read that gives just what there should be, with room for more, was
 * the last: to ask again would cost small files a fifth of their time. A file that told no size (`/proc`) is asked.
 */
function readPart(descriptor: number, room: Buffer, rest: number): { readonly bytes: Buffer; readonly ended: boolean } {
  let filled = 0;
  while (filled < room.length) {
    const count = readSync(descriptor, room, filled, room.length - filled, null);
    filled += count;
    if (count === 0 || (filled === rest && filled < room.length))
      return { bytes: room.subarray(0, filled), ended: true };
  }
  return { bytes: room, ended: false };
}

function skip(path: PathName, reason: string): ReadEvent {
  return { kind: 'skip', skip: { path, reason } };
}

function problem(path: PathName, message: string): ReadEvent {
  return { kind: 'problem', problem: { code: 'SOURCE', message, path } };
}

function asPath(location: string | Uint8Array): string | Buffer {
  return typeof location === 'string' ? location : Buffer.from(location);
}

/** Node's message without the path, which reports name beside it. */
function withoutPath(error: unknown): string {
  return messageOf(error).replace(/, \w+ '.*$/s, '');
}
