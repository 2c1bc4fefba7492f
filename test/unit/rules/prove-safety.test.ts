/** What is proved of regexes, and what people are told where nothing is. */

import { describe, expect, it } from 'vitest';
import type { RegexData } from '#model/rule.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { endsSoon, MOST_STEPS } from '#rules/ends-soon.ts';
import { proveSafety } from '#rules/prove-safety.ts';
import { countedMatch } from '../../support/counting-matcher.ts';

/** Shapes that are known to take exponential or at least cubic time, with what is told of them. */
const CATASTROPHES: readonly (readonly [source: string, part: string])[] = [
  ['(a+)+$', '(a+)+'],
  ['(a*)*b', '(a*)*'],
  ['(a|a)*b', '(a|a)*'],
  ['(a|aa)+$', '(a|aa)+'],
  ['(.*)*x', '(.*)*'],
  ['(.*?)*?x', '(.*?)*?'],
  ['^(\\w+\\s?)*$', '(\\w+\\s?)*'],
  ['(x+x+)+y', '(x+x+)+'],
  ['([a-z]+)*\\1?', '([a-z]+)*'],
  ['(?:[^a]|b)*c', '(?:[^a]|b)*'],
  ['(?:a?){40}b', '(?:a?){40}'],
  ['(?:a|a|a){40}$', '(?:a|a|a){40}'],
  ['((a{1,9}){1,9}){1,9}b', '((a{1,9}){1,9}){1,9}'],
  ['(?:\\w{1,99}\\s?){1,99}$', '(?:\\w{1,99}\\s?){1,99}'],
  ['(?:(?:ab|a|b){0,9}c?){9}d', '(?:(?:ab|a|b){0,9}c?){9}'],
  ['(?:\\p{L}|\\w){30}!', '(?:\\p{L}|\\w){30}'],
];

const WRAPPERS: Readonly<Record<string, (source: string) => string>> = {
  'as it is': (source) => source,
  'in a lookahead': (source) => `(?=${source})k`,
  'in a negative lookahead': (source) => `(?!${source})k`,
  'in a lookbehind': (source) => `(?<=${source})k`,
  'in a negative lookbehind': (source) => `(?<!${source})k`,
  'in an alternative': (source) => `k|(?:${source})`,
};

describe.each(Object.entries(WRAPPERS))('catastrophic shapes %s', (_, wrap) => {
  it.each(CATASTROPHES)('%s', (source, part) => {
    for (const flags of ['u', 'iu', 'su']) {
      const proof = proveSafety({ source: wrap(source), flags });
      expect(proof).toMatchObject({ kind: 'unproved' });
      expect(proof).toMatchObject({ why: expect.stringContaining(`"${part}" can split the same text in `) as string });
    }
  });
});

describe('regexes that are proved', () => {
  it.each([
    ['a literal', 'token', 10],
    ['a key of fixed length', 'ghp_[A-Za-z0-9]{36}', 100],
    ['a name, glue and a value', '(?:key|token)[\\s\'"]{0,3}(?:=|:|=>)[\\s\'"]{0,5}([a-z0-9]{32})', 3000],
    ['alternatives that exclude each other', '(?:a|b){1,50}c', 300],
    ['alternatives that begin alike', '(?:access|acct|auth|api){1,9}=', 300],
    ['words between separators', '(?:\\w{1,16}-){0,3}\\w{1,16}=', 500],
    ['an optional escape', '(?:%(?:25)?2[Ff]|\\w){40}', 1000],
    ['words between separators in a lookbehind', '(?<=\\w{1,16}(?:-\\w{1,16}){0,3})=', 500],
    ['a loop that a lookahead guards', '(?:(?!end)[^{}]){1,200}end', 5000],
    ['a back reference', '([\'"])\\w{1,20}\\1', 200],
  ])('%s', (_, source, most) => {
    for (const flags of ['', 'i', 'u', 'iu', 's', 'm']) {
      const proof = proveSafety({ source, flags });
      expect(proof).toMatchObject({ kind: 'proved' });
      expect(proof.kind === 'proved' && proof.steps).toBeLessThan(most);
    }
  });

  it('are all built-in ones', () => {
    const unproved = builtInRuleSet().rules.filter(({ safety }) => safety.kind === 'unproved');
    expect(unproved).toEqual([]);
  });

  it('is a rule without a regex', () => {
    expect(proveSafety(undefined)).toEqual({ kind: 'proved', steps: 0 });
  });
});

describe('reasons', () => {
  it.each<[string, RegexData, string]>([
    ['no upper bound', { source: 'key\\s*=', flags: '' }, '"\\s*" has no upper bound'],
    ['the flag v', { source: 'a', flags: 'v' }, 'it has the flag v'],
    [
      'alternatives',
      { source: `(?:${'a?a?'.repeat(20)})b`, flags: '' },
      '"a?" can split the same text in too many ways',
    ],
    ['a long part', { source: `(?:${'ab'.repeat(40)}|a+)+`, flags: '' }, `"(?:${'ab'.repeat(28)}a…" can split`],
  ])('%s', (_, regex, why) => {
    const proof = proveSafety(regex);
    expect(proof.kind === 'unproved' && proof.why).toContain(why);
  });
});

describe('bounds', () => {
  it.each([
    ['(?:a?){9}b', 'a'.repeat(12)],
    ['[ab]{0,9}[ab]{0,9}c', 'ab'.repeat(15)],
    ['a{0,20}(?=a{0,20}b)c', 'a'.repeat(50)],
    ['(?<=b(?:a|aa){0,9})c', `${'a'.repeat(20)}c`],
    ['(a{0,9})\\1{0,3}c', 'a'.repeat(40)],
  ])('of %s are near what the worst text takes', (source, text) => {
    const proof = proveSafety({ source, flags: '' });
    const { steps } = countedMatch({ source, flags: '' }, text, source.startsWith('(?<') ? text.length - 1 : 0);
    expect(proof.kind === 'proved' && proof.steps).toBeGreaterThanOrEqual(steps);
    expect(proof.kind === 'proved' && proof.steps).toBeLessThan(12 * steps);
  });
});

describe('endsSoon', () => {
  it('multiplies the steps by the places', () => {
    expect(endsSoon({ kind: 'proved', steps: 1000 }, MOST_STEPS / 1000)).toBe(true);
    expect(endsSoon({ kind: 'proved', steps: 1000 }, MOST_STEPS / 1000 + 1)).toBe(false);
    expect(endsSoon({ kind: 'unproved', why: 'so' }, 1)).toBe(false);
  });
});
