/**
 * The prefilter's search in one block of text. README.md explains it; `src/detect/prefilter/` fills the tables and keeps
 * the same constants. Addresses are bytes of the module's memory.
 */

/** A byte for each of 32,768 buckets: bit `b & 7` is set where some gram of the bucket has a fourth byte `b`. */
const FILTER: usize = 0;
/**
 * For each bucket the address of its first cell, or 0; only of grams of which three bytes are known. A cell: next cell
 * (u32, 0 ends), needle (u32), shift (i32), unused.
 */
const NEAR: usize = 0x8000;
/** The same for grams with four known bytes, by the hash of all four. */
const FAR: usize = 0x28000;
/** Room for the masks of the longest stretch, with one more that is written and not counted. */
const MASKS: usize = 0x38000;

/** Multipliers of the hash: odd numbers with mixed bits, not tuned. */
const PAIR_FACTOR: i32 = 0x9e35;
const THIRD_FACTOR: i32 = 0x6a5d;
const FOUR_FACTOR: u32 = 0x9e3779b1;
/** Two ASCII bytes that differ in the bit of case only are one to the hash; comparing tells them apart. */
const FOLDED: i32 = 0x5f;

/** Room for pairs (a probe's address, a cell) that are still to be compared. */
let pending: usize = 0;
/** Room for pairs (address of a hit, needle). */
let found: usize = 0;
/** Bytes searched in one go, a multiple of 32: in the worst case all their candidates fit `pending` and `found`. */
let stretch: usize = 0;
/** From here on `found` has no room for the hits of another stretch. */
let full: usize = 0;
/** Where the last `find` stopped: every hit of a probe before it was returned. */
let stopped: usize = 0;

export function lay(pendingAt: usize, foundAt: usize, fullAt: usize, bytes: usize): void {
  pending = pendingAt;
  found = foundAt;
  full = fullAt;
  stretch = bytes;
}

/**
 * Probes every second address from `from` to `to`, in steps of 32, and returns the number of hits at `found`: pairs of an
 * address and a needle's number. Only what lies between `low` and `high` is text.
 */
export function find(from: usize, to: usize, low: usize, high: usize): u32 {
  let at = from;
  let end = found;
  while (at < to && end < full) {
    const next = min(at + stretch, to);
    const candidates = unpack(probe(at, next));
    end = confirm(end, compare(candidates, end), low, high);
    at = next;
  }
  stopped = at;
  return ((end - found) >> 3) as u32;
}

export function position(): usize {
  return stopped;
}

/**
 * Stage 1. For each 32 bytes that hold a candidate their address and a mask, at `MASKS`; returns the end. Nothing here
 * branches on the text: a branch that goes another way at every third block costs more than the rest.
 */
function probe(from: usize, to: usize): usize {
  let end = MASKS;
  for (let at = from; at < to; at += 32) {
    const buckets = gatherOdd(hashes(at + 16), gatherEven(hashes(at)));
    const mask = i8x16.bitmask(i8x16.ne(v128.and(buckets, fourthBits(at)), i64x2.splat(0)));
    store<u32>(end, at as u32);
    store<u32>(end, mask, 4);
    end += usize(mask !== 0) << 3;
  }
  return end;
}

/** The buckets of eight grams, which begin at `at` and every second address behind it. */
function hashes(at: usize): v128 {
  const pairs = i16x8.mul(v128.and(v128.load(at), i8x16.splat(FOLDED as i8)), i16x8.splat(PAIR_FACTOR as i16));
  const thirds = i16x8.mul(v128.and(v128.load(at, 2), i16x8.splat(FOLDED as i16)), i16x8.splat(THIRD_FACTOR as i16));
  return i16x8.shr_u(i16x8.add(pairs, thirds), 1);
}

/** The same for one gram. */
function nearHash(at: usize): usize {
  const pair = (load<u16>(at) as i32) & (FOLDED * 0x101);
  const third = (load<u8>(at, 2) as i32) & FOLDED;
  return (((pair * PAIR_FACTOR + third * THIRD_FACTOR) & 0xffff) >> 1) as usize;
}

/** The hash of all four bytes of a gram. */
function farHash(at: usize): usize {
  return (((load<u32>(at) & (FOLDED * 0x1010101)) * FOUR_FACTOR) >>> 18) as usize;
}

/** The bits that the fourth bytes stand for: of the first eight grams in even lanes, of the second eight in odd ones. */
function fourthBits(at: usize): v128 {
  const first = v128.and(v128.load(at, 3), i16x8.splat(7));
  const second = v128.and(v128.load(at, 19), i16x8.splat(7));
  const bits = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
  return i8x16.swizzle(bits, v128.or(first, i16x8.shl(second, 8)));
}

