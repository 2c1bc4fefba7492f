/** Finds ignore files that git would wait at for ever: a pipe or device in place of a file. */

import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from './repository.ts';

/** The first such file, or undefined. Looks at names only; folders that cannot be read are passed over, as git does. */
export function findIgnoreTrap(repository: Repository): string | undefined {
  const exclude = join(repository.commonDir, 'info', 'exclude');
  return isTrap(exclude) ? exclude : trapBelow(repository.root);
}

function trapBelow(top: string): string | undefined {
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(folder)) {
      if (entry.isDirectory() && entry.name !== '.git') folders.push(join(folder, entry.name));
      if (entry.name === '.gitignore' && isTrap(join(folder, entry.name))) return join(folder, entry.name);
    }
  }
  return undefined;
}

function entriesOf(folder: string): ReturnType<typeof list> {
  try {
    return list(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

function list(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function isTrap(file: string): boolean {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats !== undefined && (stats.isFIFO() || stats.isCharacterDevice() || stats.isSocket());
}
