/** Reads the files that are carried over: the only file of this folder that touches files. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { ConfigError, messageOf } from '#model/errors.ts';

/** Far more than any team has; what is larger is not what it seems to be. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Whether a file stands there that is none but a file. */
export function isPlainFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** `name` is what errors call it. Throws ConfigError. */
export function readForeignFile(path: string, name: string): Uint8Array {
  if (!existsSync(path)) throw new ConfigError(`${name}: there is no such file`);
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new ConfigError('is not a file');
    if (stats.size > MOST_BYTES) throw new ConfigError(`is larger than ${MOST_BYTES} bytes`);
    return readFileSync(path);
  } catch (cause) {
    throw new ConfigError(`${name}: cannot be read: ${messageOf(cause)}`, { cause });
  }
}
