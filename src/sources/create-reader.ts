/** Makes a reader in the thread that is to read: what a worker has of a source. */

import { stopGit } from '#git/spawn.ts';
import { createObjectsReader, repositoryFrom } from './objects-reader.ts';
import { createFilesReader } from './paths/read.ts';
import type { ReaderSpec } from './reader-spec.ts';
import type { Reader } from './source.ts';

/** A reader that can be stopped. */
export interface StoppableReader extends Reader {
  /** Ends the processes that it waits for; what it reads then ends early. */
  stop(): void;
}

/** A reader of its own, with processes of its own. */
export function createReader(spec: ReaderSpec): StoppableReader {
  if (spec.kind === 'files') return { ...createFilesReader(spec), stop: () => {} };
  const repository = repositoryFrom(spec.repository);
  return { ...createObjectsReader(repository, spec), stop: () => stopGit(repository.git) };
}
