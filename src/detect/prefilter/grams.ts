/**
 * Which bytes of a needle are looked for. A gram is four bytes in a row, of which three choose a bucket. Texts are probed
 * at every second byte, so each needle has two grams, one byte apart: one of them meets a probe wherever the needle is.
 */

import type { Needle } from './literal.ts';

/** Four bytes; -1 where any byte may be, because the gram sticks out of the needle. */
export interface Gram {
  /** Where its first byte is in the needle; -1 when it begins one byte before. */
  readonly shift: number;
  readonly bytes: readonly [number, number, number, number];
}

const ANY = -1;

/** The two grams of a needle that are rarest in source code together. */
export function chooseGrams(needle: Needle): readonly [Gram, Gram] {
  const shift = choosePlace(needle.values);
  return [gramAt(needle, shift), gramAt(needle, shift + 1)];
}

/** Short needles have no choice: a bucket must be known by three bytes, and whatever is left out costs candidates. */
function choosePlace(values: Uint8Array): number {
  if (values.length < 4) return -1;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let place = 0; place + 5 <= values.length; place++) {
    const inner = frequency(values, place + 1) * frequency(values, place + 2) * frequency(values, place + 3);
    const either = inner * (frequency(values, place) + frequency(values, place + 4));
    if (either >= least) continue;
    least = either;
    best = place;
  }
  return best;
}

function gramAt({ values }: Needle, shift: number): Gram {
  const byte = (at: number): number => values[at] ?? ANY;
  return { shift, bytes: [byte(shift), byte(shift + 1), byte(shift + 2), byte(shift + 3)] };
}

/** Bytes of C, Python and JavaScript from the most frequent on, letters without case (measured on 30 MB of sources). */
const BY_FREQUENCY = ' etrisnao*lc)duf_pmhg,(by-;.="vwk:x>\'[]/01zj&q#2@\\+4!36%<5$8?';

/** Rough shares of the bytes of a source file, by the byte's low five bits and its bit 0x40. */
const FREQUENCIES = (() => {
  const shares = new Float64Array(64).fill(0.0004);
  for (let rank = 0; rank < BY_FREQUENCY.length; rank++) {
    shares[classOf(BY_FREQUENCY.charCodeAt(rank))] = rank === 0 ? 0.2 : Math.max(0.0005, 0.08 * Math.exp(-rank / 11));
  }
  return shares;
})();

function frequency(values: Uint8Array, at: number): number {
  return FREQUENCIES[classOf(values[at] as number)] as number;
}

function classOf(byte: number): number {
  return (byte & 0x1f) | ((byte & 0x40) >> 1);
}
