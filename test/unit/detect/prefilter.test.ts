import { describe, expect, it } from 'vitest';
import { createPlainPrefilter, createPrefilter, type Literal } from '#detect/prefilter.ts';

const exact = (literal: string): Literal => ({ literal, caseSensitive: true });
const anyCase = (literal: string): Literal => ({ literal, caseSensitive: false });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each([
  ['the search', createPrefilter],
  ['its plain twin', createPlainPrefilter],
])('%s', (_, create) => {
  it.each<[string, readonly Literal[], string, readonly number[]]>([
    ['nothing in an empty text', [exact('abcd')], '', []],
    ['nothing without literals', [], 'abcd', []],
    ['a literal that is the whole text', [exact('abcd')], 'abcd', [0]],
    ['no literal that is one byte longer than the text', [exact('abcde')], 'abcd', []],
    ['a literal at the start', [exact('abcd')], 'abcdx', [0]],
    ['a literal at the end', [exact('abcd')], 'xabcd', [0]],
    ['no literal that is cut by the end', [exact('abcd')], 'xabc', []],
    ['a literal after its own beginning', [exact('aab')], 'aaab', [0]],
    ['another case where that is the same', [anyCase('Key')], 'a KEY', [0]],
    ['no other case where that is not the same', [exact('Key')], 'a KEY', []],
    ['no other character that differs in the bit of case', [anyCase('a[b{')], 'A{B[', []],
    ['one literal inside of another', [exact('secret_key'), exact('ret')], 'my secret_key', [0, 1]],
    ['the shorter of two that begin alike', [exact('token_long'), exact('token')], 'a token!', [1]],
    ['the same literal given twice', [anyCase('abcd'), anyCase('ABCD')], 'abcd', [0, 1]],
    ['literals of every length in one text', ['ab', 'abc', 'abcd', 'abcde'].map(exact), 'abcde', [0, 1, 2, 3]],
    ['indexes in ascending order', [exact('zzzz'), exact('yy'), exact('xxxxx')], 'xxxxx yy zzzz', [0, 1, 2]],
    ['a literal beyond ASCII', [exact('clé=')], 'ma clé=1', [0]],
    ['no other case beyond ASCII', [anyCase('clé=')], 'ma CLÉ=1', []],
    ['the ASCII letters of a literal beyond ASCII in any case', [anyCase('clé=')], 'ma CLé=1', [0]],
    ['single bytes and nothing at all, everywhere', [exact('a'), exact('')], 'x', [0, 1]],
    ['a long literal', [exact(`${'a'.repeat(400)}b`)], `${'a'.repeat(500)}b`, [0]],
  ])('finds %s', (__, literals, text, found) => {
    expect(create(literals).present(bytes(text))).toEqual(found);
  });
});

it('finds a literal in a view of a larger buffer, and nothing beyond the view', () => {
  const buffer = bytes('xxabcdxx').buffer;
  const { present } = createPrefilter([exact('abcd')]);
  expect(present(new Uint8Array(buffer, 2, 4))).toEqual([0]);
  expect(present(new Uint8Array(buffer, 3, 5))).toEqual([]);
  expect(present(new Uint8Array(buffer, 0, 5))).toEqual([]);
});

it('can be asked again', () => {
  const { present } = createPrefilter([exact('abcd'), exact('efgh')]);
  expect(present(bytes('abcd'))).toEqual([0]);
  expect(present(bytes('efgh'))).toEqual([1]);
  expect(present(bytes('abcd'))).toEqual([0]);
});
