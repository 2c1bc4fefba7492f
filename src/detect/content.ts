/** One content that is searched, and what is made of it when it is needed: most contents never become text. */

import type { Chunk } from '#model/chunk.ts';
import { FIRST_POSITION } from '#model/position.ts';
import { lazily } from '#text/lazily.ts';
import { createLineIndex, type LineIndex } from '#text/line-index.ts';
import { createExcerpts, type ExcerptAt } from './excerpt.ts';
import { createTextView, type TextView } from './text-view.ts';

/** A content; its lines and excerpts are those of its text. */
export interface Content {
  readonly view: TextView;
  readonly lines: () => LineIndex;
  readonly excerpts: () => ExcerptAt;
}

/** The content of a chunk. */
export function createContent({ bytes, start }: Pick<Chunk, 'bytes' | 'start'>): Content {
  const view = createTextView(bytes, start !== undefined);
  const lines = lazily(() => createLineIndex(view.text(), start ?? FIRST_POSITION));
  return { view, lines, excerpts: lazily(() => createExcerpts(view.text(), lines())) };
}
