/** Makes a reader in the thread that is to read: what a worker has of a source. */

import { createFilesReader } from './paths/read.ts';
import type { ReaderSpec } from './reader-spec.ts';
import type { Reader } from './source.ts';
import { withFiles } from './with-files.ts';

/** A reader that can be stopped. */
export interface StoppableReader extends Reader {
  /** Ends the processes that it waits for; what it reads then ends early. */
  stop(): void;
}

/** A reader of its own, with processes of its own. What knows git is loaded only where it is needed. */
export async function createReader(spec: ReaderSpec): Promise<StoppableReader> {
  if (spec.kind === 'files') return { ...createFilesReader(spec), stop: () => {} };
  const [{ stopGit }, { createObjectsReader, repositoryFrom }] = await Promise.all([
    import('#git/spawn.ts'),
    import('./objects-reader.ts'),
  ]);
  const repository = repositoryFrom(spec.repository);
  return { ...withFiles(createObjectsReader(repository, spec), spec), stop: () => stopGit(repository.git) };
}
