/** Where encoded containers may stand, and a list that collects such places. */

/** The kind of a longest run of at least 24 bytes out of `[A-Za-z0-9+/_-]`. */
export const RUN_MARK = 0;
/** The kind of `%` before two hex digits. */
export const PERCENT_MARK = 1;
/** The kind of a backslash before one of `u x U 0-7 n r t b f v / " ' \`. */
export const ESCAPE_MARK = 2;
/** The kind of `&` before `#` or a letter. */
export const ENTITY_MARK = 3;

/** What one pass over a text marked. */
export interface Marks {
  readonly count: number;
  /** The first byte of each mark, ascending. Only the first `count` elements of the arrays mean anything. */
  readonly from: Uint32Array;
  /** The byte behind each mark; marks other than runs are one byte. */
  readonly to: Uint32Array;
  readonly kinds: Uint8Array;
}

/** Finds the marks of a text. The result is valid until the next call. */
export type FindMarks = (bytes: Uint8Array) => Marks;

/** Marks of one text, added in their order. */
export interface MarkList {
  clear(): void;
  add(from: number, to: number, kind: number): void;
  /** Adds many at once; the arrays are copied. */
  addAll(from: Uint32Array, to: Uint32Array, kinds: Uint8Array): void;
  /** Valid until the next `clear`. */
  marks(): Marks;
}

const LEAST_ROOM = 1024;
/** With room for so many marks memory is given back before the next text. */
const MOST_KEPT = 2 ** 20;

/** An empty list. */
export function createMarkList(): MarkList {
  let from = new Uint32Array(LEAST_ROOM);
  let to = new Uint32Array(LEAST_ROOM);
  let kinds = new Uint8Array(LEAST_ROOM);
  let count = 0;

  function makeRoom(needed: number): void {
    if (needed <= kinds.length) return;
    const size = Math.max(needed, 2 * kinds.length);
    from = copyOf(from, new Uint32Array(size));
    to = copyOf(to, new Uint32Array(size));
    kinds = copyOf(kinds, new Uint8Array(size));
  }

  return {
    clear() {
      count = 0;
      if (kinds.length <= MOST_KEPT) return;
      from = new Uint32Array(LEAST_ROOM);
      to = new Uint32Array(LEAST_ROOM);
      kinds = new Uint8Array(LEAST_ROOM);
    },
    add(first, end, kind) {
      makeRoom(count + 1);
      from[count] = first;
      to[count] = end;
      kinds[count++] = kind;
    },
    addAll(firsts, ends, ofKinds) {
      makeRoom(count + ofKinds.length);
      from.set(firsts, count);
      to.set(ends, count);
      kinds.set(ofKinds, count);
      count += ofKinds.length;
    },
    marks: () => ({ count, from, to, kinds }),
  };
}

function copyOf<T extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(source: T, target: T): T {
  target.set(source);
  return target;
}
