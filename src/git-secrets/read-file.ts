/** Reads one file part by part into a search. */

import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { messageOf } from '#model/errors.ts';
import type { ContentSearch, Search } from './search.ts';

/** A file to search: `name` is what it is called (Latin-1), `location` what the file system is asked for. */
export interface NamedFile {
  readonly name: string;
  readonly location: Buffer | string;
}

const PART_BYTES = 8 * 1024 * 1024;
const BUFFER_BYTES = 1024 * 1024;

/** Neither waits for a writer at a FIFO nor, in a tree, follows a link; 0 where the system has no such flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const NO_LINKS = constants.O_NOFOLLOW ?? 0;

/** What systems say of links that are not to be followed, of sockets and of folders. */
const NO_FILE_CODES = ['ELOOP', 'EMLINK', 'ENXIO', 'EOPNOTSUPP', 'EISDIR'];

/** Of a pipe, which cannot be read from a position. */
const PIPE_CODE = 'ESPIPE';

/** Where there is nothing to read in a listing. */
const GONE_CODES = [...NO_FILE_CODES, PIPE_CODE, 'ENOENT', 'ENOTDIR'];

/** Reads files one after another through one buffer. */
export interface FileFeeder {
  /** Searches a file that was named outright, links followed: that there is none is a problem, and so is a pipe. */
  feedNamed(file: NamedFile): void;
  /** Searches a file that a listing has; it may be gone, or be no regular file, and is then passed over. */
  feedListed(file: NamedFile): void;
}

/** Feeds `search`. */
export function createFileFeeder(search: Search): FileFeeder {
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  const isNoFile = (error: unknown): boolean => NO_FILE_CODES.includes(codeOf(error));
  const isGone = (error: unknown): boolean => GONE_CODES.includes(codeOf(error));
  const feed = (file: NamedFile, flags: number, isNothing: (error: unknown) => boolean): void => {
    try {
      feedOpened(openSync(file.location, flags), file, buffer, search);
    } catch (error) {
      if (!isNothing(error)) search.fail(`${Buffer.from(file.name, 'latin1').toString('utf8')}: ${reasonOf(error)}`);
    }
  };
  return {
    feedNamed: (file) => feed(file, OPEN_FLAGS, isNoFile),
    feedListed: (file) => feed(file, OPEN_FLAGS | NO_LINKS, isGone),
  };
}

/**
 * What fits is read without asking what it is: only regular files and devices are read from a position, and of a device
 * all is asked for when it gives more.
 */
function feedOpened(descriptor: number, { name }: NamedFile, buffer: Buffer, search: Search): void {
  try {
    const filled = fill(descriptor, buffer, 0);
    if (filled === 0) return;
    if (filled < buffer.length) search.open({ name }).push(buffer.subarray(0, filled), true);
    else if (fstatSync(descriptor).isFile()) feedLarge(descriptor, search.open({ name }));
  } finally {
    closeSync(descriptor);
  }
}

function feedLarge(descriptor: number, content: ContentSearch): void {
  const part = Buffer.allocUnsafeSlow(PART_BYTES);
  for (let at = 0, last = false; !last; at += part.length) {
    const filled = fill(descriptor, part, at);
    last = filled < part.length;
    content.push(part.subarray(0, filled), last);
  }
}

/** Reads from `position` until the room is full or nothing comes any more; returns how many bytes there were. */
function fill(descriptor: number, room: Buffer, position: number): number {
  let filled = 0;
  while (filled < room.length) {
    const count = readSync(descriptor, room, filled, room.length - filled, position + filled);
    filled += count;
    if (count === 0) break;
  }
  return filled;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

/** In the words of grep where scripts may look for them. */
function reasonOf(error: unknown): string {
  if (codeOf(error) === 'ENOENT') return 'No such file or directory';
  if (codeOf(error) === PIPE_CODE) return 'is a pipe, which was not searched: hand it over as standard input, named -';
  return `cannot be read: ${messageOf(error).replace(/, \w+ '.*$/s, '')}`;
}
