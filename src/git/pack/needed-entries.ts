/** Leaves out of a pack what nobody has to read: neither the entry itself is wanted nor anything that is made from it. */

import type { PackEntries } from './pack-entries.ts';

/** The entries that are not known, and all that those are made from; `isKnown` goes by their places in the index. */
export function neededEntries(entries: PackEntries, isKnown: Uint8Array): PackEntries {
  const isNeeded = needs(entries, isKnown);
  const kept = Uint32Array.from(isNeeded.keys()).filter((entry) => isNeeded[entry] === 1);
  if (kept.length === isNeeded.length) return entries;
  const numbers = new Int32Array(isNeeded.length);
  kept.forEach((entry, number) => {
    numbers[entry] = number;
  });
  const { bases } = entries;
  const floats = (values: Float64Array): Float64Array => Float64Array.from(kept, (entry) => values[entry] as number);
  return {
    offsets: floats(entries.offsets),
    lengths: floats(entries.lengths),
    sizes: floats(entries.sizes),
    types: Uint8Array.from(kept, (entry) => entries.types[entry] as number),
    bases: Int32Array.from(kept, (entry) => {
      const base = bases[entry] as number;
      return base < 0 ? base : (numbers[base] as number);
    }),
    places: Uint32Array.from(kept, (entry) => entries.places[entry] as number),
    isWhole: entries.isWhole,
  };
}

/** 1 for each entry that is needed. A chain of bases is followed up to where it was followed before. */
function needs({ bases, places }: PackEntries, isKnown: Uint8Array): Uint8Array {
  const isNeeded = new Uint8Array(bases.length);
  for (let entry = 0; entry < bases.length; entry++) {
    if (isKnown[places[entry] as number] === 1) continue;
    for (let at = entry; at >= 0 && isNeeded[at] === 0; at = bases[at] as number) isNeeded[at] = 1;
  }
  return isNeeded;
}
