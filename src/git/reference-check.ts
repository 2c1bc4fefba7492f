/**
 * Notes which objects were read and which ones they refer to, so that a missing object shows without another walk over
 * the history. It may suspect too much (what only unreachable objects refer to); too little only of
 * trees and commits over 32 MiB, which come in parts and are not looked into.
 */

import { Buffer } from 'node:buffer';
import type { Derivation } from '#model/chunk.ts';
import type { ObjectType } from './batch-parser.ts';
import { createIdSet } from './id-set.ts';
import { createTreeTracker } from './tree-tracker.ts';

/** The objects of one store. */
export interface ReferenceCheck {
  /** An object that the store lists; its id stands at `at`. False where an id that begins like it was told before. */
  present(ids: Buffer, at: number): boolean;
  /** An object that something beside the objects leads to: a ref, the index. */
  refersTo(id: string): void;
  /** What a `ReferenceCollector` found. */
  referTo(references: Uint32Array): void;
  /** Whether anything that was referred to is not present. */
  isIncomplete(): boolean;
}

/** Where all that was found comes together. */
export function createReferenceCheck(): ReferenceCheck {
  const present = createIdSet();
  const wanted = createIdSet();
  return {
    present(ids, at) {
      const [high, low] = [ids.readUInt32BE(at), ids.readUInt32BE(at + 4)];
      const isNew = !present.has(high, low);
      present.add(high, low);
      return isNew;
    },
    refersTo: (id) => wanted.add(...wordsOf(id)),
    referTo: (references) => wanted.addAll(references),
    isIncomplete: () => wanted.some((high, low) => !present.has(high, low)),
  };
}

/** What the objects refer to that were read in one place, a thread perhaps. */
export interface ReferenceCollector {
  /** What a whole object of that type refers to. Derivations are those of one unit. */
  readFrom(type: ObjectType, bytes: Uint8Array, derivation?: Derivation): void;
  /** The first eight bytes of each id as two words, zeros between them; the collector must not be used afterwards. */
  references(): Uint32Array<ArrayBuffer>;
}

/** `hashBytes` is the length of an id: 20 or 32. */
export function createReferenceCollector(hashBytes: number): ReferenceCollector {
  const wanted = createIdSet();

  /** Submodules (mode 160000) are in repositories of their own. */
  const trees = createTreeTracker(hashBytes, (tree, start, zero) => {
    const isSubmodule = tree[start] === 0x31 && tree[start + 1] === 0x36;
    if (!isSubmodule) wanted.add(wordAt(tree, zero + 1), wordAt(tree, zero + 5));
    return 0;
  });

  /** `tree ID`, `parent ID` and `object ID` lines, which come first. */
  const readHeader = (bytes: Buffer): void => {
    const header = bytes.toString('latin1', 0, Math.max(0, bytes.indexOf('\n\n')));
    for (const line of header.split('\n')) {
      const id = /^(?:tree|parent|object) ([0-9a-f]+)$/.exec(line)?.[1];
      if (id === undefined) return;
      wanted.add(...wordsOf(id));
    }
  };

  return {
    readFrom(type, bytes, derivation) {
      if (type === 'tree') {
        trees.read(bytes, derivation);
        trees.keep();
      } else if (type !== 'blob') readHeader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
    references: () => wanted.table(),
  };
}

/** Four bytes as a number, the first of them the highest. */
function wordAt(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** The first eight bytes of an id in hex. */
function wordsOf(id: string): [high: number, low: number] {
  return [Number.parseInt(id.slice(0, 8), 16), Number.parseInt(id.slice(8, 16), 16)];
}
