/** Tells paths that lead out of the folder that they are relative to. */

import { isAbsolute, sep } from 'node:path';

/** Whether what `path.relative` gave leads out of the folder it begins in; from one drive to another it is absolute. */
export function isOutside(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}
