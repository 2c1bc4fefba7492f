/** Applies deltas: instructions that copy stretches of a base and insert new bytes (gitformat-pack, "deltified representation"). */

import { Buffer } from 'node:buffer';
import { GitError } from '#model/errors.ts';

/** Size of the object that a delta makes, or of its base, and where the instructions go on. */
interface DeltaSize {
  readonly size: number;
  readonly next: number;
}

/** The size of what `delta` makes, in bytes; it may be longer than the instructions. */
export function resultSizeOf(delta: Uint8Array): number {
  return readSize(delta, readSize(delta, 0).next).size;
}

/** Told where a copy begins in the result and in the base, and how long it is. */
type OnCopy = (to: number, from: number, size: number) => void;

/** Gives memory of just so many bytes. */
type Allocate = (size: number) => Buffer;

/** What a delta makes. */
export interface DeltaResult {
  readonly bytes: Buffer;
  /** What was copied, as `Derivation` has it; valid until the next call. */
  readonly copies: Uint32Array;
}

/** Applies one delta after the other, to memory of `allocate`. Throws GitError where one does not fit its base. */
export function createDeltaApplier(
  allocate: Allocate,
): (base: Buffer, delta: Buffer, deltaLength: number) => DeltaResult {
  let copies = new Uint32Array(3 * 1024);
  let used = 0;

  const note = (to: number, from: number, size: number): void => {
    const last = used - 3;
    const lastSize = copies[used - 1] as number;
    if (last >= 0 && (copies[last] as number) + lastSize === to && (copies[last + 1] as number) + lastSize === from) {
      copies[used - 1] = lastSize + size;
      return;
    }
    if (used + 3 > copies.length) {
      const more = new Uint32Array(2 * copies.length);
      more.set(copies);
      copies = more;
    }
    copies[used++] = to;
    copies[used++] = from;
    copies[used++] = size;
  };

  return (base, delta, deltaLength) => {
    used = 0;
    const bytes = applyDelta(base, delta, deltaLength, note, allocate);
    return { bytes, copies: copies.subarray(0, used) };
  };
}

/** What the first `deltaLength` bytes of `delta` make of `base`; tells every copy. Throws GitError where it does not fit. */
export function applyDelta(
  base: Buffer,
  delta: Buffer,
  deltaLength = delta.length,
  onCopy: OnCopy = () => {},
  allocate: Allocate = Buffer.allocUnsafeSlow,
): Buffer {
  const from = readSize(delta, 0);
  if (from.size !== base.length) throw new GitError('its delta is for another object');
  const to = readSize(delta, from.next);
  const result = allocate(to.size);
  const move = moverInto(result, base, delta);
  let filled = 0;
  for (let at = to.next; at < deltaLength; ) {
    const instruction = delta[at++] as number;
    if (instruction < 0x80) {
      // 1 to 127: so many bytes that follow; 0 is reserved.
      if (instruction === 0 || at + instruction > deltaLength) throw new GitError('its delta is damaged');
      if (filled + instruction > result.length) throw new GitError('its delta makes too much');
      move(delta, at, filled, instruction);
      at += instruction;
      filled += instruction;
      continue;
    }
    // The bits say which bytes of the offset (four) and of the length (three) are present; the others are zero.
    let offset = 0;
    let length = 0;
    if ((instruction & 0x01) !== 0) offset = delta[at++] ?? 0;
    if ((instruction & 0x02) !== 0) offset += (delta[at++] ?? 0) * 0x100;
    if ((instruction & 0x04) !== 0) offset += (delta[at++] ?? 0) * 0x10000;
    if ((instruction & 0x08) !== 0) offset += (delta[at++] ?? 0) * 0x1000000;
    if ((instruction & 0x10) !== 0) length = delta[at++] ?? 0;
    if ((instruction & 0x20) !== 0) length += (delta[at++] ?? 0) * 0x100;
    if ((instruction & 0x40) !== 0) length += (delta[at++] ?? 0) * 0x10000;
    if (length === 0) length = 0x10000;
    if (at > deltaLength || offset + length > base.length || filled + length > result.length) {
      throw new GitError('its delta is damaged');
    }
    move(base, offset, filled, length);
    onCopy(filled, offset, length);
    filled += length;
  }
  if (filled !== result.length) throw new GitError('its delta makes too little');
  return result;
}

/** Moves bytes of `source` from `from` on to `to` in what is made. */
type Move = (source: Buffer, from: number, to: number, length: number) => void;

/** Most stretches are short: within one memory they are moved without making a view of each, which takes three times as long. */
function moverInto(target: Buffer, ...sources: readonly Buffer[]): Move {
  if (sources.some(({ buffer }) => buffer !== target.buffer)) {
    return (source, from, to, length) => void source.copy(target, to, from, from + length);
  }
  const memory = new Uint8Array(target.buffer);
  return (source, from, to, length) => {
    const start = source.byteOffset + from;
    memory.copyWithin(target.byteOffset + to, start, start + length);
  };
}

/** Seven bits a byte, the low ones first. */
function readSize(delta: Uint8Array, at: number): DeltaSize {
  let [size, next, byte] = [0, at, 0x80];
  for (let unit = 1; byte >= 0x80 && unit < 2 ** 53; unit *= 128) {
    byte = delta[next++] ?? 0;
    size += (byte & 127) * unit;
  }
  return { size, next };
}
