/** Reads units of objects, of file names and of ref names: the reading half of staged, history and range scans. */

import { refNames } from '#git/ref-targets.ts';
import { createReferenceCollector } from '#git/reference-check.ts';
import type { Repository } from '#git/repository.ts';
import type { ObjectToRead } from '#model/work-unit.ts';
import { nameChunks, pathChunks } from './names.ts';
import { readObjectChunks } from './objects.ts';
import type { ObjectsSpec, RepositoryData } from './reader-spec.ts';
import type { ReadEvent, Reader, ReadLimits } from './source.ts';

/** How to read, beside the repository. */
export interface ObjectsReaderOptions extends ReadLimits {
  /** Whether to collect what the objects refer to. */
  readonly references: boolean;
}

/** A reader for the thread that holds `repository`. */
export function createObjectsReader(repository: Repository, options: ObjectsReaderOptions): Reader {
  return {
    async *read(unit) {
      if (unit.kind === 'names') yield unit.content ? nameChunks(unit.names) : pathChunks(unit.names);
      else if (unit.kind === 'ref-names') yield await readRefNames(repository);
      else if (unit.kind !== 'objects') return;
      else if (options.references) yield* readWithReferences(repository, unit.objects, options);
      else yield* readObjectChunks(repository, unit.objects, options);
    },
  };
}

/** What another thread needs to make the same reader. */
export function objectsSpec(
  { git: { cwd, env }, ...repository }: Repository,
  { maxFileSize, references }: ObjectsReaderOptions,
): ObjectsSpec {
  return { kind: 'objects', repository: { ...repository, git: { cwd, env } }, maxFileSize, references };
}

/** The repository again, with a list of running processes for this thread. */
export function repositoryFrom(data: RepositoryData): Repository {
  return { ...data, git: { ...data.git, running: new Set() } };
}

async function* readWithReferences(
  repository: Repository,
  objects: readonly ObjectToRead[],
  limits: ReadLimits,
): AsyncGenerator<Iterable<ReadEvent>> {
  const collector = createReferenceCollector(repository.objectFormat === 'sha256' ? 32 : 20);
  yield* readObjectChunks(repository, objects, limits, (part) => collector.readFrom(part.type, part.bytes));
  yield [{ kind: 'references', references: collector.references() }];
}

async function readRefNames(repository: Repository): Promise<Iterable<ReadEvent>> {
  const bytes = await refNames(repository);
  return [
    { kind: 'chunk', chunk: { bytes, origin: { kind: 'ref-names' } } },
    { kind: 'looked', looked: { bytes: bytes.length } },
  ];
}
