/** Gathers what one rule finds in one content: each secret judged once, and of those that overlap the first. */

import { DetectError } from '#model/errors.ts';
import type { Stretch } from './extent.ts';
import type { RawMatch } from './raw-matches.ts';

/** More secrets of one rule in one chunk are no news, and memory is finite: said, not silently cut. */
const MOST_FOUND = 20_000;

/** Memory is finite: a rule that matches everywhere is said, whatever becomes of its matches. */
const MOST_JUDGED = 1_000_000;

/** No chunk has so many code units. */
const MOST_UNITS = 2 ** 26;

/** What is found of one rule; `T` is what becomes of a raw match. */
export interface Collector<T> {
  /** Judges a raw match unless its secret was: then false. Throws DetectError when there are more than 20,000. */
  take(raw: RawMatch): boolean;
  /** Whether `covers` can be true of anything at all. */
  hasCover(): boolean;
  /**
   * Whether whatever is found with a secret that begins from `first` to `last`, and ends behind `last`, would be dropped
   * for one that was accepted. Asked with rising `first` only.
   */
  covers(first: number, last: number): boolean;
  /** What was accepted so far, in order of the secrets: of those that overlap the first, and the longest of those that begin together. */
  found(): readonly T[];
}

/** How raw matches become what is gathered. */
export interface Judgement<T> {
  /** Undefined means that it is nothing. */
  judge(raw: RawMatch): T | undefined;
  /** Where the secret stands; an extent may have moved its ends. */
  secretOf(found: T): Stretch;
}

/** An empty collector. */
export function createCollector<T>({ judge, secretOf }: Judgement<T>): Collector<T> {
  const judged = new Set<number>();
  const accepted: { readonly secret: Stretch; readonly value: T }[] = [];
  /** Where the farthest accepted secret ends. */
  let end = 0;
  /** An accepted secret that is kept for certain: nothing that begins before it overlaps it. */
  let cover: Stretch | undefined;

  const accept = (secret: Stretch, value: T): void => {
    accepted.push({ secret, value });
    if (accepted.length > MOST_FOUND) throw new DetectError(`it finds more than ${MOST_FOUND} secrets`);
    if (secret.from >= end) cover = secret;
    else if (cover !== undefined && secret.from <= cover.from) cover = undefined;
    end = Math.max(end, secret.to);
  };

  return {
    take(raw) {
      if (raw.secretTo <= raw.secretFrom) return true;
      const key = raw.secretFrom * MOST_UNITS + raw.secretTo;
      if (judged.has(key)) return false;
      judged.add(key);
      if (judged.size > MOST_JUDGED) throw new DetectError(`it matches more than ${MOST_JUDGED} times`);
      const value = judge(raw);
      if (value !== undefined) accept(secretOf(value), value);
      return true;
    },
    hasCover: () => cover !== undefined,
    covers: (first, last) => cover !== undefined && first > cover.from && last < cover.to,
    found() {
      const sorted = accepted.toSorted(({ secret: a }, { secret: b }) => a.from - b.from || b.to - a.to);
      let reached = 0;
      return sorted.flatMap(({ secret, value }) => {
        if (secret.from < reached) return [];
        reached = secret.to;
        return [value];
      });
    },
  };
}
