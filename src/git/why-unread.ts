/** Tells objects that are damaged from those that are not there: git calls both missing. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectFailure } from './batch-parser.ts';
import { findObjectFolders } from './pack/object-folders.ts';
import type { Repository } from './repository.ts';

/** Says of a failure why the object could not be read; looks for files only where there is a failure. */
export function createWhyUnread(repository: Repository): (failure: ObjectFailure) => ObjectFailure {
  let folders: readonly string[] | undefined;
  return (failure) => {
    if (failure.isMissing !== true) return failure;
    folders ??= findObjectFolders(repository).folders;
    const file = join(failure.object.slice(0, 2), failure.object.slice(2));
    if (!folders.some((folder) => existsSync(join(folder, file)))) return failure;
    return { ...failure, reason: 'its file is damaged (git fsck says more)' };
  };
}
