/** Reads git objects of a unit into chunks: what staged, history and range scans have in common. */

import type { ObjectFailure, ObjectPart } from '#git/batch-parser.ts';
import { readObjects } from '#git/cat-file.ts';
import type { Repository } from '#git/repository.ts';
import type { ChunkOrigin } from '#model/chunk.ts';
import type { PathName } from '#model/path-name.ts';
import type { Looked, ObjectToRead } from '#model/work-unit.ts';
import { opaqueKind } from '#text/opaque.ts';
import { type Cutter, createCutter, opaqueSkip, tooLargeSkip } from './content.ts';
import { pseudoPath, type ReadEvent, type ReadLimits } from './source.ts';

/**
 * Chunks, coverage and problems of `objects`, in order. Names of the same blob are read one by one. `onWhole` is told of
 * every object that came in one part.
 */
export async function* readObjectChunks(
  repository: Repository,
  objects: readonly ObjectToRead[],
  limits: ReadLimits,
  onWhole: (part: ObjectPart) => void = () => {},
): AsyncGenerator<Iterable<ReadEvent>> {
  const ids = objects.map(({ object }) => object);
  let at = 0;
  let cutter: Cutter | undefined;

  const events = function* (parts: Iterable<ObjectPart | ObjectFailure>): Generator<ReadEvent> {
    for (const part of parts) {
      const path = objects[at]?.path;
      if (part.kind === 'part' && part.first && part.last) onWhole(part);
      if (part.kind === 'failure') {
        at++;
        yield failure(part.object, part.reason, path);
        continue;
      }
      if (part.first && part.last && !isTooLarge(part, limits)) {
        if (part.type === 'blob') yield* opaqueEvents(part, path, limits);
        yield { kind: 'chunk', chunk: { bytes: part.bytes, origin: originOf(part, path) } };
        at++;
        yield { kind: 'looked', looked: lookedAt(part, limits) };
        continue;
      }
      if (part.first) cutter = createCutter(originOf(part, path));
      if (part.first && part.type === 'blob') yield* opaqueEvents(part, path, limits);
      if (!isTooLarge(part, limits) && cutter !== undefined) {
        yield { kind: 'chunk', chunk: cutter.push(part.bytes, part.last) };
      }
      if (part.last) {
        at++;
        yield { kind: 'looked', looked: lookedAt(part, limits) };
      }
    }
  };

  for await (const batch of readObjects(repository.git, ids)) yield events(batch);
}

function originOf({ object, type }: ObjectPart, path: PathName | undefined): ChunkOrigin {
  if (type !== 'blob') return { kind: type, object };
  return path === undefined ? { kind: 'blob', object } : { kind: 'blob', object, path };
}

function isTooLarge(part: ObjectPart, { maxFileSize }: ReadLimits): boolean {
  return part.type === 'blob' && maxFileSize !== undefined && part.size > maxFileSize;
}

function* opaqueEvents(part: ObjectPart, path: PathName | undefined, limits: ReadLimits): Generator<ReadEvent> {
  const tooLarge = isTooLarge(part, limits);
  if (!tooLarge && opaqueKind(part.bytes) === undefined) return;
  const name = path ?? pseudoPath(`blob ${part.object}`);
  const skip = tooLarge ? tooLargeSkip(name, part.size, limits.maxFileSize ?? 0) : opaqueSkip(part.bytes, name);
  if (skip === undefined) return;
  yield { kind: 'looked', looked: { opaque: 1 } };
  yield { kind: 'skip', skip };
}

/** What the object adds to the coverage; one over the size limit is left out, and its skip says so. */
function lookedAt(part: ObjectPart, limits: ReadLimits): Partial<Looked> {
  if (isTooLarge(part, limits)) return {};
  return { files: part.type === 'blob' ? 1 : 0, commits: part.type === 'commit' ? 1 : 0, objects: 1, bytes: part.size };
}

function failure(object: string, reason: string, path: PathName | undefined): ReadEvent {
  const message = `object ${object} was not scanned: ${reason}`;
  return { kind: 'problem', problem: { code: 'GIT', message, ...(path === undefined ? {} : { path }) } };
}
