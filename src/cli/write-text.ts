/** Writes to standard output at the reader's pace, and says what failed. */

import type { Writable } from 'node:stream';
import { ReportError } from '#model/errors.ts';

/** Reports come in small pieces, and every write to a pipe is a system call. In UTF-16 code units. */
const BATCH_LENGTH = 64 * 1024;

/**
 * Resolves when the stream has taken everything. A reader that went away (`| head`) is a quiet end: it has seen what it
 * wanted. Every other failure throws ReportError.
 */
export async function writeText(stream: Writable, pieces: Iterable<string>): Promise<void> {
  for (const batch of inBatches(pieces)) {
    const failure = await writeOne(stream, batch);
    if (failure?.code === 'EPIPE') return;
    if (failure !== undefined) {
      throw new ReportError(`the report could not be written to standard output: ${failure.message}`, {
        cause: failure,
      });
    }
  }
}

/** Joins pieces to batches of about `BATCH_LENGTH`. */
export function* inBatches(pieces: Iterable<string>): Generator<string> {
  let batch: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    batch.push(piece);
    length += piece.length;
    if (length < BATCH_LENGTH) continue;
    yield batch.join('');
    batch = [];
    length = 0;
  }
  if (length > 0) yield batch.join('');
}

/** Waits for the callback and not for `drain`: only the callback also tells of failures. */
function writeOne(stream: Writable, text: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    stream.write(text, (error) => resolve(error ?? undefined));
  });
}
