/** What a reader is made from: plain data, so that any thread can make its own. */

import type { Repository } from '#git/repository.ts';
import type { GitContext } from '#git/spawn.ts';

/** A repository without the list of its running processes, of which every thread has its own. */
export type RepositoryData = Omit<Repository, 'git'> & { readonly git: Omit<GitContext, 'running'> };

/** What reads files. */
export interface FilesSpec {
  readonly kind: 'files';
  /** In bytes; undefined means no limit. */
  readonly maxFileSize: number | undefined;
}

/** What reads objects of a repository, and names. */
export interface ObjectsSpec {
  readonly kind: 'objects';
  readonly repository: RepositoryData;
  /** In bytes; undefined means no limit. */
  readonly maxFileSize: number | undefined;
  /** Whether to collect what the objects refer to. */
  readonly references: boolean;
  /** Whether to compare every object with its id. */
  readonly verify: boolean;
}

export type ReaderSpec = FilesSpec | ObjectsSpec;
