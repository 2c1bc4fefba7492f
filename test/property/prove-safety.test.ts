/** Bounds on the steps of a matcher against a matcher that counts them, on texts made to be bad for the regex. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegexData } from '#model/rule.ts';
import { proveSafety } from '#rules/prove-safety.ts';
import { attackTexts } from '../support/attack-texts.ts';
import { countedMatch } from '../support/counting-matcher.ts';

/** Overlapping sets over few letters, so that texts often go far and fail late. */
const ATOMS = [
  'a',
  'a',
  'b',
  '-',
  '[ab]',
  '[^a]',
  '.',
  '\\w',
  '\\W',
  '[a-c]',
  '(?:a|b)',
  'ab',
  '(?:a|ab)',
  '(?:ab|a|aab)',
  '(?:a{1,3}|b)',
];
const ASSERTIONS = ['^', '$', '\\b', '\\B'];
const QUANTIFIERS = ['?', '??', '{2}', '{0,2}', '{1,3}', '{0,4}?', '{0,6}', '{2,5}', '{1,9}'];

const { pattern } = fc.letrec<{ pattern: string }>((tie) => {
  const inner = tie('pattern');
  const text = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
    fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));
  return {
    pattern: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      { weight: 4, arbitrary: fc.constantFrom(...ATOMS) },
      { weight: 1, arbitrary: fc.constantFrom(...ASSERTIONS) },
      { weight: 6, arbitrary: text(inner, inner) },
      { weight: 2, arbitrary: text('(?:', inner, '|', inner, ')') },
      { weight: 5, arbitrary: text('(?:', inner, ')', fc.constantFrom(...QUANTIFIERS)) },
      { weight: 3, arbitrary: text(fc.constantFrom(...ATOMS), fc.constantFrom(...QUANTIFIERS)) },
      { weight: 1, arbitrary: text(fc.constantFrom('(?=', '(?!', '(?<=', '(?<!'), inner, ')') },
      { weight: 1, arbitrary: text('(?:(', inner, ')', inner, '\\1)') },
    ),
  };
});

/** Repetitions in a row, where it matters which runs of characters they share. */
const chains = fc
  .array(
    fc.tuple(
      fc.constantFrom('a', 'b', '-', '[ab]', '\\w', '[a-]', '(?:a|b)', '.'),
      fc.constantFrom('', ...QUANTIFIERS),
    ),
    {
      minLength: 2,
      maxLength: 7,
    },
  )
  .map((links) => links.flat().join(''));

function compiles({ source, flags }: RegexData): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}

const flags = fc.constantFrom('', '', 'i', 'u', 'iu', 's', 'm');
/** None of the texts holds `=`, so that a matcher has to try everything. */
const regexes = fc
  .tuple(fc.oneof(pattern, chains), flags)
  .map(([source, letters]): RegexData => ({ source: `(?:${source})=`, flags: letters }))
  .filter(compiles);

/** Larger bounds would take the counting matcher too long. */
const MOST_STEPS = 50_000;
const LONGEST_TEXT = 36;

const blocks = fc.array(fc.constantFrom('a', 'b', '-', 'ab', 'aab', 'aaaa', 'A', 'c', '\n', 'é'), {
  minLength: 1,
  maxLength: 6,
});
const texts = fc.tuple(blocks, fc.integer({ min: 1, max: 9 })).map(([all, times]) => all.join('').repeat(times));

/** What the regex reads, repeated, and what it may not. */
function hostileTexts(regex: RegexData, text: string): readonly string[] {
  const attacks = attackTexts(regex, 4, LONGEST_TEXT).map((attack) => attack.replaceAll('=', '-'));
  return [...attacks, text.slice(0, LONGEST_TEXT), 'a'.repeat(LONGEST_TEXT), 'ab'.repeat(LONGEST_TEXT / 2)];
}

describe('a proved regex', () => {
  it('takes no more steps from any place than its proof says', () => {
    fc.assert(
      fc.property(regexes, texts, (regex, text) => {
        const proof = proveSafety(regex);
        if (proof.kind === 'unproved' || proof.steps > MOST_STEPS) return;
        for (const hostile of hostileTexts(regex, text)) {
          const places = [0, 1, Math.floor([...hostile].length / 2)];
          for (const place of places)
            expect(countedMatch(regex, hostile, place).steps).toBeLessThanOrEqual(proof.steps);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe('the matcher that counts', () => {
  it('matches where V8 does', () => {
    fc.assert(
      fc.property(pattern, flags, texts, (source, letters, text) => {
        const regex = { source, flags: letters };
        const proof = compiles(regex) ? proveSafety(regex) : undefined;
        if (proof?.kind !== 'proved' || proof.steps > MOST_STEPS) return;
        const place = letters.includes('u') ? 0 : Math.floor(text.length / 2);
        const sticky = new RegExp(source, `${letters}y`);
        sticky.lastIndex = place;
        expect(countedMatch(regex, text, place).isMatch).toBe(sticky.test(text));
      }),
      { numRuns: 400 },
    );
  });
});
