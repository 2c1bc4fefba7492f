/** Finds the lines that hold a literal which some pattern needs: the only ones in which that pattern can match. */

import type { Buffer } from 'node:buffer';
import { createPrefilter } from '#detect/prefilter.ts';
import type { LinePattern } from './compile-pattern.ts';

/** A line by its offsets, and the patterns that may match in it, by their places in the list. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly patterns: ReadonlySet<number>;
}

const NEWLINE = 10;

/** The function that finds the candidates of a content, in order. */
export function createCandidateSearch(patterns: readonly LinePattern[]): (bytes: Buffer) => readonly Candidate[] {
  const anchors = patterns.flatMap(({ literals = [], leastLength }, pattern) =>
    literals.map(({ text, folded }) => ({ literal: text, caseSensitive: !folded, pattern, leastLength })),
  );
  if (anchors.length === 0) return () => [];
  const prefilter = createPrefilter(anchors);
  return (bytes) => {
    const { count, offsets, literals } = prefilter.find(bytes);
    const candidates: Candidate[] = [];
    let [start, end] = [0, -1];
    let found: Set<number> | undefined;
    for (let at = 0; at < count; at++) {
      const offset = offsets[at] as number;
      if (offset >= end) {
        const newline = bytes.indexOf(NEWLINE, offset);
        end = newline === -1 ? bytes.length : newline;
        start = bytes.lastIndexOf(NEWLINE, offset) + 1;
        found = undefined;
      }
      const anchor = anchors[literals[at] as number];
      if (anchor === undefined || end - start < anchor.leastLength) continue;
      if (found === undefined) {
        found = new Set();
        candidates.push({ start, end, patterns: found });
      }
      found.add(anchor.pattern);
    }
    return candidates;
  };
}
