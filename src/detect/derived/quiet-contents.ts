/**
 * Knows contents in which no rule finds anything, and shows for what was made from them that this is still so, by
 * looking at what changed. Everything else is scanned whole: what this says is never a match.
 */

import { isAscii, isUtf8 } from 'node:buffer';
import type { Derivation } from '#model/chunk.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { wideEncoding } from '#text/decode.ts';
import { openedBy } from '../candidate-rules.ts';
import type { Hits, Prefilter } from '../prefilter.ts';
import { createGatherer, type Margins } from './changed-bytes.ts';
import { createLineGatherer } from './changed-lines.ts';
import { createChangeFinder, mergeStretches, NO_STRETCHES, type Stretches } from './changes.ts';
import { carryOver, joinStretches } from './decisive-stretches.ts';
import { createReaches, type NearChanges, ONE_BYTE, type UnitBytes, UTF_8 } from './near-changes.ts';

/** The tests on parts of a content. */
export interface QuietTests {
  /**
   * Looks around these hits; `opened` are the rules that may run of those with gates, and rules that run on whole texts
   * are left out. Undefined where something is found, else the stretches that decided that nothing is.
   */
  hits(content: Uint8Array, hits: Hits, opened: ReadonlySet<number>): Stretches | undefined;
  /** The same for these rules alone, around all hits. */
  opened(content: Uint8Array, rules: ReadonlySet<number>): Stretches | undefined;
  /** Whether nothing is found in what these lines hold encoded. */
  lines(lines: Uint8Array): boolean;
}

/** What a look at a whole content gave in which nothing is found. */
export interface QuietLook {
  /** All literals in it. */
  readonly hits: Hits;
  /** What decided that nothing is found; undefined where everything does. */
  readonly decisive: Stretches | undefined;
}

/** Memory of one unit. */
export interface QuietContents {
  /** Whether nothing is found in the content, as far as that can be told from its base. */
  isQuiet(content: Uint8Array, derivation: Derivation): boolean;
  learn(content: Uint8Array, derivation: Derivation, look: QuietLook): void;
  forget(): void;
}

/** Longer contents could hold more containers than are decoded, which is counted for whole contents only. */
const MOST_BYTES = 2 * 1024 * 1024;

type TextKind = 'ascii' | 'utf-8' | 'latin1';

interface Known {
  readonly id: number;
  readonly kind: TextKind;
  /** Rules that had a gate in it, or in what it was made from: all that may run. */
  readonly opened: ReadonlySet<number>;
  readonly decisive: Stretches;
}

/** An empty memory. `tests` may look at anything but this. */
export function createQuietContents(compiled: CompiledRules, prefilter: Prefilter, tests: QuietTests): QuietContents {
  const reaches = createReaches(compiled.anchors, compiled.whole);
  const findChanges = createChangeFinder();
  const gather = createGatherer();
  const gatherLines = createLineGatherer();
  const known: (Known | undefined)[] = [];

  const baseOf = ({ baseId, baseSlot }: Derivation): Known | undefined => {
    const base = known[baseSlot];
    return baseId !== 0 && base?.id === baseId ? base : undefined;
  };

  return {
    forget() {
      known.length = 0;
    },
    learn(content, { id, slot }, { hits, decisive }) {
      if (decisive === undefined || !isPlain(content) || reaches.opensWhole(hits)) return;
      const kind = kindOf(content);
      const all = joinStretches(NO_STRETCHES, decisive, reaches.farWindows(hits, content.length, unitOf(kind)));
      if (all !== undefined) known[slot] = { id, kind, opened: openedBy(compiled, hits), decisive: all };
    },
    isQuiet(content, derivation) {
      const base = baseOf(derivation);
      if (base === undefined || !isPlain(content)) return false;
      const carried = carryOver(base.decisive, derivation, content.length);
      if (carried === undefined) return false;
      const copied = findChanges(derivation, content.length);
      const changes = mergeStretches(copied, carried.parts);
      const kind = derivedKind(base.kind, content, gather(content, changes, NO_MARGINS).bytes);
      if (kind === undefined) return false;
      const near = look(content, changes, unitOf(kind));
      if (near.opensWhole) return false;
      const opened = near.opens.filter((rule) => !base.opened.has(rule));
      const decisive = joinStretches(
        carried.whole,
        near.farWindows,
        near.hits.count === 0 ? NO_STRETCHES : tests.hits(content, near.hits, base.opened),
        opened.length === 0 ? NO_STRETCHES : tests.opened(content, new Set(opened)),
      );
      if (decisive === undefined || !tests.lines(gatherLines(content, copied))) return false;
      const { id, slot } = derivation;
      known[slot] = { id, kind, opened: opened.length === 0 ? base.opened : withAll(base.opened, opened), decisive };
      return true;
    },
  };

  function look(content: Uint8Array, changes: Stretches, unit: UnitBytes): NearChanges {
    const gathered = gather(content, changes, reaches.margins(unit));
    return reaches.nearChanges(prefilter.find(gathered.bytes), { gathered, changes, length: content.length }, unit);
  }
}

const NO_MARGINS: Margins = { before: 0, behind: 0 };

function withAll(rules: ReadonlySet<number>, more: readonly number[]): ReadonlySet<number> {
  return new Set([...rules, ...more]);
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

/** Undefined where all that is not ASCII means something else than in the base. */
function derivedKind(base: TextKind, content: Uint8Array, changed: Uint8Array): TextKind | undefined {
  if (base === 'ascii' && isAscii(changed)) return 'ascii';
  const kind = kindOf(content);
  return base === 'ascii' || kind === 'ascii' || kind === base ? kind : undefined;
}

function unitOf(kind: TextKind): UnitBytes {
  return kind === 'utf-8' ? UTF_8 : ONE_BYTE;
}
