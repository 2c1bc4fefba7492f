/** A cheap test on bytes: is there anything long enough to be the value that a rule looks for? */

/** 1 for the bytes that a base64 value consists of, also where it is escaped for JSON or URLs. */
const IN_VALUE = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9+/%\\]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/**
 * Whether the bytes of `range` (all by default; end exclusive) hold a run of at least `length` bytes out of
 * `[A-Za-z0-9+/%\]`. Looks at every `length`-th byte only: a run of that length cannot lie between two of them.
 */
export function hasValueRun(bytes: Uint8Array, length: number, range?: readonly [number, number]): boolean {
  const [first, end] = range ?? [0, bytes.length];
  for (let probe = first + length - 1; probe < end; ) {
    if (IN_VALUE[bytes[probe] ?? 0] === 0) {
      probe += length;
      continue;
    }
    let from = probe;
    while (from > first && probe - from < length && IN_VALUE[bytes[from - 1] ?? 0] === 1) from--;
    let to = probe + 1;
    while (to < end && to - from < length && IN_VALUE[bytes[to] ?? 0] === 1) to++;
    if (to - from >= length) return true;
    probe = to + length;
  }
  return false;
}
