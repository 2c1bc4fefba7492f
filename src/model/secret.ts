/** The value of a secret, wrapped so that no log line, JSON or inspector can print it by accident. */

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** Leading characters that are shown when nothing else is asked for; never more than a quarter of the value. */
export const DEFAULT_SHOWN_CHARACTERS = 4;

/** In bits of entropy: from here on nobody can try all values. */
const STRONG_BITS = 64;

/** Whether secrets of which a rule guarantees `secretBits` of entropy cannot be guessed, so that a fast hash tells nothing. */
export function isStrong(secretBits: number): boolean {
  return secretBits >= STRONG_BITS;
}

/** The first `shown` characters (at most a quarter of the value) and an ellipsis. */
export function redact(value: string, shown: number = DEFAULT_SHOWN_CHARACTERS): string {
  const kept = Math.max(0, Math.min(shown, Math.floor(value.length / 4)));
  return `${value.slice(0, kept)}…`;
}

/**
 * Holds one secret. Every implicit conversion gives the redacted form; `reveal()` gives the value, and the
 * architecture test lists who may call it.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return redact(this.#value);
  }

  toJSON(): string {
    return redact(this.#value);
  }

  [INSPECT](): string {
    return `Secret(${redact(this.#value)})`;
  }
}
