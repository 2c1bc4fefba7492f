/** The hashes of grams, the same as in `wasm/prefilter.ts`. Bytes that differ in bit 0x20 or 0x80 only share a bucket. */

export const NEAR_BUCKETS = 0x8000;
export const FAR_BUCKETS = 0x4000;

/** The bucket of a gram by its first three bytes. */
export function nearBucket(first: number, second: number, third: number): number {
  return ((((first & 0x5f) | ((second & 0x5f) << 8)) * 0x9e35 + (third & 0x5f) * 0x6a5d) & 0xffff) >> 1;
}

/** The bucket of a gram by all of its four bytes. */
export function farBucket(first: number, second: number, third: number, fourth: number): number {
  const four = (first | (second << 8) | (third << 16) | (fourth << 24)) & 0x5f5f5f5f;
  return Math.imul(four, 0x9e3779b1) >>> 18;
}

/** The bit that a bucket of three bytes has for a fourth. */
export function filterBit(fourth: number): number {
  return 1 << (fourth & 7);
}

/** One byte of each kind that the hashes can tell apart. */
export const DISTINCT_BYTES: readonly number[] = Array.from(
  { length: 64 },
  (_, index) => (index & 0x1f) | ((index & 0x20) << 1),
);
