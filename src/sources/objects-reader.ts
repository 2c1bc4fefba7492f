/** Reads units of objects, of file names and of ref names: the reading half of staged, history and range scans. */

import { hashBytesOf } from '#git/pack/pack-index.ts';
import { refNames } from '#git/ref-targets.ts';
import { createReferenceCollector } from '#git/reference-check.ts';
import type { Repository } from '#git/repository.ts';
import { createObjectVerifier } from '#git/verify-object.ts';
import type { WorkUnit } from '#model/work-unit.ts';
import { nameChunks, pathChunks } from './names.ts';
import { type ObjectLimits, readObjectChunks } from './objects.ts';
import type { ObjectsSpec, RepositoryData } from './reader-spec.ts';
import type { ReadEvent, Reader, ReadLimits } from './source.ts';
import { readStoredChunks } from './stored-objects.ts';

/** How to read, beside the repository. */
export interface ObjectsReaderOptions extends ReadLimits {
  /** Whether to collect what the objects refer to. */
  readonly references: boolean;
  /** Whether to compare every object with its id. */
  readonly verify: boolean;
}

/** A reader for the thread that holds `repository`. */
export function createObjectsReader(repository: Repository, options: ObjectsReaderOptions): Reader {
  return {
    async *read(unit) {
      if (unit.kind === 'names') yield unit.content ? nameChunks(unit.names) : pathChunks(unit.names);
      else if (unit.kind === 'ref-names') yield await readRefNames(repository);
      else if (unit.kind === 'files' || unit.kind === 'stdin') return;
      else if (options.references) yield* readWithReferences(repository, unit, options);
      else yield* readUnit(repository, unit, { ...options, ...verifying(repository, options) });
    },
  };
}

/** What another thread needs to make the same reader. */
export function objectsSpec(
  { git: { cwd, env }, ...repository }: Repository,
  { maxFileSize, references, verify }: ObjectsReaderOptions,
): ObjectsSpec {
  return { kind: 'objects', repository: { ...repository, git: { cwd, env } }, maxFileSize, references, verify };
}

/** The repository again, with a list of running processes for this thread. */
export function repositoryFrom(data: RepositoryData): Repository {
  return { ...data, git: { ...data.git, running: new Set() } };
}

type ObjectsUnit = Extract<WorkUnit, { kind: 'objects' | 'packed' | 'loose' }>;

function readUnit(
  repository: Repository,
  unit: ObjectsUnit,
  limits: ObjectLimits,
): AsyncGenerator<Iterable<ReadEvent>> {
  return unit.kind === 'objects'
    ? readObjectChunks(repository, unit.objects, limits)
    : readStoredChunks(repository, unit, limits);
}

function verifying({ objectFormat }: Repository, { verify }: ObjectsReaderOptions): Pick<ObjectLimits, 'onPart'> {
  return verify ? { onPart: createObjectVerifier(objectFormat) } : {};
}

async function* readWithReferences(
  repository: Repository,
  unit: ObjectsUnit,
  options: ObjectsReaderOptions,
): AsyncGenerator<Iterable<ReadEvent>> {
  const collector = createReferenceCollector(hashBytesOf(repository.objectFormat));
  const { onPart } = verifying(repository, options);
  yield* readUnit(repository, unit, {
    ...options,
    onPart(part) {
      if (part.first && part.last) collector.readFrom(part.type, part.bytes, part.derivation);
      return onPart?.(part);
    },
  });
  yield [{ kind: 'references', references: collector.references() }];
}

async function readRefNames(repository: Repository): Promise<Iterable<ReadEvent>> {
  const bytes = await refNames(repository);
  return [
    { kind: 'chunk', chunk: { bytes, origin: { kind: 'ref-names' } } },
    { kind: 'looked', looked: { bytes: bytes.length } },
  ];
}
