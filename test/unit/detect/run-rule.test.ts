import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { candidateRules } from '#detect/candidate-rules.ts';
import { createCollector } from '#detect/collector.ts';
import { createOutlines } from '#detect/outlines.ts';
import { createPrefilter } from '#detect/prefilter.ts';
import type { RawMatch } from '#detect/raw-matches.ts';
import { limitMsOf, needsLimit, type Occurrences, runRule } from '#detect/run-rule.ts';
import { createTextView } from '#detect/text-view.ts';
import { DetectError } from '#model/errors.ts';
import type { Rule } from '#model/rule.ts';
import type { PlanAnchor, SearchPlan } from '#model/search-plan.ts';
import { type CompiledRule, compileRules } from '#rules/compile.ts';
import { ruleOf } from '../../support/rule-data.ts';

function compiled(source: string, rest: Partial<Rule> = {}): CompiledRule {
  const [rule] = compileRules({ rules: [ruleOf('r', source, rest)], allowlists: [] }).rules;
  if (rule === undefined) throw new Error('no rule');
  return rule;
}

const UNPROVED: Partial<Rule> = { builtIn: false, safety: { kind: 'unproved', why: 'test' } };

const NOWHERE: Occurrences = { offsets: [], uses: [] };

function run(rule: CompiledRule, text: string, occurrences: Occurrences = NOWHERE): readonly RawMatch[] {
  const collector = createCollector<RawMatch>({ judge: (raw) => raw, secretOf });
  runRule(rule, createTextView(Buffer.from(text)), occurrences, collector);
  return collector.found();
}

const secretOf = ({ secretFrom: from, secretTo: to }: RawMatch) => ({ from, to });

/** `from-to` of each match, and of the secret where that is another stretch. */
function stretches(source: string, text: string, rest: Partial<Rule> = {}): string[] {
  return run(compiled(source, rest), text).map(({ from, to, secretFrom, secretTo }) =>
    from === secretFrom && to === secretTo ? `${from}-${to}` : `${from}-${to} ${secretFrom}-${secretTo}`,
  );
}

describe('a rule on whole texts', () => {
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
    expect(stretches(source, text, { ...rest, ...UNPROVED })).toEqual(expected);
  });

  it('starts at the start of each text', () => {
    const rule = compiled('a');
    expect(run(rule, 'xxa')).toHaveLength(1);
    expect(run(rule, 'axx')).toHaveLength(1);
  });

  it('gives nothing for a rule on paths', () => {
    const { regex, ...rest } = ruleOf('p', '');
    const [rule] = compileRules({ rules: [{ ...rest, path: { source: 'x', flags: '' } }], allowlists: [] }).rules;
    expect(regex?.source).toBe('');
    expect(rule && run(rule, 'text')).toEqual([]);
  });

  it('says that a rule matches everywhere, whatever becomes of its matches', () => {
    const nothing = () => createCollector<RawMatch>({ judge: () => undefined, secretOf });
    const view = (length: number) => createTextView(Buffer.alloc(length, 'a'));
    expect(() => runRule(compiled('a'), view(1_000_001), NOWHERE, nothing())).toThrow(DetectError);
    expect(() => runRule(compiled('a'), view(1_000_000), NOWHERE, nothing())).not.toThrow();
  });

  it('keeps twenty thousand secrets and says that there are more', () => {
    const collector = createCollector<RawMatch>({ judge: (raw) => raw, secretOf });
    const view = createTextView(Buffer.alloc(20_001, 'a'));
    expect(() => runRule(compiled('a'), view, NOWHERE, collector)).toThrow('more than 20000');
    expect(collector.found().length).toBeGreaterThanOrEqual(20_000);
  });
});

