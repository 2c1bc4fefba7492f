/** Names of files as content: whoever names a file after a key has leaked it. */

import type { NameToRead } from '#model/work-unit.ts';
import { bytesOfPath } from '#text/path-name.ts';
import type { ReadEvent } from './source.ts';

/** One chunk for each name, so that no name is read together with another. */
export function* nameChunks(names: readonly NameToRead[]): Generator<ReadEvent> {
  for (const { name, object } of names) {
    const origin = object === undefined ? { kind: 'name' as const, name } : { kind: 'name' as const, name, object };
    yield { kind: 'chunk', chunk: { bytes: bytesOfPath(name), origin } };
  }
}
