/**
 * Says which anchors occur in a run of bytes, in one pass whose cost does not grow with their number. It knows bytes
 * only: no rules, no text.
 */

import { Buffer } from 'node:buffer';

/** A literal to look for. Case is that of ASCII letters; other bytes are compared as they are. */
export interface Literal {
  readonly literal: string;
  readonly caseSensitive: boolean;
}

/** A search for many literals at once. */
export interface Prefilter {
  /** Indexes of the literals that occur in `bytes`, ascending. */
  present(bytes: Uint8Array): readonly number[];
}

/**
 * Compiles `literals`. Wu and Manber's algorithm: the text is read in blocks of two bytes; a table says how far one may
 * jump because no literal has that block near its end, and only where the jump is 0 are literals compared. Jumps grow
 * with the shortest literal, so short ones are searched in a pass of their own.
 */
export function createPrefilter(literals: readonly Literal[]): Prefilter {
  const needles = literals.map(toNeedle);
  const groups = [
    needles.filter((needle) => needle.bytes.length >= LONG_LITERAL),
    needles.filter((needle) => needle.bytes.length < LONG_LITERAL && needle.bytes.length >= 2),
  ].filter((group) => group.length > 0);
  const tables = groups.map(createTable);
  const single = needles.filter((needle) => needle.bytes.length < 2).map((needle) => needle.index);
  return {
    present(bytes) {
      const found = new Set<number>(single);
      for (const table of tables) search(table, bytes, found);
      return [...found].sort((a, b) => a - b);
    },
  };
}

/** The slow and obviously right twin: every literal searched on its own. The oracle of the tests. */
export function createPlainPrefilter(literals: readonly Literal[]): Prefilter {
  return {
    present(bytes) {
      const text = Buffer.from(bytes).toString('latin1');
      const folded = asciiLowerCase(text);
      return literals.flatMap(({ literal, caseSensitive }, index) => {
        const needle = Buffer.from(literal, 'utf8').toString('latin1');
        const occurs = caseSensitive ? text.includes(needle) : folded.includes(asciiLowerCase(needle));
        return occurs || needle.length < 2 ? [index] : [];
      });
    },
  };
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const LONG_LITERAL = 4;
const HASH_SIZE = 4096;
const NO_NEEDLES: readonly Needle[] = [];

interface Needle {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly caseSensitive: boolean;
}

interface Table {
  /** Length of the shortest literal: the window that is looked at. */
  readonly window: number;
  /** How far to jump, by the hash of the window's last two bytes. */
  readonly jumps: Uint8Array;
  /** The literals whose first `window` bytes end with that block. */
  readonly buckets: readonly (readonly Needle[])[];
  readonly count: number;
}

function toNeedle({ literal, caseSensitive }: Literal, index: number): Needle {
  const bytes = Buffer.from(literal, 'utf8');
  return { index, caseSensitive, bytes: caseSensitive ? bytes : bytes.map(foldByte) };
}

function foldByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

/** Equal for blocks that differ in the case of letters only; collisions cost a comparison, never a hit. */
function hashBlock(first: number, second: number): number {
  return (((first | 0x20) << 4) ^ (second | 0x20)) & (HASH_SIZE - 1);
}

function createTable(needles: readonly Needle[]): Table {
  const window = Math.min(...needles.map((needle) => needle.bytes.length));
  const jumps = new Uint8Array(HASH_SIZE).fill(Math.min(window - 1, 255));
  const buckets: Needle[][] = Array.from({ length: HASH_SIZE }, () => []);
  for (const needle of needles) {
    for (let end = 1; end < window; end++) {
      const hash = hashBlock(needle.bytes[end - 1] ?? 0, needle.bytes[end] ?? 0);
      jumps[hash] = Math.min(jumps[hash] ?? 0, window - 1 - end);
      if (end === window - 1) buckets[hash]?.push(needle);
    }
  }
  return { window, jumps, buckets, count: needles.length };
}

function search(table: Table, bytes: Uint8Array, found: Set<number>): void {
  const { window, jumps, buckets } = table;
  const length = bytes.length;
  let missing = table.count;
  for (let at = window - 1; at < length; ) {
    const hash = ((((bytes[at - 1] as number) | 0x20) << 4) ^ ((bytes[at] as number) | 0x20)) & (HASH_SIZE - 1);
    const jump = jumps[hash] as number;
    if (jump !== 0) {
      at += jump;
      continue;
    }
    for (const needle of buckets[hash] ?? NO_NEEDLES) {
      if (found.has(needle.index) || !occursAt(needle, bytes, at - window + 1)) continue;
      found.add(needle.index);
      missing--;
      if (missing === 0) return;
    }
    at++;
  }
}

function occursAt(needle: Needle, bytes: Uint8Array, from: number): boolean {
  const { bytes: wanted, caseSensitive } = needle;
  if (from + wanted.length > bytes.length) return false;
  for (let i = 0; i < wanted.length; i++) {
    const byte = bytes[from + i] ?? 0;
    if ((caseSensitive ? byte : foldByte(byte)) !== wanted[i]) return false;
  }
  return true;
}
