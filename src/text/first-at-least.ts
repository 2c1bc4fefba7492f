/** Looks a number up in ascending ones by halves. */

/** Index of the first of the ascending `numbers` that is `least` or more; their count if there is none. */
export function firstAtLeast(numbers: ArrayLike<number>, least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
