/** The mark scanner without vectors: for short contents, for machines without SIMD, and as the oracle of the fast one. */

import { ENTITY_MARK, ESCAPE_MARK, LEAST_RUN, type Marks, PERCENT_MARK } from './marks.ts';

/** What a byte may begin: 1 a run, and one more than the kind of a mark that depends on what follows. */
const ROLES = new Uint8Array(256);
const IN_RUN = 1;
const FOLLOWERS: readonly [kind: number, first: string, follower: RegExp][] = [
  [PERCENT_MARK, '%', /[0-9A-Fa-f]/],
  [ESCAPE_MARK, '\\', /[uxU0-7nrtbfv/"'\\]/],
  [ENTITY_MARK, '&', /[#A-Za-z]/],
];

/** Bit `kind` is set where the byte may follow the first byte of a mark of that kind. */
const FOLLOWS = new Uint8Array(256);

for (let byte = 0; byte < 256; byte++) {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9+/_-]/.test(character)) ROLES[byte] = IN_RUN;
  for (const [kind, first, follower] of FOLLOWERS) {
    if (character === first) ROLES[byte] = kind + 1;
    if (follower.test(character)) FOLLOWS[byte] = (FOLLOWS[byte] ?? 0) | (1 << kind);
  }
}

/** The marks of `bytes`. The arrays are used again by the next call. */
export function plainMarks(bytes: Uint8Array): Marks {
  const length = bytes.length;
  let count = 0;
  for (let at = 0; at < length; at++) {
    const role = ROLES[bytes[at] as number] as number;
    if (role === 0) continue;
    const from = at;
    if (role === IN_RUN) {
      while (at + 1 < length && ROLES[bytes[at + 1] as number] === IN_RUN) at++;
      if (at + 1 - from < LEAST_RUN) continue;
    } else if (!isFollowed(bytes, at, role - 1)) continue;
    if (count === list.kinds.length) list = longer(list);
    list.from[count] = from;
    list.to[count] = at + 1;
    list.kinds[count] = role - 1;
    count++;
  }
  return { count, from: list.from, to: list.to, kinds: list.kinds };
}

function isFollowed(bytes: Uint8Array, at: number, kind: number): boolean {
  const bit = 1 << kind;
  if (((FOLLOWS[bytes[at + 1] ?? 0] ?? 0) & bit) === 0) return false;
  return kind !== PERCENT_MARK || ((FOLLOWS[bytes[at + 2] ?? 0] ?? 0) & bit) !== 0;
}

type Arrays = Omit<Marks, 'count'>;

let list: Arrays = { from: new Uint32Array(64), to: new Uint32Array(64), kinds: new Uint8Array(64) };

function longer({ from, to, kinds }: Arrays): Arrays {
  const size = kinds.length * 2;
  const arrays = { from: new Uint32Array(size), to: new Uint32Array(size), kinds: new Uint8Array(size) };
  arrays.from.set(from);
  arrays.to.set(to);
  arrays.kinds.set(kinds);
  return arrays;
}
