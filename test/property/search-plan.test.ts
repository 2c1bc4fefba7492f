/** Search plans of generated regexes: no text is found that breaks what they promise. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegexData } from '#model/rule.ts';
import { planSearch } from '#rules/plan-search.ts';
import { planBreaches } from '../support/plan-breaches.ts';
import { numbersFrom, sampleOf } from '../support/regex-samples.ts';

const ATOMS = [
  ...[
    'a',
    'b',
    'k',
    'ab',
    'key',
    '_',
    '-',
    'A',
    'B',
    '\\n',
    'é',
    '[ab]',
    '[aA]',
    '[_-]',
    '[kK]',
    '[^a]',
    '[a-z]',
    '\\w',
  ],
  ...['\\W', '\\s', '.', '\\d', '[^]', '\\b', '\\B', '^', '$', '(?:key|token)', '(?:a|b_|)', '\\1'],
];
/** Only with the flag u. */
const PAIRED_ATOMS = ['\u{1f600}', '[\u{1f600}a]', '\\p{L}', '\\P{L}', '[^\u{1f600}]', '\\ud83d', '[\\ud800-\\udfff]'];
const QUANTIFIERS = ['?', '??', '{2}', '{1,2}', '{0,2}', '{1,3}?', '{3,5}', '{0}', '+', '*'];
const LOOKAROUNDS = ['(?=', '(?!', '(?<=', '(?<!'];
const FLAGS = ['', 'i', 'm', 's', 'u', 'iu'];

function patterns(atoms: readonly string[]): fc.Arbitrary<string> {
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => {
    const inner = tie('pattern');
    const text = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
      fc
        .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
        .map((all) => all.join(''));
    const sequence = fc.array(inner, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(''));
    return {
      pattern: fc.oneof(
        { maxDepth: 4, depthSize: 'medium' },
        { weight: 6, arbitrary: fc.constantFrom(...atoms) },
        { weight: 6, arbitrary: sequence },
        { weight: 2, arbitrary: text('(', inner, ')') },
        { weight: 2, arbitrary: text('(?:', inner, '|', inner, ')') },
        { weight: 2, arbitrary: text('(?:', inner, ')', fc.constantFrom(...QUANTIFIERS)) },
        { weight: 1, arbitrary: text(fc.constantFrom(...LOOKAROUNDS), inner, ')') },
      ),
    };
  });
  return pattern;
}

/** Without what V8 refuses, such as references to groups that are not there under the flag u. */
const regexes: fc.Arbitrary<RegexData> = fc
  .constantFrom(...FLAGS)
  .chain((flags) =>
    patterns(flags.includes('u') ? [...ATOMS, ...PAIRED_ATOMS] : ATOMS).map((source) => ({ source, flags })),
  )
  .filter(compiles);

const TEXT_CHARACTERS = [...'aAbkKey_- 1\né\u{1f600}', '\ud83d', '\ude00', 'key', 'KEY', 'token', 'ab'];
const fillers = fc.array(fc.constantFrom(...TEXT_CHARACTERS), { maxLength: 5 }).map((all) => all.join(''));

/** Texts with what the regex may match in them, in the middle of other things. */
function textOf(regex: RegexData, parts: readonly string[], seed: number): string {
  const random = numbersFrom(seed);
  const sample = (): string => sampleOf(regex, random).slice(0, 60);
  return parts.map((part) => part + sample()).join('') + (parts[0] ?? '');
}

function compiles({ source, flags }: RegexData): boolean {
  try {
    return new RegExp(source, flags).flags === flags;
  } catch {
    return false;
  }
}

const NO_KEYWORDS = { keywords: [], caseSensitiveKeywords: false, reach: undefined };
const RUNS = 4000;

describe('plans of generated regexes', () => {
  it('hold on every text', () => {
    const kinds = { inside: 0, near: 0, whole: 0 };
    const inputs = [regexes, fc.array(fillers, { minLength: 1, maxLength: 3 }), fc.integer()] as const;
    fc.assert(
      fc.property(...inputs, (regex, parts, seed) => {
        const plan = planSearch(regex, NO_KEYWORDS);
        kinds[plan.kind]++;
        expect(planBreaches(regex, plan, textOf(regex, parts, seed))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    // Whole texts would always be right.
    expect(kinds.inside).toBeGreaterThan(RUNS / 10);
    expect(kinds.near).toBeGreaterThan(RUNS / 200);
  });
});
