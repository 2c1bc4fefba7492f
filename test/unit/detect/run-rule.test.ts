import { describe, expect, it } from 'vitest';
import { TimeLimitReached } from '#detect/budget.ts';
import { rawMatches } from '#detect/raw-matches.ts';
import { DetectError } from '#model/errors.ts';
import type { Rule } from '#model/rule.ts';
import { type CompiledRule, compileRules } from '#rules/compile.ts';
import { ruleOf } from '../../support/rule-data.ts';

function compiled(source: string, rest: Partial<Rule> = {}): CompiledRule {
  const [rule] = compileRules({ rules: [ruleOf('r', source, rest)], allowlists: [] }).rules;
  if (rule === undefined) throw new Error('no rule');
  return rule;
}

/** `from-to` of each match, and of the secret where that is another stretch. */
function stretches(source: string, text: string, rest: Partial<Rule> = {}): string[] {
  return rawMatches(compiled(source, rest), text).map(({ from, to, secretFrom, secretTo }) =>
    from === secretFrom && to === secretTo ? `${from}-${to}` : `${from}-${to} ${secretFrom}-${secretTo}`,
  );
}

describe('rawMatches', () => {
  it.each<[string, string, string, Partial<Rule>, readonly string[]]>([
    ['matches from left to right', 'ab', 'ab-ab', {}, ['0-2', '3-5']],
    ['matches that touch', 'ab', 'abab', {}, ['0-2', '2-4']],
    ['no matches that overlap', 'aba', 'ababa', {}, ['0-3']],
    ['the group as the secret', 'k=(\\w+);', 'k=ab;k=cd;', { secretGroup: 1 }, ['0-5 2-4', '5-10 7-9']],
    ['a group in a lookahead, outside of the match', 'k(?==(\\w+))', 'k=ab', { secretGroup: 1 }, ['0-1 2-4']],
    ['a group in a lookbehind', '(?<=(\\w+)=)v', 'key=v', { secretGroup: 1 }, ['4-5 0-3']],
    ['the whole match where the group took no part', '(a)|b', 'ab', { secretGroup: 1 }, ['0-1', '1-2']],
    ['nothing where the secret is empty', 'k=(\\w*)', 'k= k=a', { secretGroup: 1 }, ['3-6 5-6']],
    ['nothing for an empty match', 'x*', 'ab', {}, []],
    ['what stands behind empty matches', 'x*', 'aaxa', {}, ['2-3']],
    ['nothing in an empty text', 'x*', '', {}, []],
    ['offsets in code units', 'x', '😀éx', {}, ['3-4']],
    ['what stands behind a pair of surrogates that matches nothing', 'x*', '😀😀x', {}, ['4-5']],
    ['the same with the flag u', 'x*', '😀😀x', { regex: { source: 'x*', flags: 'u' } }, ['4-5']],
    ['other case with the flag i', 'ab', 'AB', { regex: { source: 'ab', flags: 'i' } }, ['0-2']],
  ])('gives %s', (_, source, text, rest, expected) => {
    expect(stretches(source, text, rest)).toEqual(expected);
    expect(stretches(source, text, { ...rest, builtIn: false })).toEqual(expected);
  });

  it('starts at the start of each text', () => {
    const rule = compiled('a');
    expect(rawMatches(rule, 'xxa')).toHaveLength(1);
    expect(rawMatches(rule, 'axx')).toHaveLength(1);
  });

  it('starts at the start of the next text after one that it was stopped in', () => {
    const rule = compiled('a|(?:b+)+$', { builtIn: false });
    expect(() => rawMatches(rule, `xxxxxxxxxx a ${'b'.repeat(60)}c`)).toThrow(TimeLimitReached);
    expect(rawMatches(rule, 'a')).toHaveLength(1);
  });

  it('gives nothing for a rule on paths', () => {
    const { regex, ...rest } = ruleOf('p', '');
    const [rule] = compileRules({ rules: [{ ...rest, path: { source: 'x', flags: '' } }], allowlists: [] }).rules;
    expect(regex?.source).toBe('');
    expect(rule && rawMatches(rule, 'text')).toEqual([]);
  });

  it('stops a rule that was not shown safe and runs too long', () => {
    const rule = compiled('^(?:a+)+$', { builtIn: false });
    expect(() => rawMatches(rule, `${'a'.repeat(60)}b`)).toThrow(TimeLimitReached);
  });

  it('says that a rule matches everywhere', () => {
    expect(() => rawMatches(compiled('a'), 'a'.repeat(1_000_001))).toThrow(DetectError);
    expect(rawMatches(compiled('a'), 'a'.repeat(1_000_000))).toHaveLength(1_000_000);
  });
});
