import { describe, expect, it } from 'vitest';
import { FIRST_POSITION } from '#model/position.ts';
import { createLineIndex } from '#text/line-index.ts';

describe('position', () => {
  it.each([
    ['the start', 'abc', 0, 1, 1],
    ['the end of a text without a line end', 'abc', 3, 1, 4],
    ['the line end itself, which belongs to its line', 'a\nb', 1, 1, 2],
    ['the first of the next line', 'a\nb', 2, 2, 1],
    ['behind the last line end', 'a\n', 2, 2, 1],
    ['an empty line', 'a\n\nb', 2, 2, 1],
    ['behind CRLF', 'a\r\nb', 3, 2, 1],
    ['a CR alone, which ends no line', 'a\rb', 2, 1, 3],
    ['other separators, which end no line', 'a\u2028b\u0085c', 4, 1, 5],
    ['an empty text', '', 0, 1, 1],
    ['code units, not characters', '😀x', 2, 1, 3],
  ])('%s', (_, text, offset, line, column) => {
    expect(createLineIndex(text, FIRST_POSITION).position(offset)).toEqual({ line, column });
  });

  it('counts from the start of a piece, on its first line only', () => {
    const index = createLineIndex('ab\ncd', { line: 10, column: 5 });
    expect(index.position(1)).toEqual({ line: 10, column: 6 });
    expect(index.position(4)).toEqual({ line: 11, column: 2 });
  });

  it('may be asked in any order', () => {
    const index = createLineIndex('a\nb\nc\n', FIRST_POSITION);
    expect([4, 0, 2, 4, 6].map((offset) => index.position(offset).line)).toEqual([3, 1, 2, 3, 4]);
  });
});

describe('line', () => {
  it.each([
    ['the first line', 'ab\ncd', 1, 'ab', 0],
    ['the last line', 'ab\ncd', 4, 'cd', 3],
    ['a line end', 'ab\ncd', 2, 'ab', 0],
    ['lines that end in CRLF', 'ab\r\ncd\r\nef', 5, 'cd', 4],
    ['a CR inside of a line', 'a\rb\ncd', 1, 'a\rb', 0],
    ['only one CR of two', 'a\r\r\nb', 0, 'a\r', 0],
    ['a last line that ends in a CR', 'a\nb\r', 2, 'b', 2],
    ['an empty line', 'ab\n\ncd', 3, '', 3],
    ['the line after an empty one', 'ab\n\ncd', 4, 'cd', 4],
    ['behind the last line end', 'ab\n', 3, '', 3],
  ])('%s', (_, text, offset, line, from) => {
    const index = createLineIndex(text, FIRST_POSITION);
    expect(index.line(offset)).toEqual({ text: line, from });
  });

  it('takes no more time for many places on a long line than for one', () => {
    const text = 'x'.repeat(20_000_000);
    const index = createLineIndex(text, FIRST_POSITION);
    const started = performance.now();
    for (let at = 0; at < 20_000; at++) expect(index.line(at * 1000).from).toBe(0);
    // A search for the end from each of them would read 400 GB.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
