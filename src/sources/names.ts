/** Names of files as content: whoever names a file after a key has leaked it. */

import type { Chunk } from '#model/chunk.ts';
import type { NameToRead } from '#model/work-unit.ts';
import { bytesOfPath } from '#text/path-name.ts';
import type { ReadEvent } from './source.ts';

/** One chunk for each name, so that no name is read together with another. */
export function* nameChunks(names: readonly NameToRead[]): Generator<ReadEvent> {
  for (const one of names) yield chunkOf(bytesOfPath(one.name), one);
}

const NO_BYTES = new Uint8Array(0);

/** The same without content, where names were looked at before: only rules on whole paths find something there. */
export function* pathChunks(names: readonly NameToRead[]): Generator<ReadEvent> {
  for (const name of names) yield chunkOf(NO_BYTES, name);
}

function chunkOf(bytes: Uint8Array, { name, object }: NameToRead): ReadEvent {
  const origin: Chunk['origin'] = { kind: 'name', name, ...(object === undefined ? {} : { object }) };
  return { kind: 'chunk', chunk: { bytes, origin } };
}
