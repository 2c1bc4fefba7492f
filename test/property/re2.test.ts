/**
 * Translated patterns against RE2JS, a port of Go's regexp package: the same patterns are accepted, and match and groups
 * stand at the same places.
 *
 * No deviation of RE2JS from Go shows in this grammar (both were run over some 100,000 of its patterns). Outside of it:
 * RE2JS knows `\C` and lookbehind, which Go refuses, so that neither is generated here, and refuses a name that comes
 * twice, which Go takes.
 */

import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { runWithin, TimeLimitReached } from '#detect/budget.ts';
import { KeysieveError, messageOf, RulesError } from '#model/errors.ts';
import { translateRe2 } from '#rules/re2.ts';

const ATOMS = [
  ...['a', 'b', 'k', 's', 'K', 'S', 'A', '.', '^', '$', '\\b', '\\B', '\\A', '\\z', '_', '-', '{', '}', ']', '\\n'],
  ...['\\d', '\\w', '\\W', '\\s', '\\S', '[ab]', '[^a]', '[a-k]', '[^\\W_]', '[[:alpha:]]', '[[:^upper:]]', '[\\d-z]'],
  ...['\\pL', '\\PL', '\\p{Lu}', '\\P{Lu}', '[^\\P{Lu}a]', '[\\pNk]', '\\p{Greek}', '[ß-é]', 'é', 'ß', 'σ'],
  ...['\\x{17f}', '\\x{212a}', '\\x{1F600}', '\\141', '\\x6b', '\\Qa.b\\E', '[]a]', '[^]a]'],
  ...['\\p{^Greek}', '\\P{^Lu}', '[^\\p{^L}k]', '\\p{Any}', '\\p{L', '\\p{None}', '\\pX', '[\\pL\\d_]', '\\p{Latin}'],
  ...['\\0', '\\08', '\\12', '\\377', '\\x{10FFFF}', '\\x{110000}', '\\x{}', '\\xg', '\\x4', '\\a\\f', '\\v', '\\_'],
  ...[
    '\\Q',
    '\\Q\\E',
    '\\Qab',
    '\\Q\\\\E',
    '\\E',
    '\\Z',
    '\\e',
    '[[:word:]-a]',
    '[a-c-e]',
    '[--a]',
    '[a-\\d]',
    '[\\w-b]',
  ],
  ...[
    '[[:foo:]]',
    '[[:alpha]',
    '[[:^ascii:]]',
    '[^[:^space:]]',
    '[\\Q]\\E]',
    '[a',
    '[b-a]',
    '[^\\x00-\\x{10FFFF}]',
    '[\\x6b-\\163]',
  ],
];
/** Few letters and many ways to match nothing: what loops and groups are sensitive to. */
const LOOP_ATOMS = ['a', 'b', '(a)', '(b)', 'ab', '^', '$', '', '\\b'];
const QUANTIFIERS = [
  '*',
  '+',
  '?',
  '*?',
  '+?',
  '??',
  '{2}',
  '{1,2}',
  '{0,2}',
  '{2,}',
  '{1,2}?',
  '{,2}',
  '{0}',
  '{0,1}',
  '{01}',
  '{1000}',
  '{1001}',
  '{2,1}',
  '{999}{2}',
  '{}',
  '{1,2',
  '{1, 2}',
  '**',
  '*+',
  '???',
];
const GROUP_FLAGS = [
  'i',
  's',
  'm',
  'U',
  'i-s',
  '-i',
  'im',
  'm-i',
  'sm',
  'iU',
  '-U',
  '-s',
  '-m',
  '',
  '-',
  'i-',
  'ii',
  'x',
  'i-i',
];
const GROUP_NAMES = ['P<n>', '<n>', 'P<n1>', 'P<_>', 'P<1>', '<>', 'P<a b>', 'P<é>', 'P=n', '<n', "'n'", '#', '>', '|'];

/** Single letters and pairs of one character each, with all that RE2 and JavaScript see differently. */
const CHARACTERS = [
  ...[
    'a',
    'b',
    'k',
    's',
    'K',
    'S',
    'A',
    'B',
    '1',
    '_',
    '-',
    '.',
    '{',
    '}',
    ']',
    ' ',
    'é',
    'É',
    'ß',
    '\u1e9e',
    'σ',
    'ς',
    'Σ',
  ],
  ...['\u017f', '\u212a', '\n', '\r', '\u2028', '\t', '\v', '\u00a0', '\u{1f600}'],
];

const LONGEST_TEXT = 8;