function gatherEven(buckets: v128): v128 {
  const low = i64x2.extract_lane(buckets, 0) as u64;
  const high = i64x2.extract_lane(buckets, 1) as u64;
  let bytes = v128.load_lane<u8>(FILTER + ((low as u32) & 0xffff), i64x2.splat(0), 0);
  bytes = v128.load_lane<u8>(FILTER + ((low as u32) >> 16), bytes, 2);
  bytes = v128.load_lane<u8>(FILTER + (((low >> 32) as u32) & 0xffff), bytes, 4);
  bytes = v128.load_lane<u8>(FILTER + ((low >> 48) as u32), bytes, 6);
  bytes = v128.load_lane<u8>(FILTER + ((high as u32) & 0xffff), bytes, 8);
  bytes = v128.load_lane<u8>(FILTER + ((high as u32) >> 16), bytes, 10);
  bytes = v128.load_lane<u8>(FILTER + (((high >> 32) as u32) & 0xffff), bytes, 12);
  return v128.load_lane<u8>(FILTER + ((high >> 48) as u32), bytes, 14);
}

function gatherOdd(buckets: v128, even: v128): v128 {
  const low = i64x2.extract_lane(buckets, 0) as u64;
  const high = i64x2.extract_lane(buckets, 1) as u64;
  let bytes = v128.load_lane<u8>(FILTER + ((low as u32) & 0xffff), even, 1);
  bytes = v128.load_lane<u8>(FILTER + ((low as u32) >> 16), bytes, 3);
  bytes = v128.load_lane<u8>(FILTER + (((low >> 32) as u32) & 0xffff), bytes, 5);
  bytes = v128.load_lane<u8>(FILTER + ((low >> 48) as u32), bytes, 7);
  bytes = v128.load_lane<u8>(FILTER + ((high as u32) & 0xffff), bytes, 9);
  bytes = v128.load_lane<u8>(FILTER + ((high as u32) >> 16), bytes, 11);
  bytes = v128.load_lane<u8>(FILTER + (((high >> 32) as u32) & 0xffff), bytes, 13);
  return v128.load_lane<u8>(FILTER + ((high >> 48) as u32), bytes, 15);
}

/** Stage 2. Each bit of the masks becomes a pair (probe, first cell) at `pending`, or two, or none; returns their end. */
function unpack(masksEnd: usize): usize {
  let end = pending;
  for (let from = MASKS; from < masksEnd; from += 8) {
    const at = load<u32>(from) as usize;
    let mask = load<u32>(from, 4);
    do {
      const lane = ctz(mask) as usize;
      // Odd lanes are the second sixteen bytes.
      const probed = at + lane + (lane & 1) * 15;
      end = append(end, probed, load<u32>(NEAR + (nearHash(probed) << 2)));
      end = append(end, probed, load<u32>(FAR + (farHash(probed) << 2)));
      mask &= mask - 1;
    } while (mask !== 0);
  }
  return end;
}

/** Writes a pair, and keeps it if there is a cell. */
function append(end: usize, probed: usize, cell: u32): usize {
  store<u32>(end, probed as u32);
  store<u32>(end, cell, 4);
  return end + (usize(cell !== 0) << 3);
}

/**
 * Stage 3. Compares the first eight bytes of the needle of each pending cell; what agrees goes to `hits`, and a cell's
 * successor back to `pending`, until none is left. Returns the end of the hits.
 */
function compare(pendingEnd: usize, hits: usize): usize {
  let end = hits;
  let last = pendingEnd;
  while (last > pending) {
    let left = pending;
    for (let from = pending; from < last; from += 8) {
      const probed = load<u32>(from);
      const cell = load<u32>(from, 4) as usize;
      const needle = load<u32>(cell, 4) as usize;
      const start = (probed - load<u32>(cell, 8)) as usize;
      store<u32>(end, start as u32);
      store<u32>(end, needle as u32, 4);
      end += usize((load<u64>(start) | load<u64>(needle)) === load<u64>(needle, 8)) << 3;
      left = append(left, probed as usize, load<u32>(cell));
    }
    last = left;
  }
  return end;
}

/** Stage 4. Keeps what lies in the text and agrees to its end. A needle is laid out in `src/detect/prefilter/image.ts`. */
function confirm(hits: usize, hitsEnd: usize, low: usize, high: usize): usize {
  let end = hits;
  for (let from = hits; from < hitsEnd; from += 8) {
    const start = load<u32>(from) as usize;
    const needle = load<u32>(from, 4) as usize;
    const length = load<u32>(needle, 16) as usize;
    if (start < low || start + length > high || !agrees(start, needle, length)) continue;
    store<u32>(end, start as u32);
    store<u32>(end, load<u32>(needle, 20), 4);
    end += 8;
  }
  return end;
}

/** The bytes from the ninth on. */
function agrees(start: usize, needle: usize, length: usize): bool {
  const folds = needle + 16;
  const values = folds + length - 8;
  for (let index: usize = 8; index < length; index++) {
    if ((load<u8>(start + index) | load<u8>(folds + index)) !== load<u8>(values + index)) return false;
  }
  return true;
}
