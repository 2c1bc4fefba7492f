/** Sets of code points as sorted lists of ranges. */

/** First and last code point, both inclusive. */
export type CodePointRange = readonly [first: number, last: number];

export const LAST_CODE_POINT = 0x10ffff;

/** Sorted, overlapping and abutting ranges joined. */
export function mergeRanges(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** Every code point that is not in `ranges`. */
export function complementOf(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const rest: CodePointRange[] = [];
  let next = 0;
  for (const [first, last] of mergeRanges(ranges)) {
    if (first > next) rest.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_POINT) rest.push([next, LAST_CODE_POINT]);
  return rest;
}

/** Whether `codePoint` is in `ranges`. */
export function isInRanges(codePoint: number, ranges: readonly CodePointRange[]): boolean {
  return ranges.some(([first, last]) => first <= codePoint && codePoint <= last);
}

/** Whether two lists of ranges hold the same code points. */
export function areSameRanges(a: readonly CodePointRange[], b: readonly CodePointRange[]): boolean {
  const left = mergeRanges(a);
  const right = mergeRanges(b);
  return (
    left.length === right.length && left.every((range, i) => range[0] === right[i]?.[0] && range[1] === right[i]?.[1])
  );
}
