/**
 * Knows contents in which no rule finds anything, and shows for what was made from them that this is still so, by
 * looking at what changed. Everything else is scanned whole: what this says is never a match.
 */

import { isAscii, isUtf8 } from 'node:buffer';
import type { Derivation } from '#model/chunk.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { wideEncoding } from '#text/decode.ts';
import type { Hits, Prefilter } from '../prefilter.ts';
import { createLineGatherer } from './changed-lines.ts';
import { carryOver, joinStretches, NO_STRETCHES, type Stretches, touches } from './decisive-stretches.ts';
import { copyAt, createHitInheritance, type DerivedHits, type KnownHits, NEW } from './hit-inheritance.ts';
import { createWordList, type WordList } from './word-list.ts';

/** The tests on parts of a content. */
export interface QuietTests {
  /**
   * Looks around these hits, gates or not; rules that run on whole texts are left out. Undefined where something is
   * found, else the stretches that decided that nothing is.
   */
  hits(content: Uint8Array, hits: Hits): Stretches | undefined;
  /** Whether nothing is found in what these lines hold encoded. */
  lines(lines: Uint8Array): boolean;
}

/** Memory of one unit. */
export interface QuietContents {
  /** Whether nothing is found in the content, as far as that can be told from its base. */
  isQuiet(content: Uint8Array, derivation: Derivation): boolean;
  /** Keeps what a look at the whole content gave: `decisive` where nothing was found, else undefined. */
  learn(content: Uint8Array, derivation: Derivation, hits: KnownHits, decisive: Stretches | undefined): void;
  forget(): void;
}

/** Longer contents could hold more containers than are decoded, which is counted for whole contents only. */
const MOST_BYTES = 2 * 1024 * 1024;

/** A character of UTF-8 has up to three bytes for each UTF-16 code unit, and a window begins and ends between two. */
const UNIT_BYTES = 3;
const CHARACTER_BYTES = 4;

type TextKind = 'ascii' | 'utf-8' | 'latin1';

interface Known extends KnownHits {
  readonly id: number;
  /** Undefined for what children may not rely on. */
  readonly kind: TextKind | undefined;
  /** What decided about what regexes matched in it. */
  readonly decisive: Stretches;
}

/** How far around a literal its rules look, in UTF-16 code units, and what it opens. */
interface Reach {
  readonly before: number;
  readonly after: number;
  readonly isSearched: boolean;
  /** Rules that run around it only where one of their gates occurs, as indexes. */
  readonly gated: readonly number[];
  /** Rules whose gate it is, and whether any of them runs on whole texts. */
  readonly opens: readonly number[];
  readonly opensWhole: boolean;
}

/** An empty memory. `tests` may look at anything but this. */
export function createQuietContents(compiled: CompiledRules, prefilter: Prefilter, tests: QuietTests): QuietContents {
  const reaches = compiled.anchors.map((anchor) => reachOf(anchor, compiled));
  const derive = createHitInheritance(
    prefilter,
    compiled.anchors.map(({ literal }) => literal.length),
  );
  const gatherLines = createLineGatherer();
  const findAffected = createAffectedHits(reaches);
  const known: (Known | undefined)[] = [];
  /** Memory of each slot, which is written over when another content is kept there. */
  const rooms: (Room | undefined)[] = [];

  const baseOf = ({ baseId, baseSlot }: Derivation): Known | undefined => {
    const base = known[baseSlot];
    return baseId !== 0 && base?.id === baseId ? base : undefined;
  };
  const keep = (
    { id, slot }: Derivation,
    { offsets, literals }: KnownHits,
    kind: TextKind | undefined,
    decisive: Stretches = NO_STRETCHES,
  ): void => {
    const room = rooms[slot] ?? { offsets: createWordList(), literals: createWordList() };
    rooms[slot] = room;
    known[slot] = { id, kind, decisive, offsets: room.offsets.keep(offsets), literals: room.literals.keep(literals) };
  };

  return {
    forget() {
      known.length = 0;
      rooms.length = 0;
    },
    learn(content, derivation, hits, decisive) {
      keep(derivation, hits, decisive !== undefined && isPlain(content) ? kindOf(content) : undefined, decisive);
    },
    isQuiet(content, derivation) {
      const base = baseOf(derivation);
      if (base?.kind === undefined || !isPlain(content)) return false;
      const carried = carryOver(base.decisive, derivation, content.length);
      if (carried === undefined) return false;
      const hits = derive(content, derivation, base);
      const kind = base.kind === 'ascii' && isAscii(hits.changed.bytes) ? 'ascii' : kindOf(content);
      if (kind !== 'ascii' && base.kind !== 'ascii' && kind !== base.kind) return false;
      const affected = findAffected(hits, { content, derivation, kind, undecided: carried.parts });
      if (affected === undefined) return false;
      const decisive = affected.count === 0 ? NO_STRETCHES : tests.hits(content, affected);
      if (decisive === undefined || !tests.lines(gatherLines(content, derivation))) return false;
      keep(derivation, hits, kind, joinStretches(carried.whole, decisive));
      return true;
    },
  };
}

