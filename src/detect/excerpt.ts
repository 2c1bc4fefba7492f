/** What a match keeps of the text around it: bounded, and without keeping the text alive. */

import { Buffer } from 'node:buffer';
import type { Excerpt } from '#model/match.ts';
import { createCommentFinder } from '#suppress/find-comments.ts';
import type { LineIndex } from '#text/line-index.ts';

const EXCERPT_BEFORE = 1024;
const EXCERPT_LENGTH = 4096;

/** The excerpt for a secret from one offset to another, exclusive. */
export type ExcerptAt = (from: number, to: number) => Excerpt;

/** Excerpts of one text, `lines` being its index: the line of the secret, cut to a window around it when it is long. */
export function createExcerpts(text: string, lines: LineIndex): ExcerptAt {
  const commentsAt = createCommentFinder(text, lines);
  return (from, to) => {
    const line = lines.line(from);
    const inLine = from - line.from;
    const cut = line.text.length <= EXCERPT_LENGTH ? 0 : Math.max(0, inLine - EXCERPT_BEFORE);
    return {
      text: detached(line.text.slice(cut, cut + EXCERPT_LENGTH)),
      column: lines.position(line.from + cut).column,
      comments: commentsAt(from, to).map((comment) => ({ ...comment, text: detached(comment.text) })),
    };
  };
}

/** A copy that does not keep the text alive that it was cut from (V8 makes slices that point into their parent). */
export function detached(text: string): string {
  const encoding = ONE_BYTE.test(text) ? 'latin1' : 'utf16le';
  return Buffer.from(text, encoding).toString(encoding);
}

/** Characters that V8 keeps in one byte each; excerpts are most of what a scan with many matches keeps. */
const ONE_BYTE = /^[\0-\xff]*$/;
