/** Whether git would run a file as a hook. */

import { sep } from 'node:path';

/** `mode` is that of `lstat`. Windows has no such bits, and git runs every file there. */
export function isExecutable(mode: number): boolean {
  return sep === '\\' || (mode & 0o111) !== 0;
}
