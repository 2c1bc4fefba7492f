/** What the prefilter looks for, and its bytes ready to be compared. */

/** A text of at least one byte in UTF-8. */
export interface Literal {
  readonly literal: string;
  /** When false, ASCII letters are found in either case; other characters never are. */
  readonly caseSensitive: boolean;
}

/** A literal in bytes: it occurs where `text[i] | folds[i]` is `values[i]` for every byte. */
export interface Needle {
  readonly values: Uint8Array;
  /** 0x20 for letters whose case does not count, else 0. */
  readonly folds: Uint8Array;
}

/** All needles of some literals, made when they are first asked for: most texts hold few of them. */
export interface Needles {
  readonly count: number;
  /** Indexes of the literals of each needle, ascending. */
  readonly owners: readonly (readonly number[])[];
  at(index: number): Needle;
}

/** `owners` are those of needles of `literals`. */
export function createNeedles(literals: readonly Literal[], owners: Needles['owners']): Needles {
  const made: Needle[] = [];
  return {
    count: owners.length,
    owners,
    at(index) {
      const needle = made[index] ?? needleOf(literals, owners[index] as readonly number[]);
      made[index] = needle;
      return needle;
    },
  };
}

/** The literals without duplicates. Throws RangeError for an empty one, which would occur everywhere. */
export function uniqueNeedles(literals: readonly Literal[]): Needles {
  const owners = new Map<string, number[]>();
  literals.forEach((one, index) => {
    if (one.literal === '') throw new RangeError('an empty literal occurs everywhere');
    const key = keyOf(one);
    const indexes = owners.get(key);
    if (indexes === undefined) owners.set(key, [index]);
    else indexes.push(index);
  });
  return createNeedles(literals, [...owners.values()]);
}

/** Equal for literals that occur in the same places. A literal without letters is the same in any case. */
function keyOf({ literal, caseSensitive }: Literal): string {
  if (caseSensitive || !/[A-Za-z]/.test(literal)) return `=${literal}`;
  return `~${literal.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())}`;
}

const UTF8 = new TextEncoder();

/** The needle of the literals at `indexes`, which occur in the same places. */
function needleOf(literals: readonly Literal[], indexes: readonly number[]): Needle {
  const { literal, caseSensitive } = literals[indexes[0] ?? -1] as Literal;
  const values = UTF8.encode(literal);
  const folds = new Uint8Array(values.length);
  for (let at = 0; !caseSensitive && at < values.length; at++) {
    const lower = (values[at] as number) | 0x20;
    if (lower < 0x61 || lower > 0x7a || (values[at] as number) >= 0x80) continue;
    values[at] = lower;
    folds[at] = 0x20;
  }
  return { values, folds };
}
