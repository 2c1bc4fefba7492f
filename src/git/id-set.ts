/** Sets of object ids, made for millions of them: what is kept of an id are its first eight bytes, 64 random bits. */

/** A set of pairs of 32-bit numbers. The pair 0, 0 is no id and never in it. */
export interface IdSet {
  add(high: number, low: number): void;
  /** Adds what `table` of another set gave. */
  addAll(table: Uint32Array): void;
  has(high: number, low: number): boolean;
  some(test: (high: number, low: number) => boolean): boolean;
  /** The pairs as they lie in memory, zeros between them; of the set itself, which must not be used afterwards. */
  table(): Uint32Array<ArrayBuffer>;
}

const FIRST_CAPACITY = 1 << 12;

/** An empty set: one typed array, a few bytes for each id. */
export function createIdSet(): IdSet {
  let slots = new Uint32Array(2 * FIRST_CAPACITY);
  let count = 0;

  /** Index of the pair, or of the free slot where it belongs. Ids are hashes already: their bits serve as they are. */
  const find = (high: number, low: number): number => {
    const mask = slots.length / 2 - 1;
    let slot = low & mask;
    while (slots[2 * slot] !== 0 || slots[2 * slot + 1] !== 0) {
      if (slots[2 * slot] === high && slots[2 * slot + 1] === low) break;
      slot = (slot + 1) & mask;
    }
    return 2 * slot;
  };

  const grow = (): void => {
    const old = slots;
    slots = new Uint32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 2) {
      const [high, low] = [old[at] as number, old[at + 1] as number];
      if (high === 0 && low === 0) continue;
      const slot = find(high, low);
      slots[slot] = high;
      slots[slot + 1] = low;
    }
  };

  const add = (high: number, low: number): void => {
    const at = find(high, low);
    if (slots[at] !== 0 || slots[at + 1] !== 0) return;
    slots[at] = high;
    slots[at + 1] = low;
    count++;
    if (count * 3 > slots.length) grow();
  };

  return {
    add,
    addAll(table) {
      for (let at = 0; at + 1 < table.length; at += 2) {
        const [high, low] = [table[at] as number, table[at + 1] as number];
        if (high !== 0 || low !== 0) add(high, low);
      }
    },
    has(high, low) {
      const at = find(high, low);
      return slots[at] !== 0 || slots[at + 1] !== 0;
    },
    some(test) {
      for (let at = 0; at < slots.length; at += 2) {
        const [high, low] = [slots[at] as number, slots[at + 1] as number];
        if ((high !== 0 || low !== 0) && test(high, low)) return true;
      }
      return false;
    },
    table: () => slots,
  };
}