/** Whether the bytes are the text: no byte-order mark and no other encoding. */
function isPlain(content: Uint8Array): boolean {
  if (content.length > MOST_BYTES || wideEncoding(content) !== undefined) return false;
  return !(content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf);
}

function kindOf(content: Uint8Array): TextKind {
  if (isAscii(content)) return 'ascii';
  return isUtf8(content) ? 'utf-8' : 'latin1';
}

function reachOf({ searches, opens }: CompiledRules['anchors'][number], { whole, gated }: CompiledRules): Reach {
  return {
    before: Math.max(0, ...searches.map(({ before }) => before)),
    after: Math.max(0, ...searches.map(({ after }) => after)),
    isSearched: searches.length > 0,
    gated: searches.flatMap(({ rule }) => (gated.has(rule) ? [rule] : [])),
    opens,
    opensWhole: opens.some((rule) => whole.includes(rule)),
  };
}

interface Room {
  readonly offsets: WordList;
  readonly literals: WordList;
}

interface Place {
  readonly content: Uint8Array;
  readonly derivation: Derivation;
  readonly kind: TextKind;
  /** Where matches were rejected for reasons of which only a part is still there. */
  readonly undecided: Stretches;
}

/**
 * Finds the hits around which rules may find what they did not find in the base: those that are new, near a change, or of
 * a rule whose gate is new. A hit that opens a rule for the whole content leaves the question open: undefined. Valid
 * until the next call.
 */
function createAffectedHits(reaches: readonly Reach[]): (hits: DerivedHits, place: Place) => Hits | undefined {
  const [offsets, literals] = [createWordList(), createWordList()];
  return (hits, place) => {
    offsets.clear();
    literals.clear();
    const opened = newlyOpened(hits, reaches);
    if (opened === undefined) return undefined;
    for (let index = 0; index < hits.offsets.length; index++) {
      const [offset, literal] = [hits.offsets[index] as number, hits.literals[index] as number];
      const stretch = hits.stretches[index] as number;
      const reach = reaches[literal] as Reach;
      const isOpened = opened.length > 0 && reach.gated.some((rule) => opened.includes(rule));
      const isAsBefore = stretch !== NEW && !isOpened && isFarFromChanges(offset, stretch, reach, place);
      if (!reach.isSearched || isAsBefore) continue;
      offsets.push(offset);
      literals.push(literal);
    }
    return { count: offsets.length, offsets: offsets.view(), literals: literals.view() };
  };
}

/** The rules for which gates were added; undefined where a rule for whole texts has one, added or not. */
function newlyOpened({ literals, stretches }: DerivedHits, reaches: readonly Reach[]): readonly number[] | undefined {
  const opened: number[] = [];
  for (let index = 0; index < literals.length; index++) {
    const { opens, opensWhole } = reaches[literals[index] as number] as Reach;
    if (opensWhole) return undefined;
    if (stretches[index] === NEW) opened.push(...opens);
  }
  return opened;
}

/**
 * Whether all that rules look at around a hit was copied with it, the content's ends too where they are in sight, and
 * nothing of it was decided by what is gone.
 */
function isFarFromChanges(
  offset: number,
  stretch: number,
  { before, after }: Reach,
  { content, derivation, kind, undecided }: Place,
): boolean {
  const [to, from, size] = copyAt(derivation, stretch);
  const [unit, more] = kind === 'utf-8' ? [UNIT_BYTES, CHARACTER_BYTES] : [1, 0];
  const isAtStart = to === 0 && from === 0;
  const isAtEnd = to + size === content.length && from + size === derivation.baseLength;
  const [first, last] = [offset - before * unit - more, offset + after * unit + more];
  const wasCopied = (isAtStart || first >= to) && (isAtEnd || last <= to + size);
  return wasCopied && !touches(undecided, first, last);
}
