import { describe, expect, it } from 'vitest';
import { createValueFinder } from '#scan/known-values.ts';

const found = (values: readonly string[], text: string): string[] =>
  createValueFinder(values)
    .find(text)
    .map(({ from, to }) => `${from}-${to}`);

describe('createValueFinder', () => {
  it.each<[string, readonly string[], string, readonly string[]]>([
    ['nothing without values', [], 'abcdef', []],
    ['nothing in an empty text', ['abcdef'], '', []],
    ['a value that is the whole text', ['abcdef'], 'abcdef', ['0-6']],
    ['a value everywhere', ['abcdef'], 'abcdef-abcdef', ['0-6', '7-13']],
    ['a value at the end', ['abcdef'], 'xabcdef', ['1-7']],
    ['no value that is cut by the end', ['abcdefg'], 'xabcdef', []],
    ['no value of less than six', ['abcde'], 'abcde', []],
    ['the longest of those that begin alike', ['abcdef', 'abcdefgh'], 'abcdefgh', ['0-8']],
    ['the shorter where the longer is not', ['abcdef', 'abcdefgh'], 'abcdefgx', ['0-6']],
    ['one value inside of another', ['xxabcdefxx', 'abcdef'], 'xxabcdefxx', ['0-10', '2-8']],
    ['values that overlap', ['abcdef', 'defghi'], 'abcdefghi', ['0-6', '3-9']],
    ['a value that overlaps itself', ['ababab'], 'abababab', ['0-6', '2-8']],
    ['a value over several lines', ['abc\ndef'], 'x\nabc\ndef\n', ['2-9']],
    ['what a regex would take for a pattern', ['a.c*(+)'], 'a.c*(+) abcc()', ['0-7']],
    ['characters beyond ASCII', ['😀é漢字x'], 'x😀é漢字x', ['1-7']],
  ])('finds %s', (_, values, text, expected) => expect(found(values, text)).toEqual(expected));

  it('finds each of a hundred thousand values that begin alike, at once', () => {
    const values = Array.from({ length: 100_000 }, (_, at) => `same-beginning-${at.toString().padStart(6, '0')}`);
    const { find, longest } = createValueFinder(values);
    expect(longest).toBe(21);
    const started = performance.now();
    for (let at = 0; at < 5000; at++) expect(find(`${'x'.repeat(500)} ${values[at * 7]} y`)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(15_000);
  }, 30_000);
});
