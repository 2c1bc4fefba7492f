/** Makes a value when it is first asked for. */

/** What `make` gives, made once, at the first call. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
