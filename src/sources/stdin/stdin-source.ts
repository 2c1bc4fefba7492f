/** The source of `scan --stdin`: one content without an end known beforehand. */

import { Buffer } from 'node:buffer';
import { createCutter, opaqueSkip } from '../content.ts';
import { type PlanLimits, pseudoPath, type ReadEvent, type Source } from '../source.ts';

const PART_BYTES = 32 * 1024 * 1024;

/** `name` is what reports and path rules call the content; absent: `(stdin)`. */
export function createStdinSource(
  input: AsyncIterable<Uint8Array | string>,
  name: string | undefined,
  limits: PlanLimits,
): Source {
  const path = name === undefined ? pseudoPath('stdin') : { text: name };
  const excluded = limits.excludedBy(path.text);
  return {
    kind: 'stdin',
    root: '.',
    async *plan() {
      if (excluded !== undefined) yield { kind: 'skip', skip: { path, reason: excluded } };
      else yield { kind: 'unit', unit: { kind: 'stdin' } };
    },
    async *read(): AsyncGenerator<readonly ReadEvent[]> {
      const cutter = createCutter({ kind: 'stdin', path });
      let bytes = 0;
      for await (const { part, last } of inParts(input)) {
        const skip = bytes === 0 ? opaqueSkip(part, path) : undefined;
        if (skip !== undefined)
          yield [
            { kind: 'looked', looked: { opaque: 1 } },
            { kind: 'skip', skip },
          ];
        bytes += part.length;
        yield [{ kind: 'chunk', chunk: cutter.push(part, last) }];
      }
      // Empty input counts as nothing: a pipe whose writer failed must not look like a clean scan.
      yield [{ kind: 'looked', looked: { files: bytes > 0 ? 1 : 0, bytes } }];
    },
    async attribute(found) {
      return {
        located: found.map(({ match }) => ({ path, provenance: { kind: 'stdin' as const }, match })),
        problems: [],
      };
    },
  };
}

async function* inParts(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<{ part: Buffer; last: boolean }> {
  let pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of input) {
    pieces.push(Buffer.from(piece as Uint8Array));
    size += piece.length;
    if (size < PART_BYTES) continue;
    yield { part: Buffer.concat(pieces), last: false };
    pieces = [];
    size = 0;
  }
  yield { part: Buffer.concat(pieces), last: true };
}
