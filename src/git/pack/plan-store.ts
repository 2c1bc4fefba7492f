/** Cuts a store of objects into shares, each of which one thread can read by itself, and each object into one of them. */

import { Buffer } from 'node:buffer';
import type { PackedObjects } from '#model/work-unit.ts';
import { cutFamilies, type IsWantedType, type Share } from './families.ts';
import { neededEntries } from './needed-entries.ts';
import type { ObjectStore } from './object-store.ts';
import { isFileError, isWholePack, type PackEntries, readPackEntries } from './pack-entries.ts';
import type { PickedObjects, PickedPack } from './pick-objects.ts';

/** A share, or what the plan has to say. Objects `for-git` are such as cannot be read here. */
export type StoreShare =
  | ({ readonly kind: 'packed' } & PackedObjects)
  | { readonly kind: 'loose'; readonly folder: string; readonly ids: readonly string[] }
  | { readonly kind: 'for-git'; readonly ids: readonly string[] }
  | { readonly kind: 'complaint'; readonly message: string };

/** Loose objects of one share: each costs opening a file. */
const LOOSE_OBJECTS = 2048;

/** All that was picked of the store, of packs what is wanted alone. Throws nothing for what is damaged. */
export function* planStore(
  { complaints, hashBytes }: ObjectStore,
  { packs, loose }: PickedObjects,
  isWanted?: IsWantedType,
): Generator<StoreShare> {
  for (const message of complaints) yield { kind: 'complaint', message };
  for (const pack of packs) yield* planPack(pack, hashBytes, isWanted);
  for (const { folder, ids } of loose) {
    for (let from = 0; from < ids.length; from += LOOSE_OBJECTS) {
      yield { kind: 'loose', folder, ids: ids.slice(from, from + LOOSE_OBJECTS) };
    }
  }
}

function* planPack(
  { file, index, isKnown }: PickedPack,
  hashBytes: number,
  isWanted?: IsWantedType,
): Generator<StoreShare> {
  const idsOf = (places: readonly number[]): string[] =>
    places
      .filter((place) => isKnown[place] === 0)
      .map((place) => index.ids.toString('hex', place * hashBytes, (place + 1) * hashBytes));

  // To read the headers of all entries takes a while; nobody asks for them where nothing is left to be read.
  if (isKnown.every((flag) => flag === 1)) {
    if (isWholePack(file, index, hashBytes) === false) yield cutOff(file);
    return;
  }
  const all = openEntries(file, index, hashBytes);
  if (all === undefined) {
    yield { kind: 'for-git', ids: idsOf([...isKnown.keys()]) };
    return;
  }
  if (!all.isWhole) yield cutOff(file);
  const entries = neededEntries(all, isKnown);
  const placeOf = (entry: number): number => entries.places[entry] as number;
  const { shares, orphans, circular } = cutFamilies(entries, isWanted);
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

function cutOff(file: string): StoreShare {
  return { kind: 'complaint', message: `${file} is cut off or damaged: it does not end as its index says (git fsck)` };
}

/** Undefined for a pack that cannot be opened: where git has packed anew meanwhile, it knows where its objects are now. */
function openEntries(...args: Parameters<typeof readPackEntries>): PackEntries | undefined {
  try {
    return readPackEntries(...args);
  } catch (error) {
    if (isFileError(error)) return undefined;
    throw error;
  }
}
