import { describe, expect, it } from 'vitest';
import { createPrefilter, createTwinPrefilter, type Literal, type Prefilter } from '#detect/prefilter.ts';
import { instantiateScanner } from '#detect/scanner-module.ts';
import { listHits, plainHits } from '../../support/plain-prefilter.ts';

const exact = (literal: string): Literal => ({ literal, caseSensitive: true });
const anyCase = (literal: string): Literal => ({ literal, caseSensitive: false });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const plain = (literals: readonly Literal[]) => (text: Uint8Array) => plainHits(literals, text);
const listed = (prefilter: Prefilter) => (text: Uint8Array) => listHits(prefilter.find(text));
/** In WebAssembly from the first byte on. */
const vector = (literals: readonly Literal[], blockBytes?: number): Prefilter =>
  createPrefilter(literals, {
    after: -1,
    instantiate: instantiateScanner,
    ...(blockBytes === undefined ? {} : { blockBytes }),
  });

it('has SIMD here, so that the tests below are of it', () => expect(instantiateScanner()).toBeDefined());

describe.each<[string, (literals: readonly Literal[]) => (text: Uint8Array) => unknown]>([
  ['the plain prefilter', plain],
  ['the twin', (literals) => listed(createTwinPrefilter(literals))],
  ['the vector search', (literals) => listed(vector(literals))],
])('%s', (_, create) => {
  it.each<[string, readonly Literal[], string, readonly (readonly [number, number])[]]>([
    ['nothing in an empty text', [exact('abcd')], '', []],
    ['nothing without literals', [], 'abcd', []],
    ['a literal that is the whole text', [exact('abcd')], 'abcd', [[0, 0]]],
    ['no literal that is one byte longer than the text', [exact('abcde')], 'abcd', []],
    ['a literal at the end', [exact('abcd')], 'xabcd', [[1, 0]]],
    ['no literal that is cut by the end', [exact('abcd')], 'xabc', []],
    ['a literal after its own beginning', [exact('aab')], 'aaab', [[1, 0]]],
    [
      'every occurrence',
      [exact('aa')],
      'aaaa',
      [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
    ],
    ['another case where that is the same', [anyCase('Key')], 'a KEY', [[2, 0]]],
    ['no other case where that is not the same', [exact('Key')], 'a KEY', []],
    ['no other character that differs in the bit of case', [anyCase('a[b{')], 'A{B[', []],
    ['@ and ` apart', [anyCase('a@b'), anyCase('a`b')], 'A@B', [[0, 0]]],
    [
      'one literal inside of another',
      [exact('ret'), exact('secret_key')],
      'my secret_key',
      [
        [3, 1],
        [6, 0],
      ],
    ],
    ['the shorter of two that begin alike', [exact('token_long'), exact('token')], 'a token!', [[2, 1]]],
    [
      'the same literal given twice',
      [anyCase('abcd'), anyCase('ABCD')],
      'abcd',
      [
        [0, 0],
        [0, 1],
      ],
    ],
    [
      'the same literal with and without regard to case',
      [anyCase('abcd'), exact('abcd')],
      'ABCD abcd',
      [
        [0, 0],
        [5, 0],
        [5, 1],
      ],
    ],
    [
      'literals of every length in one text',
      ['abcde', 'abcd', 'abc', 'ab', 'a'].map(exact),
      'abcde',
      [
        [0, 0],
        [0, 1],
        [0, 2],
        [0, 3],
        [0, 4],
      ],
    ],
    ['a literal beyond ASCII', [exact('clé=')], 'ma clé=1', [[3, 0]]],
    ['no other case beyond ASCII', [anyCase('clé=')], 'ma CLÉ=1', []],
    ['a single byte', [exact('x'), exact('y')], 'axa', [[1, 0]]],
    ['a literal that is longer than a step', [exact(`${'a'.repeat(80)}b`)], `${'a'.repeat(99)}b`, [[19, 0]]],
  ])('finds %s', (__, literals, text, found) => {
    expect(create(literals)(bytes(text))).toEqual(found.map(([offset, literal]) => ({ offset, literal })));
  });

  it('finds nothing beyond a view of a larger buffer', () => {
    const buffer = bytes('xxabcdxx').buffer;
    const find = create([exact('abcd')]);
    expect(find(new Uint8Array(buffer, 2, 4))).toEqual([{ offset: 0, literal: 0 }]);
    expect(find(new Uint8Array(buffer, 3, 5))).toEqual([]);
    expect(find(new Uint8Array(buffer, 0, 5))).toEqual([]);
  });

  it('can be asked again', () => {
    const find = create([exact('abcd'), exact('efgh')]);
    expect(find(bytes('abcd efgh'))).toHaveLength(2);
    expect(find(bytes('efgh'))).toEqual([{ offset: 0, literal: 1 }]);
    expect(find(bytes('abc'))).toEqual([]);
  });
});

it.each(['twin', 'vector'])('keeps thousands of hits at one place in order (%s)', (kind) => {
  const literals = Array.from({ length: 100 }, (_, index) => exact('a'.repeat(index + 1)));
  const text = bytes('a'.repeat(200));
  const prefilter = kind === 'twin' ? createTwinPrefilter(literals) : vector(literals, 128);
  expect(listHits(prefilter.find(text))).toEqual(plainHits(literals, text));
});

it('finds what lies in several blocks once, whatever their size', () => {
  const literals = [exact('needle'), anyCase('pin'), exact(`long ${'x'.repeat(95)}`)];
  const text = bytes(`${'-'.repeat(61)}needle PIN ${`long ${'x'.repeat(95)}`} pin`.repeat(50));
  const expected = plainHits(literals, text);
  for (const blockBytes of [32, 64, 1024]) {
    expect(listHits(vector(literals, blockBytes).find(text))).toEqual(expected);
  }
});

it('refuses a literal that would occur everywhere', () => {
  expect(() => createPrefilter([exact('')])).toThrow(RangeError);
});

describe('the choice between both', () => {
  const literals = [exact('abcd')];
  const text = bytes('xxabcd');
  const found = [{ offset: 2, literal: 0 }];

  it('compiles the module only when there is much to search, and once', () => {
    let asked = 0;
    const instantiate = () => {
      asked++;
      return instantiateScanner();
    };
    const { find } = createPrefilter(literals, { after: 2 * text.length, instantiate });
    const searches = [1, 2, 3, 4].map(() => ({ hits: listHits(find(text)), asked }));
    expect(searches.map((search) => search.asked)).toEqual([0, 0, 1, 1]);
    for (const { hits } of searches) expect(hits).toEqual(found);
  });

  it('stays with the twin where there is no SIMD', () => {
    const { find } = createPrefilter(literals, { after: -1, instantiate: () => undefined });
    expect(listHits(find(text))).toEqual(found);
    expect(listHits(find(text))).toEqual(found);
  });
});