function patternsOf(atoms: readonly string[]): fc.Arbitrary<string> {
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => {
    const inner = tie('pattern');
    const text = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
      fc
        .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
        .map((all) => all.join(''));
    return {
      pattern: fc.oneof(
        { maxDepth: 5, depthSize: 'medium' },
        fc.constantFrom(...atoms),
        text(inner, inner),
        text(inner, '|', inner),
        text('(', inner, ')'),
        text('(?', fc.constantFrom(...GROUP_NAMES), inner, ')'),
        text('(?', fc.constantFrom(...GROUP_FLAGS), ':', inner, ')'),
        text('(?', fc.constantFrom(...GROUP_FLAGS), ')', inner),
        text('(?:', inner, ')', fc.constantFrom(...QUANTIFIERS)),
        text(inner, fc.constantFrom(...QUANTIFIERS)),
      ),
    };
  });
  return fc.tuple(fc.constantFrom('', '(?i)', '(?m)', '(?im)'), pattern).map((parts) => parts.join(''));
}

const texts = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: LONGEST_TEXT }).map((all) => all.join(''));
const loopTexts = fc.array(fc.constantFrom('a', 'b', '\n'), { maxLength: LONGEST_TEXT }).map((all) => all.join(''));
/** Mostly no patterns at all; without what RE2 lacks and we accept. */
const soups = fc
  .array(fc.constantFrom(...'()[]{}|*+?^$.\\-,:&P<>pQEdwsbBzAixmUabL019_ '), { maxLength: 8 })
  .map((all) => all.join(''))
  .filter((soup) => !/\\[1-9C]/.test(soup));

/** Start and end of match and groups in code units, -1 for unset; null for no match. */
type Places = readonly number[] | null;

/**
 * One pattern in some 100,000, such as `(?:^|(b)??){1000}`, has more ways to match nothing than JavaScript can try. Which
 * one it would find is not known then; scans run such rules under a limit as well.
 */
const PATIENCE_MS = 1000;
const MOST_UNDECIDED = 5;

function placesInJavaScript(pattern: string, text: string, groups?: readonly number[]): Places {
  const { source, flags } = translateRe2(pattern, groups);
  const indices = runWithin(PATIENCE_MS, () => new RegExp(source, `${flags}d`).exec(text)?.indices);
  return indices === undefined ? null : indices.flatMap((range) => range ?? [-1, -1]);
}

function placesInRe2(pattern: RE2JS, text: string): Places {
  const matcher = pattern.matcher(text);
  if (!matcher.find()) return null;
  const numbers = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => group);
  return numbers.flatMap((group) => [matcher.start(group), matcher.end(group)]);
}

/** What we refuse and RE2 runs: see re2-loops.ts, and a quantifier on one with only flags in between. */
const STRICTER = /prefers the empty text|group \d+ may be skipped|a quantifier on a quantifier/;

function isStricter(error: unknown): boolean {
  return error instanceof RulesError && STRICTER.test(error.message);
}

function compileRe2(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

/** RE2JS refuses what Go accepts. */
const NAME_TWICE = /\(\?P?<(\w+)>.*\(\?P?<\1>/s;

function checkSame(pattern: string, text: string): void {
  if (NAME_TWICE.test(pattern)) return;
  const re2 = compileRe2(pattern);
  if (re2 === undefined) {
    expect(() => translateRe2(pattern)).toThrow(RulesError);
    return;
  }
  try {
    expect(placesInJavaScript(pattern, text)).toEqual(placesInRe2(re2, text));
  } catch (error) {
    if (!isStricter(error)) throw error;
    if (messageOf(error).includes('group')) checkSameMatch(pattern, re2, text);
  }
}

/** With no group looked at, patterns pass that are refused for their groups; the match itself must be right. */
function checkSameMatch(pattern: string, re2: RE2JS, text: string): void {
  try {
    const wholeOnly = (places: Places): Places => places?.slice(0, 2) ?? null;
    expect(wholeOnly(placesInJavaScript(pattern, text, []))).toEqual(wholeOnly(placesInRe2(re2, text)));
  } catch (error) {
    if (!isStricter(error)) throw error;
  }
}

describe('translated patterns find what RE2 finds', () => {
  it.each([
    ['characters, classes and flags', patternsOf(ATOMS), texts],
    ['loops and groups', patternsOf(LOOP_ATOMS), loopTexts],
    ['any signs in any order', soups, texts],
  ])('%s', (_, patterns, subjects) => {
    let undecided = 0;
    const check = (pattern: string, text: string): void => {
      try {
        checkSame(pattern, text);
      } catch (error) {
        if (!(error instanceof TimeLimitReached)) throw error;
        undecided += 1;
      }
    };
    fc.assert(fc.property(patterns, subjects, check), { numRuns: 3000 });
    expect(undecided).toBeLessThanOrEqual(MOST_UNDECIDED);
  });

  it('is not decided where JavaScript would try for ever', () => {
    expect(() => checkSame('(?:^|(b)??){1000}{}', 'b')).toThrow(TimeLimitReached);
  });
});

describe('any string', () => {
  it('is translated to something that compiles, or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (pattern) => {
        try {
          const { source, flags } = translateRe2(pattern);
          expect(new RegExp(source, flags).flags).toMatch(/^i?u$/);
        } catch (error) {
          if (!(error instanceof KeysieveError)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });
});
