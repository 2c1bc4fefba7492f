/** From bytes of UTF-8 to UTF-16 code units and back, without decoding. */

import { isAscii } from 'node:buffer';

/** Places in one text: bytes and code units, both from 0. */
export interface UnitMap {
  /** Code units in front of a byte, which must be the beginning of a character or the end of the text. */
  unitsBefore(byte: number): number;
  /** The byte at which the character begins that holds a code unit; the end of the text for units behind it. */
  byteOf(unit: number): number;
}

/** Every so many bytes the count is kept, so that no question costs more than to count so far. */
const CHECKPOINT_BYTES = 512;

/** A map of valid UTF-8, counted as far as it is asked for, in whatever order. */
export function createUnitMap(bytes: Uint8Array): UnitMap {
  /** Code units that begin in front of byte `index * CHECKPOINT_BYTES`. */
  const checkpoints = [0];
  /** Whether all bytes from there to the next one are ASCII, so that each is a unit; most of most texts is. */
  const plain: boolean[] = [];

  const countTo = (index: number): number => {
    for (let known = checkpoints.length - 1; known < index; known++) {
      const from = known * CHECKPOINT_BYTES;
      const to = from + CHECKPOINT_BYTES;
      const isPlain = isAscii(bytes.subarray(from, to));
      plain.push(isPlain);
      checkpoints.push((checkpoints[known] as number) + (isPlain ? CHECKPOINT_BYTES : unitsIn(bytes, from, to)));
    }
    return checkpoints[index] as number;
  };

  /** The last checkpoint with no more than `unit` units in front of it. */
  const checkpointOf = (unit: number): number => {
    const last = Math.floor(bytes.length / CHECKPOINT_BYTES);
    while (checkpoints.length <= last && (checkpoints.at(-1) as number) <= unit) countTo(checkpoints.length);
    let [low, high] = [0, checkpoints.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((checkpoints[middle] as number) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    unitsBefore(byte) {
      const index = Math.floor(byte / CHECKPOINT_BYTES);
      const from = index * CHECKPOINT_BYTES;
      const before = countTo(index);
      if (plain[index] === undefined && from + CHECKPOINT_BYTES <= bytes.length) countTo(index + 1);
      return before + (plain[index] === true ? byte - from : unitsIn(bytes, from, byte));
    },
    byteOf(unit) {
      const index = checkpointOf(unit);
      let at = index * CHECKPOINT_BYTES;
      let left = unit - (checkpoints[index] as number);
      if (plain[index] === true && left < CHECKPOINT_BYTES) return at + left;
      for (; at < bytes.length; at++) {
        const size = unitsOf(bytes[at] as number);
        if (size > left) break;
        left -= size;
      }
      return at;
    },
  };
}

function unitsIn(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let at = from; at < to; at++) units += unitsOf(bytes[at] as number);
  return units;
}

/** Code units of the character that begins with this byte; 0 for bytes that continue one. */
function unitsOf(lead: number): number {
  return lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xf0 ? 1 : 2;
}
