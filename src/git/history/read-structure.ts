/** Reads all commits and trees of a store, and nothing else: what says where in history an object stands. */

import { Buffer } from 'node:buffer';
import type { Derivation } from '#model/chunk.ts';
import { GitError } from '#model/errors.ts';
import type { ObjectPart } from '../batch-parser.ts';
import { readObjects } from '../cat-file.ts';
import { openObjectStore } from '../pack/object-store.ts';
import { pickObjects } from '../pack/pick-objects.ts';
import { planStore } from '../pack/plan-store.ts';
import { readShare } from '../pack/read-share.ts';
import { createReferenceCheck } from '../reference-check.ts';
import type { Repository } from '../repository.ts';
import type { GitContext, Running } from '../spawn.ts';
import { streamLines } from '../stream.ts';

/** What to read. */
export interface StructureOptions {
  /** Whether trees are wanted beside the commits. */
  readonly trees: boolean;
  /** Told of each of them, in any order. The bytes are valid during the call only. */
  readonly take: (type: 'commit' | 'tree', object: string, bytes: Buffer, derivation?: Derivation) => void;
  /** Told that derivations are those of another unit from here on. */
  readonly startUnit: () => void;
}

/** Out of packs and files, as a scan reads them, and through git otherwise. What cannot be read is left out: the scan said so. */
export async function readStructure(repository: Repository, options: StructureOptions): Promise<void> {
  const forGit = await readStored(repository, options);
  if (forGit.length > 0) await readByGit(repository, forGit, options);
}

/** Returns the ids of what git is to read; some of those are neither commits nor trees. Throws GitError where it is stopped. */
async function readStored(repository: Repository, options: StructureOptions): Promise<readonly string[]> {
  const store = openObjectStore(repository);
  if (!store.isWhole) return listStructure(repository, options.trees);
  const forGit: string[] = [];
  const picked = pickObjects(store, createReferenceCheck().present);
  const shares = planStore(store, picked, (type) => isWanted(type, options));
  await forEachUntilStopped(shares, repository.git, (share) => {
    if (share.kind === 'for-git') forGit.push(...share.ids);
    if (share.kind !== 'packed' && share.kind !== 'loose') return;
    options.startUnit();
    for (const event of readShare(share, forGit)) {
      if (event.kind === 'part') takePart(event, event.bytes, options);
      else forGit.push(event.object);
    }
  });
  return forGit;
}

/** Interruptions are heard between two of `items`. */
async function forEachUntilStopped<T>(
  items: Iterable<T>,
  { running }: GitContext,
  take: (item: T) => void,
): Promise<void> {
  let isStopped = false;
  const reading: Running = {
    stop: () => {
      isStopped = true;
    },
  };
  running.add(reading);
  try {
    for (const item of items) {
      if (isStopped) throw new GitError('the reading of commits and trees was interrupted');
      take(item);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    running.delete(reading);
  }
}

function isWanted(type: ObjectPart['type'], { trees }: StructureOptions): type is 'commit' | 'tree' {
  return type === 'commit' || (trees && type === 'tree');
}

function takePart({ type, object, derivation }: ObjectPart, bytes: Uint8Array, options: StructureOptions): void {
  if (!isWanted(type, options)) return;
  options.take(type, object, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), derivation);
}

async function readByGit(repository: Repository, ids: readonly string[], options: StructureOptions): Promise<void> {
  let whole: Uint8Array = Buffer.alloc(0);
  for await (const batch of readObjects(repository.git, ids)) {
    for (const part of batch) {
      if (part.kind === 'failure' || !isWanted(part.type, options)) continue;
      whole = part.first && part.last ? part.bytes : Buffer.concat([part.first ? Buffer.alloc(0) : whole, part.bytes]);
      if (part.last) takePart(part, whole, options);
    }
  }
}

/** Ids of all commits, and of all trees if they are wanted, reachable or not. */
async function listStructure(repository: Repository, trees: boolean): Promise<readonly string[]> {
  const args = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)', '--unordered'];
  const found: string[] = [];
  for await (const lines of streamLines(repository.git, args, { onEnd: () => {} })) {
    for (const line of lines) {
      if (line.endsWith(' commit') || (trees && line.endsWith(' tree'))) found.push(line.slice(0, line.indexOf(' ')));
    }
  }
  return found;
}
