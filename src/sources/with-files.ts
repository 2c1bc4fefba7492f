/** Lets a reader of objects read the few files of a repository that are no objects. */

import { createFilesReader } from './paths/read.ts';
import type { ReadEvent, Reader, ReadLimits } from './source.ts';

/** `reader`, and units of files as well; they do not count as files, which in a history are file contents. */
export function withFiles(reader: Reader, limits: ReadLimits): Reader {
  const files = createFilesReader(limits);
  return {
    async *read(unit) {
      if (unit.kind !== 'files') yield* reader.read(unit);
      else for await (const events of files.read(unit)) yield uncounted(events);
    },
  };
}

function* uncounted(events: Iterable<ReadEvent>): Generator<ReadEvent> {
  for (const event of events) {
    yield event.kind === 'looked' ? { kind: 'looked', looked: { ...event.looked, files: 0 } } : event;
  }
}
