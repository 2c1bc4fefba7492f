/** Reads a stream that may never end, such as a terminal's standard input, until somebody interrupts. */

import type { Readable } from 'node:stream';

/** The pieces of `input`. When the signal is aborted they end at once, and `input` keeps the process alive no longer. */
export async function* untilAborted(input: Readable, signal: AbortSignal): AsyncGenerator<Uint8Array | string> {
  const pieces: AsyncIterator<Uint8Array | string> = input[Symbol.asyncIterator]();
  const abortion = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    for (;;) {
      const next = await Promise.race([abortion, pieces.next()]);
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    input.destroy();
  }
}
