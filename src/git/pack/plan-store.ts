/** Cuts a store of objects into shares, each of which one thread can read by itself, and each object into one of them. */

import { Buffer } from 'node:buffer';
import type { PackedObjects } from '#model/work-unit.ts';
import { cutFamilies, type Share } from './families.ts';
import type { ObjectStore, StoredPack } from './object-store.ts';
import { type PackEntries, readPackEntries } from './pack-entries.ts';

/** A share, or what the plan has to say. Objects `for-git` are such as cannot be read here. */
export type StoreShare =
  | ({ readonly kind: 'packed' } & PackedObjects)
  | { readonly kind: 'loose'; readonly folder: string; readonly ids: readonly string[] }
  | { readonly kind: 'for-git'; readonly ids: readonly string[] }
  | { readonly kind: 'complaint'; readonly message: string };

/** Told of each object that is listed, whose id stands at `at`; says whether none was told before that begins like it. */
export type OnListed = (ids: Buffer, at: number) => boolean;

/** Loose objects of one share: each costs opening a file. */
const LOOSE_OBJECTS = 2048;

/** What there is, each object once: in the first pack that holds it, else as a file. Throws nothing for what is damaged. */
export function* planStore(store: ObjectStore, onListed: OnListed): Generator<StoreShare> {
  for (const message of store.complaints) yield { kind: 'complaint', message };
  const done: StoredPack[] = [];
  for (const pack of store.packs) {
    yield* planPack(pack, store.hashBytes, (place) => {
      const { ids } = pack.index;
      const isNew = onListed(ids, place * store.hashBytes);
      return !isNew && done.some(({ index }) => index.find(ids, place * store.hashBytes) >= 0);
    });
    done.push(pack);
  }
  const loose = new Set<string>();
  for (const { folder, ids } of store.loose) {
    const news = ids.filter((id) => {
      const bytes = Buffer.from(id, 'hex');
      const isNew = onListed(bytes, 0);
      return isNew || !(loose.has(id) || isPacked(store, bytes));
    });
    for (const id of news) loose.add(id);
    for (let from = 0; from < news.length; from += LOOSE_OBJECTS) {
      yield { kind: 'loose', folder, ids: news.slice(from, from + LOOSE_OBJECTS) };
    }
  }
}

/** Whether a pack whose index could be read holds the object. */
export function isPacked({ packs }: ObjectStore, id: Uint8Array): boolean {
  return packs.some(({ index }) => index.find(id, 0) >= 0);
}

function* planPack(
  { file, index }: StoredPack,
  hashBytes: number,
  isKnownAt: (place: number) => boolean,
): Generator<StoreShare> {
  const isKnown = new Uint8Array(index.count);
  for (let place = 0; place < index.count; place++) if (isKnownAt(place)) isKnown[place] = 1;
  const idsOf = (places: readonly number[]): string[] =>
    places
      .filter((place) => isKnown[place] === 0)
      .map((place) => index.ids.toString('hex', place * hashBytes, (place + 1) * hashBytes));

  const entries = openEntries(file, index, hashBytes);
  if (entries === undefined) {
    yield { kind: 'for-git', ids: idsOf([...isKnown.keys()]) };
    return;
  }
  if (!entries.isWhole) {
    yield { kind: 'complaint', message: `${file} is cut off or damaged: it does not end as its index says (git fsck)` };
  }
  const placeOf = (entry: number): number => entries.places[entry] as number;
  const { shares, orphans, circular } = cutFamilies(entries);
  for (const share of shares) yield { kind: 'packed', pack: file, hashBytes, ...shareOf(share, entries) };
  const lost = idsOf(orphans.map(placeOf));
  if (lost.length > 0) yield { kind: 'for-git', ids: lost };
  for (const id of idsOf(circular.map(placeOf))) {
    yield { kind: 'complaint', message: `object ${id} was not scanned: its deltas in ${file} go round in circles` };
  }

  function shareOf(
    { entries: chosen, slots, baseSlots }: Share,
    { offsets, lengths, places }: PackEntries,
  ): Omit<PackedObjects, 'pack' | 'hashBytes'> {
    const ids = Buffer.allocUnsafeSlow(chosen.length * hashBytes);
    const indexPlaces = chosen.map((entry) => places[entry] as number);
    indexPlaces.forEach(
      (place, at) => void index.ids.copy(ids, at * hashBytes, place * hashBytes, (place + 1) * hashBytes),
    );
    return {
      ids,
      slots,
      baseSlots,
      offsets: Float64Array.from(chosen, (entry) => offsets[entry] as number),
      lengths: Float64Array.from(chosen, (entry) => lengths[entry] as number),
      crcs: indexPlaces.map((place) => index.crc(place)),
      isKnown: Uint8Array.from(indexPlaces, (place) => isKnown[place] as number),
    };
  }
}

/** Undefined for a pack that cannot be opened: where git has packed anew meanwhile, it knows where its objects are now. */
function openEntries(...args: Parameters<typeof readPackEntries>): PackEntries | undefined {
  try {
    return readPackEntries(...args);
  } catch (error) {
    if (error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string') return undefined;
    throw error;
  }
}
