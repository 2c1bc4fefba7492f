/** The mark scanner without vectors: for short contents, for machines without SIMD, and as the oracle of the fast one. */

import { ENTITY_MARK, ESCAPE_MARK, LEAST_RUN, type Marks, PERCENT_MARK, RUN_MARK } from './marks.ts';

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

const SOME = 64;

/** The marks of `bytes`, in arrays of their own. */
export function plainMarks(bytes: Uint8Array): Marks {
  const length = bytes.length;
  const marks = createMarkList();
  for (let at = 0; at < length; at++) {
    const role = ROLES[bytes[at] as number] as number;
    if (role === 0) continue;
    if (role === IN_RUN) {
      const from = at;
      while (at < length && ROLES[bytes[at] as number] === IN_RUN) at++;
      if (at - from >= LEAST_RUN) marks.add(RUN_MARK, from, at);
      at--;
    } else if (isFollowed(bytes, at, role - 1)) marks.add(role - 1, at, at + 1);
  }
  return marks;
}

function isFollowed(bytes: Uint8Array, at: number, kind: number): boolean {
  const bit = 1 << kind;
  if (((FOLLOWS[bytes[at + 1] ?? 0] ?? 0) & bit) === 0) return false;
  return kind !== PERCENT_MARK || ((FOLLOWS[bytes[at + 2] ?? 0] ?? 0) & bit) !== 0;
}

/** Arrays that grow. */
function createMarkList() {
  const list = {
    count: 0,
    from: new Uint32Array(SOME),
    to: new Uint32Array(SOME),
    kinds: new Uint8Array(SOME),
    add(kind: number, from: number, to: number): void {
      if (list.count === list.kinds.length) {
        list.from = twice(list.from, new Uint32Array(list.count * 2));
        list.to = twice(list.to, new Uint32Array(list.count * 2));
        list.kinds = twice(list.kinds, new Uint8Array(list.count * 2));
      }
      list.from[list.count] = from;
      list.to[list.count] = to;
      list.kinds[list.count] = kind;
      list.count++;
    },
  };
  return list;
}

function twice<T extends Uint8Array | Uint32Array>(old: T, longer: T): T {
  longer.set(old);
  return longer;
}
