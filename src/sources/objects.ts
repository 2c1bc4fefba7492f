/** Reads git objects of a unit into chunks: what staged, history and range scans have in common. */

import type { ObjectFailure, ObjectPart } from '#git/batch-parser.ts';
import { readPlainObjects } from '#git/plain/plain-objects.ts';
import type { Repository } from '#git/repository.ts';
import type { Chunk, ChunkOrigin } from '#model/chunk.ts';
import type { PathName } from '#model/path-name.ts';
import type { Looked, ObjectToRead } from '#model/work-unit.ts';
import { opaqueKind } from '#text/opaque.ts';
import { type Cutter, createCutter, opaqueSkip, tooLargeSkip } from './content.ts';
import { pseudoPath, type ReadEvent, type ReadLimits } from './source.ts';

/** How objects are read, beside the limits. */
export interface ObjectLimits extends ReadLimits {
  /** Told of every part, in order; what it answers is a reason to distrust the object. */
  readonly onPart?: (part: ObjectPart) => string | undefined;
}

/** Chunks, coverage and problems of `objects`, in order, by way of git. Names of the same blob are read one by one. */
export async function* readObjectChunks(
  repository: Repository,
  objects: readonly ObjectToRead[],
  limits: ObjectLimits,
): AsyncGenerator<Iterable<ReadEvent>> {
  const ids = objects.map(({ object }) => object);
  let at = 0;
  const eventsOf = createPartEvents(limits);
  const events = function* (parts: Iterable<ObjectPart | ObjectFailure>): Generator<ReadEvent> {
    for (const part of parts) {
      const path = objects[at]?.path;
      if (part.kind === 'failure' || part.last) at++;
      if (part.kind === 'failure') yield failure(part.object, part.reason, path);
      else yield* eventsOf(part, path);
    }
  };
  for await (const batch of readPlainObjects(repository, ids)) yield events(batch);
}

/** Turns the parts of one object after the other into events. */
export type PartEvents = (part: ObjectPart, path?: PathName) => Iterable<ReadEvent>;

/** An object that comes in one part is one chunk without a copy. `isDirect`: the parts were read without git. */
export function createPartEvents(limits: ObjectLimits, isDirect = false): PartEvents {
  let cutter: Cutter | undefined;
  return function* (part, path) {
    const distrust = limits.onPart?.(part);
    const tooLarge = isTooLarge(part, limits);
    if (part.first && part.type === 'blob') yield* opaqueEvents(part, path, limits);
    if (part.first && part.last && !tooLarge) {
      yield { kind: 'chunk', chunk: chunkOf(part, path) };
    } else if (!tooLarge) {
      if (part.first) cutter = createCutter(originOf(part, path));
      if (cutter !== undefined) yield { kind: 'chunk', chunk: cutter.push(part.bytes, part.last) };
    }
    if (distrust !== undefined) yield problem(`object ${part.object} is damaged: ${distrust}`, path);
    if (part.last) yield { kind: 'looked', looked: lookedAt(part, limits, isDirect) };
  };
}

function chunkOf(part: ObjectPart, path: PathName | undefined): Chunk {
  const { bytes, derivation } = part;
  const origin = originOf(part, path);
  return derivation === undefined ? { bytes, origin } : { bytes, origin, derivation };
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
function lookedAt(part: ObjectPart, limits: ReadLimits, isDirect: boolean): Partial<Looked> {
  if (isTooLarge(part, limits)) return { objects: 0 };
  return {
    files: part.type === 'blob' ? 1 : 0,
    commits: part.type === 'commit' ? 1 : 0,
    objects: 1,
    direct: isDirect ? 1 : 0,
    bytes: part.size,
  };
}

/** The problem of an object that could not be read. */
export function failure(object: string, reason: string, path?: PathName): ReadEvent {
  return problem(`object ${object} was not scanned: ${reason}`, path);
}

function problem(message: string, path?: PathName): ReadEvent {
  return { kind: 'problem', problem: { code: 'GIT', message, ...(path === undefined ? {} : { path }) } };
}
