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
  /** Indexes of the literals that are found wherever this is, ascending. */
  readonly literals: readonly number[];
}

/** The literals without duplicates. Throws RangeError for an empty one, which would occur everywhere. */
export function uniqueNeedles(literals: readonly Literal[]): readonly Needle[] {
  const owners = new Map<string, number[]>();
  literals.forEach(({ literal, caseSensitive }, index) => {
    if (literal === '') throw new RangeError('an empty literal occurs everywhere');
    // A literal without letters is the same in any case.
    const anyCase = !caseSensitive && /[A-Za-z]/.test(literal);
    const key = anyCase ? `~${asciiLowerCase(literal)}` : `=${literal}`;
    const indexes = owners.get(key);
    if (indexes === undefined) owners.set(key, [index]);
    else indexes.push(index);
  });
  return [...owners].map(([key, indexes]) => toNeedle(key.slice(1), key.startsWith('~'), indexes));
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const UTF8 = new TextEncoder();

function toNeedle(text: string, anyCase: boolean, literals: readonly number[]): Needle {
  const values = UTF8.encode(text);
  const folds = new Uint8Array(values.length);
  for (let at = 0; anyCase && at < values.length; at++) {
    const byte = values[at] as number;
    if (byte >= 0x61 && byte <= 0x7a) folds[at] = 0x20;
  }
  return { values, folds, literals };
}
