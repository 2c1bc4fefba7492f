/** Matches and their places for tests of what happens after detection: only what a case is about has to be said. */

import { FIRST_POSITION } from '#model/position.ts';
import type { PairedMatch } from '#scan/pair.ts';
import type { Located } from '#sources/source.ts';
import { createCommentFinder } from '#suppress/find-comments.ts';
import { createLineIndex } from '#text/line-index.ts';

/** A match of rule `r` for `secret` where it first stands in `text`, whose lines are counted. */
export function matchIn(text: string, secret: string, rest: Partial<PairedMatch> = {}): PairedMatch {
  const offset = text.indexOf(secret);
  if (offset < 0) throw new Error('the text does not hold the secret');
  const [start, end] = [positionAt(text, offset), positionAt(text, offset + secret.length)];
  const lines = text.split('\n');
  const find = createCommentFinder(text, createLineIndex(text, FIRST_POSITION));
  const comments = find(offset, offset + secret.length);
  return {
    rule: 'r',
    secret,
    matched: secret,
    offset,
    start,
    end,
    excerpt: { text: lines[start.line - 1] ?? '', column: 1, comments },
    severity: 'high',
    details: {},
    ...rest,
  };
}

function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The place of a match in a file on disk. */
export function placeOf(match: PairedMatch, rest: Partial<Located<PairedMatch>> = {}): Located<PairedMatch> {
  return { path: { text: 'a.txt' }, provenance: { kind: 'file' }, match, ...rest };
}
