import { describe, expect, it } from 'vitest';
import type { LineRange } from '#model/position.ts';
import { addedLines, intersect } from '#sources/staged/new-lines.ts';

/** `first-last` of each range. */
const described = (ranges: readonly LineRange[] | undefined) => ranges?.map(({ first, last }) => `${first}-${last}`);
const rangesOf = (text: string): LineRange[] =>
  text === ''
    ? []
    : text.split(' ').map((range) => {
        const [first = 0, last = 0] = range.split('-').map(Number);
        return { first, last };
      });

describe('addedLines', () => {
  it.each([
    ['nothing', 'a\nb\n', 'a\nb\n', []],
    ['a line in the middle', 'a\nc\n', 'a\nb\nc\n', ['2-2']],
    ['lines that touch, as one stretch', 'a\n', 'x\ny\na\nz\n', ['1-2', '4-4']],
    ['everything', '', 'a\nb', ['1-2']],
    ['no line that only moved', 'a\nb\n', 'b\na\n', []],
    ['the last of equal lines', 'a\n', 'a\na\na\n', ['2-3']],
    ['a line that changed its end', 'a\nb\n', 'a\r\nb\n', ['1-1']],
    ['a last line that lost its end: none', 'a\nb\n', 'a\nb', []],
  ])('finds %s', (_, old, text, expected) => expect(described(addedLines(old, text))).toEqual(expected));
});

describe('intersect', () => {
  it.each([
    ['1-3', '2-5', ['2-3']],
    ['1-1 3-3', '2-2', []],
    ['1-10', '2-3 5-6 9-12', ['2-3', '5-6', '9-10']],
    ['2-3 5-6 9-12', '1-10', ['2-3', '5-6', '9-10']],
    ['1-2', '3-4', []],
    ['', '1-2', []],
  ])('of %j and %j', (a, b, expected) => {
    expect(described(intersect(rangesOf(a), rangesOf(b)))).toEqual(expected);
  });

  it('takes undefined for all lines', () => {
    expect(intersect(undefined, rangesOf('1-2'))).toEqual(rangesOf('1-2'));
    expect(intersect(rangesOf('1-2'), undefined)).toEqual(rangesOf('1-2'));
    expect(intersect(undefined, undefined)).toBeUndefined();
  });

  it('is done with a hundred thousand stretches at once', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => ({ first: 2 * at + 1, last: 2 * at + 1 }));
    expect(intersect(many, many)).toHaveLength(100_000);
  });
});
