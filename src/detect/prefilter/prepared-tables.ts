/** Tables of literals that are known when keysieve is built, as plain data: to lay them out takes longer than a small scan. */

import { Buffer } from 'node:buffer';
import { createNeedles, type Literal } from './literal.ts';
import type { Tables } from './table-cells.ts';

/** Lists of numbers are base64 of 16-bit words, the low byte first; `filter` is base64 of bytes. */
export interface PreparedTables {
  /** What the literals are, one a line. */
  readonly keys: string;
  /** The number of literals, each of which is a needle of its own. */
  readonly count: number;
  readonly filter: string;
  readonly near: string;
  readonly far: string;
  readonly next: string;
  readonly needle: string;
  readonly shift: string;
  readonly longestChain: number;
  readonly longestNeedle: number;
}

/** What `restoreTables` needs of the tables of `literals`. Throws RangeError where that cannot hold them. */
export function prepareTables(tables: Tables, literals: readonly Literal[]): PreparedTables {
  const { needles, filter, near, far, next, needle, shift, longestChain, longestNeedle } = tables;
  if (needles.count !== literals.length) throw new RangeError('some literals occur in the same places');
  return {
    keys: keysOf(literals),
    count: literals.length,
    filter: Buffer.from(filter).toString('base64'),
    near: packWords(near),
    far: packWords(far),
    next: packWords(next),
    needle: packWords(needle),
    shift: packWords(Array.from(shift, (bytes) => bytes + SHIFT_BASE)),
    longestChain,
    longestNeedle,
  };
}

/** A shift may be -1. */
const SHIFT_BASE = 1;

/** Undefined where `literals` do not begin with those that were prepared. */
export function restoreTables(prepared: PreparedTables, literals: readonly Literal[]): Tables | undefined {
  const { keys, count, filter, near, far, next, needle, shift, longestChain, longestNeedle } = prepared;
  if (keysOf(literals.slice(0, count)) !== keys) return undefined;
  return {
    needles: createNeedles(
      literals,
      Array.from({ length: count }, (_, index) => [index]),
    ),
    filter: new Uint8Array(Buffer.from(filter, 'base64')),
    near: new Uint32Array(unpackWords(near)),
    far: new Uint32Array(unpackWords(far)),
    next: unpackWords(next),
    needle: unpackWords(needle),
    shift: new Int16Array(unpackWords(shift)).map((word) => word - SHIFT_BASE),
    longestChain,
    longestNeedle,
  };
}

function keysOf(literals: readonly Literal[]): string {
  return literals.map(({ literal, caseSensitive }) => (caseSensitive ? `=${literal}` : `~${literal}`)).join('\n');
}

function packWords(words: ArrayLike<number>): string {
  const bytes = Buffer.alloc(2 * words.length);
  for (let at = 0; at < words.length; at++) bytes.writeUInt16LE(words[at] as number, 2 * at);
  return bytes.toString('base64');
}

function unpackWords(base64: string): Uint16Array {
  const bytes = Buffer.from(base64, 'base64');
  if (LITTLE_ENDIAN) return new Uint16Array(new Uint8Array(bytes).buffer);
  return Uint16Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readUInt16LE(2 * at));
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
