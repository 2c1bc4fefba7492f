/** Reads entries of a pack, whole families of deltas in order, and rebuilds each object from its base in memory. */

import { Buffer } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Derivation } from '#model/chunk.ts';
import { GitError, messageOf } from '#model/errors.ts';
import type { PackedObjects } from '#model/work-unit.ts';
import type { ObjectFailure, ObjectPart, ObjectType } from '../batch-parser.ts';
import { type BytePool, openBytePool } from './byte-pool.ts';
import { createDeltaApplier, resultSizeOf } from './delta.ts';
import { createHeaderReader, objectTypeOf } from './entry-header.ts';
import { NO_SLOT } from './families.ts';
import { inflateTo } from './inflate.ts';
import { createPackArena, type PackArena } from './pack-arena.ts';

/** An object that git is to read: it is too large, or what it is made from could not be read here. */
export interface ObjectForGit {
  readonly kind: 'for-git';
  readonly object: string;
}

/** Objects above this are left to git, which hands them on in parts; so memory stays bounded. */
export const MOST_OBJECT_BYTES = 16 * 1024 * 1024;

/** An object that others may be made from. */
interface Rebuilt {
  readonly type: ObjectType;
  readonly bytes: Buffer;
  /** The memory that holds them. */
  readonly room: Buffer;
  /** Absent where it is alone: nothing is made from it, and it from nothing. */
  readonly derivation?: Derivation;
}

/** What an object was made from, and where both are kept. */
interface Place {
  readonly id: number;
  readonly slot: number;
  readonly baseSlot: number;
  readonly base: Rebuilt | undefined;
  readonly isAlone: boolean;
}

/**
 * One event for each object, in order; parts are whole objects, valid until the next event. Nothing for objects that are
 * read elsewhere. Throws GitError where the pack cannot be opened: git may have repacked meanwhile.
 */
export function* readPacked(unit: PackedObjects): Generator<ObjectPart | ObjectFailure | ObjectForGit> {
  const file = openPack(unit.pack);
  const pool = openBytePool();
  try {
    yield* readEntries(unit, createPackArena(file, unit), pool);
  } finally {
    pool.close();
    closeSync(file);
  }
}

function openPack(pack: string): number {
  try {
    return openSync(pack, 'r');
  } catch (cause) {
    throw new GitError(`${pack} could not be opened (${messageOf(cause)})`, { cause });
  }
}

function* readEntries(
  { ids, hashBytes, slots, baseSlots, crcs, isKnown }: PackedObjects,
  packed: PackArena,
  pool: BytePool,
): Generator<ObjectPart | ObjectFailure | ObjectForGit> {
  const names = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
  const rebuild = createRebuild(hashBytes, pool);
  /** By slot; undefined where the object could not be read here. */
  const kept: (Rebuilt | undefined)[] = [];
  for (let entry = 0; entry < slots.length; entry++) {
    const object = names.toString('hex', entry * hashBytes, (entry + 1) * hashBytes);
    const [slot, baseSlot] = [slots[entry] as number, baseSlots[entry] as number];
    const base = kept[baseSlot];
    let rebuilt: Rebuilt | undefined;
    try {
      if (baseSlot === NO_SLOT || base !== undefined) {
        const bytes = packed(entry);
        if (crc32(bytes) !== crcs[entry]) throw new GitError('its checksum is not that of the index');
        const isAlone = baseSlot === NO_SLOT && (baseSlots[entry + 1] ?? NO_SLOT) === NO_SLOT;
        rebuilt = rebuild(bytes, { id: entry + 1, slot, baseSlot, base, isAlone });
      }
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      yield { kind: 'failure', object, reason: messageOf(error) };
    }
    // Not before: what was replaced may be the base.
    const replaced = kept[slot];
    if (replaced !== undefined) pool.takeBack(replaced.room);
    kept[slot] = rebuilt;
    if (isKnown[entry] === 1) continue;
    if (rebuilt === undefined) yield { kind: 'for-git', object };
    else yield wholePart(object, rebuilt);
  }
}

/** An object that came in one part. */
export function wholePart(
  object: string,
  { type, bytes, derivation }: Pick<ObjectPart, 'type' | 'bytes' | 'derivation'>,
): ObjectPart {
  const { length: size } = bytes;
  // Two literals: to spread one into the other costs as much as all the rest of this for a small object.
  return derivation === undefined
    ? { kind: 'part', object, type, size, bytes, first: true, last: true }
    : { kind: 'part', object, type, size, bytes, first: true, last: true, derivation };
}

/** Undefined for an object that is too large. Throws GitError where the entry is damaged. */
function createRebuild(hashBytes: number, pool: BytePool): (packed: Buffer, place: Place) => Rebuilt | undefined {
  const readHeader = createHeaderReader(hashBytes);
  let room: Buffer = NO_ROOM;
  const applyDelta = createDeltaApplier((size) => {
    room = pool.lend(size);
    return room.subarray(0, size);
  });
  /** For instructions, which are done with when they have been followed. */
  let instructions = pool.lend(1);

  return (packed, { id, slot, baseSlot, base, isAlone }) => {
    const { type, size, end } = readHeader(packed, 0);
    if (size > MOST_OBJECT_BYTES) return undefined;
    if (base === undefined) {
      const name = objectTypeOf(type);
      if (name === undefined) throw new GitError(`it is of no type that git knows (${type})`);
      room = pool.lend(size + 1);
      inflateTo(room, size, packed, end);
      const bytes = room.subarray(0, size);
      if (isAlone) return { type: name, bytes, room };
      return { type: name, bytes, room, derivation: { id, slot, ...NO_DERIVATION } };
    }
    if (size >= instructions.length) {
      pool.takeBack(instructions);
      instructions = pool.lend(size + 1);
    }
    inflateTo(instructions, size, packed, end);
    if (resultSizeOf(instructions) > MOST_OBJECT_BYTES) return undefined;
    const { bytes, copies } = applyDelta(base.bytes, instructions, size);
    const from = { baseId: base.derivation?.id ?? 0, baseSlot, baseLength: base.bytes.length };
    return { type: base.type, bytes, room, derivation: { id, slot, ...from, copies } };
  };
}

const NO_ROOM = Buffer.alloc(0);

const NO_DERIVATION = { baseId: 0, baseSlot: 0, baseLength: 0, copies: new Uint32Array(0) };
