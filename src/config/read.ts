/** Where configuration files are read from, the disk or the tree of a commit: the only file of this folder that touches files. */

import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, posix, relative, resolve, sep } from 'node:path';
import type { Repository } from '#git/repository.ts';
import { readTreeFile } from '#git/tree-file.ts';
import { ConfigError, messageOf } from '#model/errors.ts';

/** A place that holds configuration files. Paths are its own: absolute on disk, relative to the top in a tree. */
export interface ConfigSource {
  /** The text; undefined when there is no such file. Throws ConfigError when it cannot be read or is not UTF-8. */
  read(path: string): Promise<string | undefined>;
  /** The path of what the file at `from` calls `written`. Throws ConfigError when it cannot be reached from there. */
  relate(from: string, written: string): string;
  /** The path of what is written relative to the top, whatever file says so. */
  fromTop(written: string): string;
  /** As lists in reports name the file: relative to the root, `/` between folders. */
  name(path: string): string;
  /** As messages name it, which say the revision as well. */
  describe(path: string): string;
}

/** Files on disk, named relative to `root`. */
export function createDiskSource(root: string): ConfigSource {
  const name = (path: string): string => relative(root, path).split(sep).join('/');
  return {
    read: async (path) => (isFile(path, name(path)) ? decode(readBytes(path, name(path)), name(path)) : undefined),
    relate: (from, written) => resolve(dirname(from), written),
    fromTop: (written) => resolve(root, written),
    name,
    describe: name,
  };
}

/** Files of the commit that `revision` names, called `REVISION:PATH` in messages, as git does. */
export function createTreeSource(repository: Repository, revision: string): ConfigSource {
  const describe = (path: string): string => `${revision}:${path}`;
  return {
    async read(path) {
      const bytes = await readTreeFile(repository, revision, path);
      if (bytes !== undefined) checkSize(bytes.length, describe(path));
      return bytes === undefined ? undefined : decode(bytes, describe(path));
    },
    relate(from, written) {
      const path = posix.join(posix.dirname(from), written);
      if (!isAbsolute(written) && !path.startsWith('../')) return path;
      throw new ConfigError(
        `${describe(from)}: extend.path: leads out of the repository, but only files of the commit ${revision} are trusted here; keep the file in the repository, or name a configuration with --config`,
      );
    },
    fromTop: (written) => posix.join('/', written).slice(1),
    name: (path) => path,
    describe,
  };
}

/** Whether there is a file; anything else of that name is an error, because it was meant to be one. */
export function isFile(path: string, name: string, mostBytes = MOST_BYTES): boolean {
  const stats = inspect(path, name);
  if (stats === undefined) return false;
  if (!stats.isFile()) throw new ConfigError(`${name}: is not a file; a configuration file has this name`);
  checkSize(Number(stats.size), name, mostBytes);
  return true;
}

/** The content of a file as it is; undefined where there is none. Throws ConfigError when it cannot be read. */
export function readFileBytes(path: string, name: string, mostBytes: number): Uint8Array | undefined {
  return isFile(path, name, mostBytes) ? readBytes(path, name) : undefined;
}

/** Whether there is a device, such as /dev/null. Throws ConfigError where that cannot be told. */
export function isDevice(path: string, name: string): boolean {
  return inspect(path, name)?.isCharacterDevice() === true;
}

/**
 * The text of a file of the user's own; undefined where there is none. A device, such as the `/dev/null` that switches
 * a file of AWS off, is none.
 * @throws ConfigError for what is there and cannot be read.
 */
export function readUserFile(path: string, name: string): string | undefined {
  if (isDevice(path, name)) return undefined;
  return isFile(path, name) ? decode(readBytes(path, name), name) : undefined;
}

/** Far more than any team writes; a repository must not make a scan read gigabytes before it starts. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Throws ConfigError for a file of `size` bytes that is too large to be read. */
export function checkSize(size: number, name: string, mostBytes = MOST_BYTES): void {
  if (size > mostBytes)
    throw new ConfigError(`${name}: is larger than ${mostBytes} bytes, so it is not read as a configuration`);
}

/** A folder on the way is a file, or a name is longer than any file's: both happen with paths of a history. */
const NOT_THERE: readonly string[] = ['ENOTDIR', 'ENAMETOOLONG'];

function inspect(path: string, name: string): ReturnType<typeof statSync> {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    if (NOT_THERE.includes((cause as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new ConfigError(`${name}: cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function readBytes(path: string, name: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new ConfigError(`${name}: cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ConfigError(`${name}: is not UTF-8; save it as UTF-8`, { cause });
  }
}
