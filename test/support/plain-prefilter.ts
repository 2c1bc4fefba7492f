/** The slow and obviously right prefilter: every literal searched on its own. */

import { Buffer } from 'node:buffer';
import type { Hits, Literal } from '#detect/prefilter.ts';

/** A hit as tests compare it. */
export interface Hit {
  readonly offset: number;
  readonly literal: number;
}

/** What a prefilter of `literals` has to find in `bytes`. */
export function plainHits(literals: readonly Literal[], bytes: Uint8Array): readonly Hit[] {
  const text = Buffer.from(bytes).toString('latin1');
  const folded = asciiLowerCase(text);
  const hits = literals.flatMap(({ literal, caseSensitive }, index) => {
    const needle = Buffer.from(literal, 'utf8').toString('latin1');
    const offsets = caseSensitive ? occurrences(text, needle) : occurrences(folded, asciiLowerCase(needle));
    return offsets.map((offset) => ({ offset, literal: index }));
  });
  return hits.sort((a, b) => a.offset - b.offset || a.literal - b.literal);
}

/** A prefilter's answer, copied out of the memory that its next call overwrites. */
export function listHits({ count, offsets, literals }: Hits): readonly Hit[] {
  return Array.from({ length: count }, (_, at) => ({ offset: offsets[at] ?? -1, literal: literals[at] ?? -1 }));
}

function occurrences(text: string, needle: string): number[] {
  const offsets: number[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) offsets.push(at);
  return offsets;
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
