/** Looks a number up in ascending ones by halves. */

/** Index of the first of `count` ascending `numbers` that is `least` or more; `count` if there is none. */
export function firstAtLeast(numbers: ArrayLike<number>, least: number, count = numbers.length): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
