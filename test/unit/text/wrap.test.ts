/** Broken lines: nothing is lost, and none is longer than it may be unless one word is. */

import { expect, it } from 'vitest';
import { wrapText } from '#text/wrap.ts';

it.each([
  ['one two three', 7, ['one two', 'three']],
  ['one two three', 8, ['one two', 'three']],
  ['one two three', 80, ['one two three']],
  ['a-word-without-a-blank b', 5, ['a-word-without-a-blank', 'b']],
  ['日本 日本', 8, ['日本', '日本']],
  ['', 5, ['']],
])('%j in %i columns', (text, columns, lines) => expect(wrapText(text, columns)).toEqual(lines));
