/** Finds the literals of a content from those of the one that it was made from, by searching what changed alone. */

import type { Derivation } from '#model/chunk.ts';
import { firstAtLeast } from '#text/first-at-least.ts';
import type { Hits, Prefilter } from '../prefilter.ts';
import { type ChangedBytes, createChangeGatherer } from './changed-bytes.ts';
import { createWordList } from './word-list.ts';

/** Literals in a content, ordered by offset; arrays of one length. */
export interface KnownHits {
  readonly offsets: Uint32Array;
  readonly literals: Uint32Array;
}

/** What `find` would give, and where it comes from. Valid until the next call. */
export interface DerivedHits extends KnownHits {
  /** For each hit the stretch that it was copied with, as its place in `copies`; NEW where it was not copied whole. */
  readonly stretches: Uint32Array;
  /** The bytes that changed, and some around them. */
  readonly changed: ChangedBytes;
}

/** Finds all hits of a content whose base has `base`. */
export type DeriveHits = (content: Uint8Array, derivation: Derivation, base: KnownHits) => DerivedHits;

/** In place of a stretch. */
export const NEW = 0xffffffff;

/** Of a content without any. */
export const NO_HITS: KnownHits = { offsets: new Uint32Array(0), literals: new Uint32Array(0) };

/** A copy that stays. */
export function keepHits({ count, offsets, literals }: Hits): KnownHits {
  return count === 0 ? NO_HITS : { offsets: offsets.slice(0, count), literals: literals.slice(0, count) };
}

/** `lengths` are those of the literals that `prefilter` looks for, by their indexes. */
export function createHitInheritance(prefilter: Prefilter, lengths: readonly number[]): DeriveHits {
  const gather = createChangeGatherer(Math.max(1, ...lengths) - 1);
  const [offsets, literals, stretches] = [createWordList(), createWordList(), createWordList()];
  const push = (offset: number, literal: number, stretch: number): void => {
    offsets.push(offset);
    literals.push(literal);
    stretches.push(stretch);
  };

  return (content, derivation, base) => {
    const changed = gather(content, derivation);
    const news = prefilter.find(changed.bytes);
    for (const list of [offsets, literals, stretches]) list.clear();
    let next = 0;
    /** Adds what was found among the changes in front of `end` and does not lie in the copy as a whole. */
    const addNews = (end: number, copyFrom: number, copyTo: number): void => {
      for (; next < news.count; next++) {
        const [from, literal] = [news.offsets[next] as number, news.literals[next] as number];
        const length = lengths[literal] as number;
        const offset = changed.place(from, from + length);
        if (offset >= end) return;
        if (offset < 0 || (offset >= copyFrom && offset + length <= copyTo)) continue;
        push(offset, literal, NEW);
      }
    };
    const addCopied = (stretch: number): void => {
      const [to, from, size] = copyAt(derivation, stretch);
      addNews(to, 0, 0);
      for (let index = firstAtLeast(base.offsets, from); index < base.offsets.length; index++) {
        const [offset, literal] = [base.offsets[index] as number, base.literals[index] as number];
        if (offset >= from + size) break;
        if (offset + (lengths[literal] as number) > from + size) continue;
        if (next < news.count) addNews(offset - from + to, to, to + size);
        push(offset - from + to, literal, stretch);
      }
      addNews(to + size, to, to + size);
    };
    if (news.count + base.offsets.length > 0) {
      for (let stretch = 0; stretch < derivation.copies.length; stretch += 3) addCopied(stretch);
      addNews(Number.POSITIVE_INFINITY, 0, 0);
    }
    return { offsets: offsets.view(), literals: literals.view(), stretches: stretches.view(), changed };
  };
}

/** Where a copy begins, where it begins in the base, and its length. */
export function copyAt({ copies }: Derivation, stretch: number): readonly [to: number, from: number, size: number] {
  return [copies[stretch] as number, copies[stretch + 1] as number, copies[stretch + 2] as number];
}
