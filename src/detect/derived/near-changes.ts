/** Which literals stand so near to changes that rules may find something around them that they did not find before. */

import type { Anchor } from '#rules/compile.ts';
import type { Hits } from '../prefilter.ts';
import { NEAR_UNITS, NEAR_UNITS_BEFORE } from '../reads.ts';
import type { GatheredBytes, Margins } from './changed-bytes.ts';
import { NO_STRETCHES, type Stretches } from './changes.ts';
import { createWordList } from './word-list.ts';

/** How far around a literal its rules look, in UTF-16 code units, and what else it does. */
interface Reach {
  readonly before: number;
  readonly after: number;
  readonly length: number;
  readonly isSearched: boolean;
  /** Whether rules look farther than `NEAR_UNITS`, or in front of it than `NEAR_UNITS_BEFORE`. */
  readonly isFar: boolean;
  /** Rules of which it is a gate, and whether one of them runs on whole texts. */
  readonly opens: readonly number[];
  readonly opensWhole: boolean;
}

/** Bytes of one content that code units take at most: in UTF-8 a character has up to four, for two units. */
export interface UnitBytes {
  readonly each: number;
  readonly more: number;
}

export const ONE_BYTE: UnitBytes = { each: 1, more: 0 };
export const UTF_8: UnitBytes = { each: 3, more: 4 };

/** The literals around which to look again, at their places in the content. Valid until the next call. */
export interface NearChanges {
  readonly hits: Hits;
  /** Windows around those of them whose rules look farther than the margins. */
  readonly farWindows: Stretches;
  /** Rules of which a gate stands in what changed. */
  readonly opens: readonly number[];
  /** Whether one of a rule that runs on whole texts stands there, or near it. */
  readonly opensWhole: boolean;
}

/** Where hits were found. */
interface Surroundings {
  readonly changes: Stretches;
  /** The changes with the margins around them. */
  readonly gathered: GatheredBytes;
  /** Of the content. */
  readonly length: number;
}

/** What is known of literals by the reach of their rules. */
export interface Reaches {
  /** What has to be searched around changes. */
  margins(unit: UnitBytes): Margins;
  /** `found` are the hits in `gathered`. */
  nearChanges(found: Hits, surroundings: Surroundings, unit: UnitBytes): NearChanges;
  /** Windows of the rules that look farther than margins, within a content of this length. */
  farWindows(hits: Hits, length: number, unit: UnitBytes): Stretches;
  opensWhole(hits: Hits): boolean;
}

/** `whole` are the indexes of rules that run on whole texts. */
export function createReaches(anchors: readonly Anchor[], whole: readonly number[]): Reaches {
  const reaches = anchors.map((anchor) => reachOf(anchor, whole));
  const longest = Math.max(0, ...reaches.map(({ length }) => length));
  const [offsets, literals] = [createWordList(), createWordList()];
  const reachAt = (hits: Hits, index: number): Reach => reaches[hits.literals[index] as number] as Reach;

  const farWindows: Reaches['farWindows'] = (hits, length, { each, more }) => {
    const windows: number[] = [];
    for (let index = 0; index < hits.count; index++) {
      const reach = reachAt(hits, index);
      if (!reach.isFar) continue;
      const at = hits.offsets[index] as number;
      const end = at + Math.max(reach.after * each, reach.length) + more;
      windows.push(Math.max(0, at - reach.before * each - more), Math.min(length, end));
    }
    return windows.length === 0 ? NO_STRETCHES : Uint32Array.from(windows);
  };

  return {
    farWindows,
    margins: ({ each, more }) => {
      // What stands in front of a change reaches it by what rules look at behind a literal, and the other way round.
      const [before, behind] = [NEAR_UNITS * each + more, NEAR_UNITS_BEFORE * each + more];
      return { before, behind: behind + longest };
    },
    nearChanges(found, { gathered, changes, length }, unit) {
      const { each, more } = unit;
      offsets.clear();
      literals.clear();
      const opens: number[] = [];
      let opensWhole = false;
      /** The first change that may still be in reach: those of hits to come begin no earlier than this one's longest. */
      let first = 0;
      for (let index = 0; index < found.count; index++) {
        const reach = reachAt(found, index);
        const from = found.offsets[index] as number;
        const at = gathered.place(from, from + reach.length);
        if (at < 0) continue;
        if (reach.opensWhole) opensWhole = true;
        const farthest = at - NEAR_UNITS * each - more;
        while (first < changes.length && (changes[first + 1] as number) < farthest) first += 2;
        if (reach.opens.length > 0 && touches(changes, first, at, at + reach.length)) opens.push(...reach.opens);
        if (!reach.isSearched) continue;
        if (!touches(changes, first, at - reach.before * each - more, at + reach.after * each + more)) continue;
        offsets.push(at);
        literals.push(found.literals[index] as number);
      }
      const hits = { count: offsets.length, offsets: offsets.view(), literals: literals.view() };
      return { hits, farWindows: farWindows(hits, length, unit), opens, opensWhole };
    },
    opensWhole(hits) {
      for (let index = 0; index < hits.count; index++) if (reachAt(hits, index).opensWhole) return true;
      return false;
    },
  };
}

function reachOf({ literal, searches, opens }: Anchor, whole: readonly number[]): Reach {
  const before = Math.max(0, ...searches.map((use) => use.before));
  const after = Math.max(0, ...searches.map((use) => use.after));
  return {
    before,
    after,
    length: literal.length,
    isSearched: searches.length > 0,
    isFar: before > NEAR_UNITS_BEFORE || after > NEAR_UNITS,
    opens,
    opensWhole: opens.some((rule) => whole.includes(rule)),
  };
}

/** Whether one of the changes from place `first` on meets the bytes from `from` to `to`, or touches them. */
function touches(changes: Stretches, first: number, from: number, to: number): boolean {
  for (let at = first; at < changes.length && (changes[at] as number) <= to; at += 2) {
    if ((changes[at + 1] as number) >= from) return true;
  }
  return false;
}
