/**
 * Notes which objects were read and which ones they refer to, so that a missing object shows without another walk over
 * the history. It may suspect too much (what only unreachable objects refer to); too little only of
 * trees and commits over 32 MiB, which come in parts and are not looked into.
 */

import { Buffer } from 'node:buffer';
import type { ObjectType } from './batch-parser.ts';

/** The objects of one store, by the first eight bytes of their ids: 64 random bits, so that two are not taken for one. */
export interface ReferenceCheck {
  /** An object that the store lists; `id` is its hash in hex. */
  present(id: string): void;
  /** What a whole object of that type refers to. */
  readFrom(type: ObjectType, bytes: Uint8Array): void;
  /** An object that something beside the objects leads to: a ref, the index. */
  refersTo(id: string): void;
  /** Whether anything that was referred to is not present. */
  isIncomplete(): boolean;
}

/** `hashBytes` is the length of an id: 20 or 32. */
export function createReferenceCheck(hashBytes: number): ReferenceCheck {
  const present = createIdSet();
  const wanted = createIdSet();

  const wantHex = (hex: string): void => {
    wanted.add(Number.parseInt(hex.slice(0, 8), 16), Number.parseInt(hex.slice(8, 16), 16));
  };

  /** Entries are `100644 name\0` and an id. Submodules (160000) are in repositories of their own. */
  const readTree = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length; ) {
      const isSubmodule = bytes[at] === 0x31 && bytes[at + 1] === 0x36;
      const end = bytes.indexOf(0, at) + 1;
      if (end === 0 || end + hashBytes > bytes.length) return;
      if (!isSubmodule) wanted.add(bytes.readUInt32BE(end), bytes.readUInt32BE(end + 4));
      at = end + hashBytes;
    }
  };

  /** `tree ID`, `parent ID` and `object ID` lines, which come first. */
  const readHeader = (bytes: Buffer): void => {
    const header = bytes.toString('latin1', 0, Math.max(0, bytes.indexOf('\n\n')));
    for (const line of header.split('\n')) {
      const id = /^(?:tree|parent|object) ([0-9a-f]+)$/.exec(line)?.[1];
      if (id === undefined) return;
      wantHex(id);
    }
  };

  return {
    present: (id) => present.add(Number.parseInt(id.slice(0, 8), 16), Number.parseInt(id.slice(8, 16), 16)),
    readFrom(type, bytes) {
      if (type === 'blob') return;
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (type === 'tree') readTree(buffer);
      else readHeader(buffer);
    },
    refersTo: wantHex,
    isIncomplete: () => wanted.some((high, low) => !present.has(high, low)),
  };
}

interface IdSet {
  add(high: number, low: number): void;
  has(high: number, low: number): boolean;
  some(test: (high: number, low: number) => boolean): boolean;
}

const FIRST_CAPACITY = 1 << 12;

/** A hash set of pairs of 32-bit numbers in one typed array: millions of ids in a few bytes each. 0, 0 is no id. */
function createIdSet(): IdSet {
  let slots = new Uint32Array(2 * FIRST_CAPACITY);
  let count = 0;

  /** Index of the pair, or of the free slot where it belongs. Ids are hashes already: their bits serve as they are. */
  const find = (high: number, low: number): number => {
    const mask = slots.length / 2 - 1;
    let slot = low & mask;
    while (slots[2 * slot] !== 0 || slots[2 * slot + 1] !== 0) {
      if (slots[2 * slot] === high && slots[2 * slot + 1] === low) break;
      slot = (slot + 1) & mask;
    }
    return 2 * slot;
  };

  const grow = (): void => {
    const old = slots;
    slots = new Uint32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 2) {
      const [high, low] = [old[at] as number, old[at + 1] as number];
      if (high !== 0 || low !== 0) slots.set([high, low], find(high, low));
    }
  };

  return {
    add(high, low) {
      const at = find(high, low);
      if (slots[at] !== 0 || slots[at + 1] !== 0) return;
      slots[at] = high;
      slots[at + 1] = low;
      count++;
      if (count * 3 > slots.length) grow();
    },
    has(high, low) {
      const at = find(high, low);
      return slots[at] !== 0 || slots[at + 1] !== 0;
    },
    some(test) {
      for (let at = 0; at < slots.length; at += 2) {
        const [high, low] = [slots[at] as number, slots[at + 1] as number];
        if ((high !== 0 || low !== 0) && test(high, low)) return true;
      }
      return false;
    },
  };
}
