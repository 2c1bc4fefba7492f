/** Lets the event loop turn during long work that waits for nothing: signals and messages come in only then. */

/** To be asked often: a promise to wait for when it is time, undefined otherwise. */
export type Rest = () => Promise<void> | undefined;

const EVERY_MS = 2;

/** A turn every few milliseconds. */
export function createRest(): Rest {
  let last = performance.now();
  return () => {
    if (performance.now() - last < EVERY_MS) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        last = performance.now();
        resolve();
      });
    });
  };
}
