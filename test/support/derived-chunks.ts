/** Contents that are made from each other, as the objects of a pack are. */

import type { Buffer } from 'node:buffer';
import type { Chunk } from '#model/chunk.ts';

export const BLOB = { kind: 'blob', object: '1'.repeat(40) } as const;

/** A content, and what of the one before was copied, as `Derivation` has it. */
export interface Made {
  readonly bytes: Buffer;
  readonly copies: Uint32Array;
}

/** `root`, and each content that is made from the one before; `slotOf` says where the one of an index is kept, 0 unless given. */
export function derivedChunks(
  root: Buffer,
  made: readonly Made[],
  slotOf: (index: number) => number = () => 0,
): readonly Chunk[] {
  const first = { id: 1, slot: slotOf(0), baseId: 0, baseSlot: 0, baseLength: 0, copies: new Uint32Array(0) };
  const chunks: Chunk[] = [{ bytes: root, origin: BLOB, derivation: first }];
  made.forEach(({ bytes, copies }, index) => {
    const baseLength = chunks[index]?.bytes.length ?? 0;
    const place = { id: index + 2, slot: slotOf(index + 1), baseId: index + 1, baseSlot: slotOf(index), baseLength };
    chunks.push({ bytes, origin: BLOB, derivation: { ...place, copies } });
  });
  return chunks;
}
