/** Picks what is to be read of a store: each object once, and none that need not be read at all. */

import { Buffer } from 'node:buffer';
import type { LooseObjects, ObjectStore, StoredPack } from './object-store.ts';
import { isWholePack } from './pack-entries.ts';

/** Objects that were read before, by an earlier scan. */
export interface KnownObjects {
  /** What is asked about one list of ids, in rising order; the id stands at `at`. */
  inOrder(): (ids: Buffer, at: number) => boolean;
  /** After all lists: whether answers are others now, so that all has to be asked again. */
  mustAskAgain(): boolean;
}

/** Told of each object that is listed, whose id stands at `at`; says whether none was told before that begins like it. */
export type OnListed = (ids: Buffer, at: number) => boolean;

/** A pack, and for each place in its index 1 where the object is not to be read out of it. */
export interface PickedPack extends StoredPack {
  readonly isKnown: Uint8Array;
}

/** What is to be read. */
export interface PickedObjects {
  readonly packs: readonly PickedPack[];
  /** Those that are to be read alone. */
  readonly loose: readonly LooseObjects[];
  /** How many are to be read, all in all, and how many there are. */
  readonly count: number;
  readonly listed: number;
}

/**
 * Each object is read out of the first pack that holds it, else from its file. Of a pack that is damaged nothing counts
 * as known: what is wrong with it is to be said again.
 */
export function pickObjects(store: ObjectStore, onListed: OnListed, known?: KnownObjects): PickedObjects {
  const packs: PickedPack[] = [];
  for (const pack of store.packs) packs.push({ ...pack, isKnown: pickPacked(pack, packs, { store, onListed, known }) });
  const loose = pickLoose(store, onListed, known);
  const packed = packs.reduce(
    (sum, { isKnown }) => sum + isKnown.reduce((left, flag) => left - flag, isKnown.length),
    0,
  );
  return {
    packs,
    loose,
    count: packed + loose.reduce((sum, { ids }) => sum + ids.length, 0),
    listed:
      packs.reduce((sum, { index }) => sum + index.count, 0) +
      store.loose.reduce((sum, { ids }) => sum + ids.length, 0),
  };
}

interface Picking {
  readonly store: ObjectStore;
  readonly onListed: OnListed;
  readonly known: KnownObjects | undefined;
}

function pickPacked(
  { file, index }: StoredPack,
  before: readonly StoredPack[],
  { store: { hashBytes }, onListed, known }: Picking,
): Uint8Array {
  const isKnown = new Uint8Array(index.count);
  const wasRead = known !== undefined && isWholePack(file, index, hashBytes) === true ? known.inOrder() : undefined;
  for (let place = 0; place < index.count; place++) {
    const at = place * hashBytes;
    // Both are told of every id.
    const isNew = onListed(index.ids, at);
    const needsNoReading = wasRead?.(index.ids, at) ?? false;
    if (needsNoReading || (!isNew && before.some((pack) => pack.index.find(index.ids, at) >= 0))) isKnown[place] = 1;
  }
  return isKnown;
}

function pickLoose(store: ObjectStore, onListed: OnListed, known: KnownObjects | undefined): readonly LooseObjects[] {
  const seen = new Set<string>();
  return store.loose.map(({ folder, ids }) => {
    const wasRead = known?.inOrder();
    const picked = ids.filter((id) => {
      const bytes = Buffer.from(id, 'hex');
      const isNew = onListed(bytes, 0);
      const needsNoReading = wasRead?.(bytes, 0) ?? false;
      return !needsNoReading && (isNew || !(seen.has(id) || isPacked(store, bytes)));
    });
    for (const id of picked) seen.add(id);
    return { folder, ids: picked };
  });
}

/** Whether a pack whose index could be read holds the object. */
export function isPacked({ packs }: ObjectStore, id: Uint8Array): boolean {
  return packs.some(({ index }) => index.find(id, 0) >= 0);
}
