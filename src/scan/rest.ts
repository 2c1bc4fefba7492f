/** Lets the event loop turn during long work that waits for nothing: signals and messages come in only then. */

/** To be asked often: a promise to wait for when it is time, undefined otherwise. */
export type Rest = () => Promise<void> | undefined;

const EVERY_MS = 2;

/** A turn every few milliseconds. */
export function createRest(): Rest {
  // Not `performance`, which a hook would have to load first; a clock that is set back makes a turn, too.
  let last = Date.now();
  return () => {
    if (Math.abs(Date.now() - last) < EVERY_MS) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        last = Date.now();
        resolve();
      });
    });
  };
}
