/** Parses git's index of versions 2, 3 and 4 (gitformat-index), as far as it is plain. */

import { Buffer } from 'node:buffer';
import { type CacheTree, parseCacheTree } from './cache-tree.ts';
import { NotPlain } from './not-plain.ts';

/** The entries, numbered from 0 in the order of their names' bytes. */
export interface IndexFile {
  readonly count: number;
  /** The bytes of all names; the one of entry `i` stands from `nameFrom[i]` to `nameTo[i]`. */
  readonly names: Buffer;
  readonly nameFrom: Uint32Array;
  readonly nameTo: Uint32Array;
  /** `0o100644` and the like. */
  mode(entry: number): number;
  /** In hex. */
  object(entry: number): string;
  readonly cacheTree: CacheTree | undefined;
}

const SIGNATURE = 0x44495243;
const HEADER_BYTES = 12;
const HASH_BYTES = 20;

/** Where the fields of an entry stand in it. */
const [MODE, OBJECT, FLAGS, NAME] = [24, 40, 60, 62];
const [STAGE, EXTENDED, LENGTH] = [0x3000, 0x4000, 0x0fff];
/** Of the second flags: intent to add, and what is reserved. Sparse checkout's bit says nothing about content. */
const PECULIAR = 0xa000;

const MODES = [0o100644, 0o100755, 0o120000, 0o160000];

/** Extensions that say nothing else about entries than these do. Others may (split and sparse indexes). */
const KNOWN_EXTENSIONS = ['TREE', 'REUC', 'UNTR', 'FSMN', 'EOIE', 'IEOT'];

/** Throws NotPlain at conflicts, intents to add, unknown extensions, and where the file is damaged. */
export function parseIndex(bytes: Buffer): IndexFile {
  if (bytes.length < HEADER_BYTES + HASH_BYTES || bytes.readUInt32BE(0) !== SIGNATURE) throw new NotPlain('index');
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  if (version < 2 || version > 4 || count * NAME > bytes.length) throw new NotPlain('index');
  const offsets = new Uint32Array(count);
  const [nameFrom, nameTo] = [new Uint32Array(count), new Uint32Array(count)];
  const packed = version === 4 ? createUnpacker(bytes) : undefined;

  let at = HEADER_BYTES;
  for (let entry = 0; entry < count; entry++) {
    offsets[entry] = at;
    const start = at + nameOffset(bytes, at, version);
    if (packed === undefined) {
      nameFrom[entry] = start;
      const end = nameEnd(bytes, start, bytes.readUInt16BE(at + FLAGS) & LENGTH);
      nameTo[entry] = end;
      // Up to eight NULs, so that the next entry begins at a multiple of eight.
      at += (end - at + 8) & ~7;
    } else {
      nameFrom[entry] = packed.length();
      at = packed.unpack(start);
      nameTo[entry] = packed.length();
    }
  }
  const names = packed?.names() ?? bytes;
  checkEntries(names, nameFrom, nameTo);
  return {
    count,
    names,
    nameFrom,
    nameTo,
    mode: (entry) => modeAt(bytes, offsets[entry] as number),
    object(entry) {
      const from = (offsets[entry] as number) + OBJECT;
      return bytes.toString('hex', from, from + HASH_BYTES);
    },
    cacheTree: readExtensions(bytes, at),
  };
}

/** Where the name of an entry begins in it. */
function nameOffset(bytes: Buffer, at: number, version: number): number {
  const flags = bytes.readUInt16BE(at + FLAGS);
  if ((flags & STAGE) !== 0) throw new NotPlain('a conflict');
  if ((flags & EXTENDED) === 0) return NAME;
  if (version === 2 || (bytes.readUInt16BE(at + NAME) & PECULIAR) !== 0) throw new NotPlain('an intent to add');
  return NAME + 2;
}

/** Names of 4095 bytes and more end at their NUL. */
function nameEnd(bytes: Buffer, start: number, length: number): number {
  const end = length < LENGTH ? start + length : bytes.indexOf(0, start);
  if (end < start || bytes[end] !== 0) throw new NotPlain('index');
  return end;
}

function modeAt(bytes: Buffer, at: number): number {
  const mode = bytes.readUInt32BE(at + MODE);
  if (!MODES.includes(mode)) throw new NotPlain('a mode');
  return mode;
}

/** In version 4 a name says how many bytes of the one before to drop, and what to put there. */
interface Unpacker {
  /** Unpacks the name at `start`; returns where the next entry begins. */
  unpack(start: number): number;
  /** Bytes unpacked so far. */
  length(): number;
  names(): Buffer;
}

function createUnpacker(bytes: Buffer): Unpacker {
  let names = Buffer.allocUnsafe(2 * bytes.length);
  let [from, to] = [0, 0];
  return {
    length: () => to,
    names: () => names.subarray(0, to),
    unpack(start) {
      const { value: dropped, next } = readVariable(bytes, start);
      const end = bytes.indexOf(0, next);
      const kept = to - from - dropped;
      if (end === -1 || kept < 0) throw new NotPlain('index');
      const length = kept + end - next;
      if (to + length > names.length) names = Buffer.concat([names, Buffer.allocUnsafe(names.length + length)]);
      names.copyWithin(to, from, from + kept);
      bytes.copy(names, to + kept, next, end);
      [from, to] = [to, to + length];
      return end + 1;
    },
  };
}

/** Seven bits a byte, the high ones first, one more for each further byte. */
function readVariable(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let byte = bytes.readUInt8(at);
  let value = byte & 127;
  let next = at + 1;
  for (; byte >= 0x80 && value < 2 ** 24; next++) {
    byte = bytes.readUInt8(next);
    value = (value + 1) * 128 + (byte & 127);
  }
  return { value, next };
}

/** Every name once, in order: what is compared with trees relies on it. */
function checkEntries(names: Uint8Array, from: Uint32Array, to: Uint32Array): void {
  for (let entry = 0; entry < from.length; entry++) {
    const [start, end] = [from[entry] as number, to[entry] as number];
    if (start === end) throw new NotPlain('index');
    if (entry === 0) continue;
    const [before, beforeEnd] = [from[entry - 1] as number, to[entry - 1] as number];
    const length = sharedLength(names, before, start, Math.min(beforeEnd - before, end - start));
    const isSorted = before + length === beforeEnd || byteAt(names, before + length) < byteAt(names, start + length);
    if (!isSorted || length === end - start) throw new NotPlain('index');
  }
}

/** Of at most `most` bytes at two places how many are the same. A loop, since a hook runs `Buffer.compare` cold. */
function sharedLength(bytes: Uint8Array, a: number, b: number, most: number): number {
  let length = 0;
  while (length < most && bytes[a + length] === bytes[b + length]) length++;
  return length;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

/** Four letters and a size in bytes, until the checksum. */
function readExtensions(bytes: Buffer, from: number): CacheTree | undefined {
  const end = bytes.length - HASH_BYTES;
  let cacheTree: CacheTree | undefined;
  let at = from;
  while (at < end) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32BE(at + 4);
    if (!KNOWN_EXTENSIONS.includes(name) || at + 8 + size > end) throw new NotPlain('an extension');
    if (name === 'TREE' && size > 0) cacheTree = parseCacheTree(bytes.subarray(at + 8, at + 8 + size));
    at += 8 + size;
  }
  if (at !== end) throw new NotPlain('index');
  return cacheTree;
}
