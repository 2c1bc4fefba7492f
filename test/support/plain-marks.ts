/** The slow and obviously right mark scanner: one regular expression a kind. */

import { Buffer } from 'node:buffer';
import type { Marks } from '#detect/marks.ts';

/** A mark as tests compare it. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly kind: number;
}

const SHAPES = [/[A-Za-z0-9+/_-]{24,}/g, /%(?=[0-9A-Fa-f]{2})/g, /\\(?=[uxU0-7nrtbfv/"'\\])/g, /&(?=[#A-Za-z])/g];

/** What a mark scanner has to find in `bytes`. */
export function plainMarks(bytes: Uint8Array): readonly Mark[] {
  const text = Buffer.from(bytes).toString('latin1');
  const marks = SHAPES.flatMap((shape, kind) =>
    Array.from(text.matchAll(shape), ({ index, 0: found }) => ({ from: index, to: index + found.length, kind })),
  );
  return marks.sort((a, b) => a.from - b.from);
}

/** A scanner's answer, copied out of the memory that its next call overwrites. */
export function listMarks({ count, from, to, kinds }: Marks): readonly Mark[] {
  return Array.from({ length: count }, (_, at) => ({ from: from[at] ?? -1, to: to[at] ?? -1, kind: kinds[at] ?? -1 }));
}