describe('a time limit', () => {
  const view = createTextView(Buffer.alloc(2_000_000, 'a'));

  it.each<[string, Partial<Rule>, boolean]>([
    ['no built-in rule that is proved', { safety: { kind: 'proved', steps: 1e9 } }, false],
    ['built-in rules that are not', { safety: { kind: 'unproved', why: 'test' } }, true],
    ["a team's rule that is not proved", UNPROVED, true],
    ["no rule of a team's that takes few steps", { builtIn: false, safety: { kind: 'proved', steps: 400 } }, false],
    [
      "a team's rule that may take many in a long text",
      { builtIn: false, safety: { kind: 'proved', steps: 600 } },
      true,
    ],
  ])('is for %s', (_, rest, expected) => {
    expect(needsLimit(compiled('a', rest), view, NOWHERE)).toBe(expected);
  });

  it('counts the places that a rule with anchors is tried at', () => {
    const anchor: PlanAnchor = { literal: 'key', caseSensitive: true, before: 9, after: 0 };
    const search: SearchPlan = { kind: 'inside', anchors: [anchor], length: 12, lookBehind: 0, lookAhead: 0 };
    const rule = compiled('a', { builtIn: false, search, safety: { kind: 'proved', steps: 50_000_000 } });
    const use = { rule: 0, anchor, before: 9, after: 12, valueRun: 0, assigned: false };
    expect(needsLimit(rule, view, { offsets: [0, 9], uses: [use, use] })).toBe(false);
    expect(needsLimit(rule, view, { offsets: [0, 9, 20], uses: [use, use, use] })).toBe(true);
  });

  it('grows with the content, not with overlapping windows', () => {
    expect(limitMsOf(view)).toBe(1400);
  });
});

describe('a rule with anchors', () => {
  const anchor: PlanAnchor = { literal: 'key', caseSensitive: true, before: 4, after: 8 };
  const plan: SearchPlan = { kind: 'inside', anchors: [anchor], length: 12, lookBehind: 1, lookAhead: 1 };

  /** The texts of the secrets. */
  function found(source: string, text: string, rest: Partial<Rule> = {}): string[] {
    const rules = compileRules({ rules: [ruleOf('r', source, { search: plan, ...rest })], allowlists: [] });
    const view = createTextView(Buffer.from(text));
    return candidateRules(rules, createPrefilter(rules.anchors).find(view.bytes), view, {
      outlines: createOutlines(rules.rules, 0),
    })
      .flatMap((candidate) => run(candidate.compiled, text, candidate.occurrences))
      .map(({ secretFrom, secretTo }) => text.slice(secretFrom, secretTo));
  }

  it.each<[string, string, string, readonly string[]]>([
    ['a match at each anchor', 'key=\\d', 'key=1 xx key=2', ['key=1', 'key=2']],
    ['nothing where the anchor has no match', 'key=\\d', 'key=x', []],
    ['the match with the smallest start that holds the anchor', '[a-z]{0,4}key', 'abcdefkey', ['cdefkey']],
    ['no match that ends before the anchor', 'a{1,4}(?:b?key)?', 'aabaakey', ['aakey']],
    ['no word edge at the edge of a window', '\\bkey', `${'x'.repeat(50)}key`, []],
    ['a word edge at the beginning of the content', '\\bkey', 'key', ['key']],
    ['no end at the edge of a window', 'key.{0,9}$', `key${'x'.repeat(50)}`, []],
    ['an end at the end of the content', 'key.{0,9}$', 'key=12', ['key=12']],
    ['no beginning but the first', '^key', 'xxxxxxxxxxxxkey', []],
    [
      'characters of three bytes in front',
      '[é\\u4e2d]{1,4}key',
      '\u4e2d\u4e2d\u4e2d\u4e2d\u4e2dkey',
      ['\u4e2d\u4e2d\u4e2d\u4e2dkey'],
    ],
    ['places behind characters of four bytes', 'key=.', '😀😀key=z', ['key=z']],
  ])('finds %s', (_, source, text, expected) => {
    expect(found(source, text)).toEqual(expected);
    expect(found(source, text, UNPROVED)).toEqual(expected);
  });

  it('finds what begins near an anchor that it does not hold', () => {
    const search: SearchPlan = { ...plan, kind: 'near', anchors: [anchor], length: 3 };
    expect(found('v\\d', 'v0 xxxxx v1 key v2 v3 xxxxxxxx v4', { search })).toEqual(['v1', 'v2', 'v3']);
  });

  it('skips windows without a run that is long enough', () => {
    expect(found('key=\\w{2}', 'key=ab', { valueRun: 6 })).toEqual([]);
    expect(found('key=\\w{2}', 'key=abcdef', { valueRun: 6 })).toEqual(['key=ab']);
  });

  it('gives one secret once, whatever number of anchors finds it', () => {
    expect(found('(?:key){1,2}=(\\d)', 'keykey=1', { secretGroup: 1 })).toEqual(['1']);
  });
});
