/**
 * Which names of a tree are to be looked at: all, or those that are not in the tree that it was made from. Most trees of
 * a history differ from another one in the ids of a few objects.
 */

import { Buffer } from 'node:buffer';
import { nameAt, treeStarts } from '#git/tree-object.ts';
import type { Derivation } from '#model/chunk.ts';
import { firstAtLeast } from '#text/first-at-least.ts';

/** The trees of one unit, in which nothing was found. */
export interface NewNames {
  /** `all`: nothing is known of what it was made from. Throws GitError on a damaged tree. */
  of(tree: Uint8Array, hashBytes: number, derivation: Derivation | undefined): NamesToLookAt;
  /** Nothing was found in the names of the tree that was asked about last. */
  wereQuiet(): void;
}

/** Names are valid as long as the bytes of the tree. */
export interface NamesToLookAt {
  readonly names: readonly Buffer[];
  readonly all: boolean;
}

/** A tree without findings, and where its entries begin. */
interface Quiet {
  readonly id: number;
  readonly starts: readonly number[];
}

/** Nothing is known. */
export function createNewNames(): NewNames {
  const bySlot: (Quiet | undefined)[] = [];
  let last: (Quiet & { readonly slot: number }) | undefined;

  return {
    of(tree, hashBytes, derivation) {
      const bytes = Buffer.from(tree.buffer, tree.byteOffset, tree.byteLength);
      last = undefined;
      const base = derivation === undefined ? undefined : bySlot[derivation.baseSlot];
      if (derivation !== undefined) bySlot[derivation.slot] = undefined;
      const starts = treeStarts(bytes, hashBytes);
      if (derivation !== undefined) last = { id: derivation.id, slot: derivation.slot, starts };
      const isKnown = base !== undefined && derivation !== undefined && base.id === derivation.baseId;
      const wasThere = isKnown ? createComparison(derivation, base.starts, hashBytes) : () => false;
      const names: Buffer[] = [];
      for (let index = 0; index < starts.length; index++) {
        const start = starts[index] as number;
        const end = starts[index + 1] ?? bytes.length;
        if (!wasThere(start, end)) names.push(nameAt(bytes, start, end - hashBytes));
      }
      return { names, all: !isKnown };
    },
    wereQuiet() {
      if (last !== undefined) bySlot[last.slot] = last;
    },
  };
}

/**
 * Whether mode and name of an entry were copied as those of an entry: what begins where an entry of the base began is
 * read as it was there. To be asked in order.
 */
function createComparison(
  { copies }: Derivation,
  baseStarts: readonly number[],
  hashBytes: number,
): (start: number, end: number) => boolean {
  let copy = 0;
  return (start, end) => {
    while (copy < copies.length && (copies[copy] as number) + (copies[copy + 2] as number) <= start) copy += 3;
    const [to, from, size] = [copies[copy], copies[copy + 1] as number, copies[copy + 2] as number];
    if (to === undefined || start < to || end - hashBytes > to + size) return false;
    return holds(baseStarts, start - to + from);
  };
}

/** Whether rising numbers hold one. */
function holds(numbers: readonly number[], wanted: number): boolean {
  return numbers[firstAtLeast(numbers, wanted)] === wanted;
}
