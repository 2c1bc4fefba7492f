/** The mark scanner in TypeScript: what `wasm/marks.ts` does, a byte at a time. */

import { createMarkList, ENTITY_MARK, ESCAPE_MARK, type FindMarks, PERCENT_MARK, RUN_MARK } from './mark-list.ts';

const RUN_LENGTH = 24;
const LETTER = 1;
const SIGN = 2;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

// Filled without a look at every byte, since every start of the command waits for it.
const CLASSES = new Uint8Array(256);
for (const character of `${LETTERS}0123456789+/_-`) CLASSES[character.charCodeAt(0)] = LETTER;
for (const character of '%&\\') CLASSES[character.charCodeAt(0)] = SIGN;

/** Which bytes make a mark of the sign before them, as bits: 1 for `%`, 2 for a backslash, 4 for `&`. */
const FOLLOWERS = new Uint8Array(256);
const FOLLOWING: readonly (readonly [bit: number, characters: string])[] = [
  [1, '0123456789ABCDEFabcdef'],
  [2, 'uxU01234567nrtbfv/"\'\\'],
  [4, `#${LETTERS}`],
];
for (const [bit, characters] of FOLLOWING) {
  for (const character of characters) {
    const byte = character.charCodeAt(0);
    FOLLOWERS[byte] = (FOLLOWERS[byte] as number) | bit;
  }
}

/** A scan that keeps nothing between texts but its memory. */
export function createMarkTwin(): FindMarks {
  const list = createMarkList();
  return (bytes) => {
    list.clear();
    let runStart = 0;
    for (let at = 0; at < bytes.length; at++) {
      const kind = CLASSES[bytes[at] as number];
      if (kind === LETTER) continue;
      if (at - runStart >= RUN_LENGTH) list.add(runStart, at, RUN_MARK);
      runStart = at + 1;
      const mark = kind === SIGN ? markAt(bytes, at) : 0;
      if (mark !== 0) list.add(at, at + 1, mark);
    }
    if (bytes.length - runStart >= RUN_LENGTH) list.add(runStart, bytes.length, RUN_MARK);
    return list.marks();
  };
}

/** The kind of the mark at a sign, 0 for none. */
function markAt(bytes: Uint8Array, at: number): number {
  const next = FOLLOWERS[bytes[at + 1] ?? 0] as number;
  switch (bytes[at]) {
    case 0x25:
      return (next & (FOLLOWERS[bytes[at + 2] ?? 0] as number) & 1) !== 0 ? PERCENT_MARK : 0;
    case 0x5c:
      return (next & 2) !== 0 ? ESCAPE_MARK : 0;
    default:
      return (next & 4) !== 0 ? ENTITY_MARK : 0;
  }
}
