/** A content that is searched, with what is made of it when it is needed. */

import type { Chunk } from '#model/chunk.ts';
import { FIRST_POSITION } from '#model/report.ts';
import { lazily } from '#text/lazily.ts';
import { createLineIndex, type LineIndex } from '#text/line-index.ts';
import { createTextView, type TextView } from './text-view.ts';

/** Its bytes and text, and its lines. */
export interface Content {
  readonly view: TextView;
  readonly lines: () => LineIndex;
}

/** The content of a chunk. */
export function createContent({ bytes, start }: Pick<Chunk, 'bytes' | 'start'>): Content {
  const view = createTextView(bytes, start !== undefined);
  return { view, lines: lazily(() => createLineIndex(view.text(), start ?? FIRST_POSITION)) };
}
