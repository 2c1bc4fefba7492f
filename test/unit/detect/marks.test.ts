import { describe, expect, it } from 'vitest';
import { createMarkScanner, createTwinMarkScanner } from '#detect/marks.ts';
import { instantiateScanner } from '#detect/scanner-module.ts';
import { listMarks, type Mark, plainMarks } from '../../support/plain-marks.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const vector = (blockBytes: number) => createMarkScanner({ after: -1, instantiate: instantiateScanner, blockBytes });

describe.each<[string, (text: Uint8Array) => readonly Mark[]]>([
  ['the plain scanner', plainMarks],
  ['the twin', (text) => listMarks(createTwinMarkScanner().find(text))],
  ['the vector scan', (text) => listMarks(vector(128).find(text))],
])('%s', (_, find) => {
  it.each<[string, string, readonly (readonly [number, number, number])[]]>([
    ['nothing in an empty text', '', []],
    ['no run of 23', ` ${'a'.repeat(23)} `, []],
    ['a run of 24', ` ${'a'.repeat(24)} `, [[1, 25, 0]]],
    ['a run that is all there is', '0'.repeat(24), [[0, 24, 0]]],
    ['a run that ends with a step', `${' '.repeat(40)}${'z'.repeat(24)}`, [[40, 64, 0]]],
    ['a run of many blocks as one', `-${'+/_-'.repeat(200)} `, [[0, 801, 0]]],
    [
      'a run and the sign that ends it',
      `${'Z'.repeat(30)}%41`,
      [
        [0, 30, 0],
        [30, 31, 1],
      ],
    ],
    [
      'two runs in one step',
      `${'A'.repeat(24)}=${'9'.repeat(24)}`,
      [
        [0, 24, 0],
        [25, 49, 0],
      ],
    ],
    ['no run over a byte beyond ASCII', `${'a'.repeat(12)}\xe9${'a'.repeat(12)}`, []],
    [
      'percent before two hex digits only',
      '%41%aF%4g%g4%%4',
      [
        [0, 1, 1],
        [3, 4, 1],
      ],
    ],
    ['percent that the end cuts short', '%4', []],
    [
      'backslashes before what they escape',
      String.raw`\u\x\U\0\7\8\n\r\t\b\f\v\/\"\'\a`,
      [0, 2, 4, 6, 8, 12, 14, 16, 18, 20, 22, 24, 26, 28].map((at) => [at, at + 1, 2] as const),
    ],
    [
      'both of two backslashes before a letter',
      String.raw`\\n`,
      [
        [0, 1, 2],
        [1, 2, 2],
      ],
    ],
    ['no backslash at the end', '\\', []],
    [
      'an ampersand before a sharp or a letter',
      '&amp; &#38; & &1 &Z',
      [
        [0, 1, 3],
        [6, 7, 3],
        [17, 18, 3],
      ],
    ],
    ['nothing behind the end of a view', '&', []],
  ])('finds %s', (__, text, marks) => {
    const whole = bytes(`${text}a%`);
    const found = marks.map(([from, to, kind]) => ({ from, to, kind }));
    expect(find(whole.subarray(0, text.length))).toEqual(found);
  });
});

it('finds more marks than the module has room for', () => {
  const text = bytes('&a%41'.repeat(20_000));
  expect(listMarks(vector(0x10000).find(text))).toEqual(plainMarks(text));
});

it('forgets the text before', () => {
  const { find } = vector(64);
  find(bytes('a'.repeat(200)));
  expect(listMarks(find(bytes('b')))).toEqual([]);
});

it('stays with the twin where there is no SIMD', () => {
  const { find } = createMarkScanner({ after: -1, instantiate: () => undefined });
  expect(listMarks(find(bytes('&#1;')))).toEqual([{ from: 0, to: 1, kind: 3 }]);
});
