/** Search plans: what is proved of which regex, and what is said where nothing can be. */

import { describe, expect, it } from 'vitest';
import type { SearchPlan } from '#model/search-plan.ts';
import { parseJavaScriptRegex } from '#rules/java-script-regex.ts';
import { type PlanInput, planSearch, planWithKeywords } from '#rules/plan-search.ts';
import { translateRe2 } from '#rules/re2.ts';

function plan(source: string, input: Partial<PlanInput> = {}): SearchPlan {
  return planSearch(parseJavaScriptRegex(source), {
    keywords: [],
    caseSensitiveKeywords: false,
    reach: undefined,
    ...input,
  });
}

/** `inside AKIA-0+20 asia~0+20`: kind and anchors with distances, `~` where case does not count; or the reason. */
function brief(result: SearchPlan): string {
  if (result.kind === 'whole') return `whole: ${result.why}`;
  const anchors = result.anchors.map(
    ({ literal, caseSensitive, before, after }) => `${literal}${caseSensitive ? '' : '~'} ${before}+${after}`,
  );
  return `${result.kind}: ${anchors.join(', ')}`;
}

/** `12 3 4`: length, lookBehind, lookAhead. */
function extent(result: SearchPlan): string {
  return result.kind === 'whole' ? result.why : `${result.length} ${result.lookBehind} ${result.lookAhead}`;
}

describe('the literals that every match holds', () => {
  it.each([
    // Text as it stands, and how far from the start it may be.
    ['acme_[a-z]{8}', 'inside: acme_ 0+13'],
    ['[a-z]{0,8}acme_', 'inside: acme_ 8+5'],
    ['(?:acme)(_)token', 'inside: acme_token 0+10'],
    ['\\bacme(?!x)(?<!y)_', 'inside: acme_ 0+5'],
    ['\\x61cme\\u005f', 'inside: acme_ 0+5'],
    // Few spellings.
    ['A[KS]IA[A-Z0-9]{16}', 'inside: AKIA 0+20, ASIA 0+20'],
    ['gh[pour]_[0-9]{9}', 'inside: ghp_ 0+13, gho_ 0+13, ghu_ 0+13, ghr_ 0+13'],
    ['api[_-]?key', 'inside: apikey 0+6, api_key 0+7, api-key 0+7'],
    ['(?:live|test)_[0-9]{4}', 'inside: live_ 0+9, test_ 0+9'],
    ['(?:acme|umbrella[0-9]{9})[a-z]{4}', 'inside: acme 0+8, umbrella 0+21'],
    ['(?:corp_)?acme', 'inside: acme 5+4'],
    ['(?:ab){2,3}', 'inside: abab 0+6'],
    ['-{5}BEGIN', 'inside: -----BEGIN 0+10'],
    ['acme[0-9]{2}(?:x{20}y){2,3}', 'inside: acme 0+69'],
    // A set of many characters breaks a literal; of the pieces the rarest counts.
    ['ac[0-9]me_token', 'inside: me_token 3+8'],
    ['key[0-9]{4}QZ_', 'inside: QZ_ 7+3'],
    ['(?:a|b|c)key', 'inside: akey 0+4, bkey 0+4, ckey 0+4'],
    // Case.
    ['(?i)acme_', 'inside: acme_~ 0+5'],
    ['[aA][cC]me', 'inside: acme~ 0+4'],
    ['ACME_KEY[aA]', 'inside: ACME_KEY 0+9'],
    ['(?i)[a-z]{3}-_12', 'inside: -_12 3+4'],
    // Letters that (?i) of RE2 adds to s and k.
    ['[Ss\\u017f]e[Kk\\u212a]', 'inside: sek~ 0+3'],
    // Only one of the branches, none at all, too short, or not ASCII.
    ['(?:acme|[0-9]{4})', 'whole: no literal of 2 or more characters stands in every match'],
    ['(?:acme)?[a-z]', 'whole: no literal of 2 or more characters stands in every match'],
    ['a[0-9]{3}b', 'whole: no literal of 2 or more characters stands in every match'],
    ['ключ', 'whole: no literal of 2 or more characters stands in every match'],
    ['', 'whole: no literal of 2 or more characters stands in every match'],
  ])('of %j are %j', (source, expected) => {
    expect(brief(plan(source))).toBe(expected);
  });

  it('are proved for translated regexes too', () => {
    const translated = translateRe2('(?i)\\bskylark_[a-z]{3}');
    expect(translated.source).toContain('\\u212a');
    expect(brief(planSearch(translated, { keywords: [], caseSensitiveKeywords: false, reach: undefined }))).toBe(
      'inside: skylark_~ 0+11',
    );
  });
});

describe('the literals that stand beside every match', () => {
  it.each([
    ['[0-9]{9}(?=:acme)', 'near: :acme 9+0'],
    ['(?<=acme_[a-z]{0,5})[0-9]{9}', 'near: acme_ 0+10'],
    ['[a-z]{3}(?<=acme)', 'near: acme 0+1'],
    ['[0-9](?=[a-z]{0,8}acme)[a-z]{9}', 'near: acme 9+0'],
    ['(?:[0-9]{9}(?= acme)|corp_[0-9]{9})', 'near:  acme 9+0, corp_ 0+0'],
    ['(?<=ac(?=.{3}me))[0-9]', 'near: ac 0+2'],
    // What is denied need not be there.
    ['[0-9]{9}(?!acme)(?<!acme)', 'whole: no literal of 2 or more characters stands in every match'],
    // A literal in the match is better than one beside it.
    ['(?<=token=)acme_[0-9]{9}', 'inside: acme_ 0+14'],
  ])('of %j are %j', (source, expected) => {
    expect(brief(plan(source))).toBe(expected);
  });
});

describe('keywords', () => {
  it.each([
    ['are held by longer literals', 'acme_[0-9]{9}', ['acme'], 'inside: acme_ 0+14'],
    ['decide between literals', 'token=umbrella_corp[0-9]', ['token'], 'inside: token=umbrella_corp 0+20'],
    ['are looked for in sets that are not the rarest', 'key=[0-9]{3}UMBRELLA', ['key'], 'inside: key= 0+15'],
    ['may stand beside the match', '[0-9]{9}AB(?=acme)', ['acme'], 'near: acme 11+0'],
    ['that are not in the regex change nothing', 'acme_[0-9]{9}', ['umbrella'], 'inside: acme_ 0+14'],
    ['of another case are not proved', '(?i)acme_[0-9]{3}ZETA', ['acme'], 'inside: acme_~ 0+12'],
  ])('%s', (_, source, keywords, expected) => {
    expect(brief(plan(source, { keywords }))).toBe(expected);
  });

  it('with case need a literal with case', () => {
    const input = { keywords: ['Ab'], caseSensitiveKeywords: true };
    expect(brief(plan('[aA]b[0-9]{5}UMBRELLA', input))).toBe('inside: UMBRELLA 7+8');
    expect(brief(plan('Ab[0-9]{5}UMBRELLA', input))).toBe('inside: Ab 0+15');
  });
});

describe('the extent of a match', () => {
  it.each([
    ['abc', '3 0 0'],
    ['ab{2,5}c?[de]', '8 0 0'],
    ['(?:a|bcd){2}', '6 0 0'],
    ['(ab?)-\\1{3}', '9 0 0'],
    ['acme\\b', '4 0 1'],
    ['^acme$', '4 1 1'],
    ['\\bacme', '4 1 0'],
    ['acme(?=[0-9]{3}\\b)', '4 0 4'],
    ['acme(?![0-9]{3})[a-z]', '5 0 2'],
    ['(?<![a-z]{2})acme', '4 2 0'],
    ['(?<=^.{0,5})acme', '4 6 0'],
    // Seen from the middle: what was consumed by then is no part of what lies outside.
    ['acme(?<=x.{6})', '4 3 0'],
    ['acme(?<=.{3})', '4 0 0'],
    ['(?=acme[0-9]{9})acme', '4 0 9'],
    ['(?<=a(?=.{9})b)cd', '2 2 6'],
    ['(?=a(?<=.{9})b)abcd', '4 8 0'],
    // What one branch needs may be farther than what the other does.
    ['(?:a|bc(?=d{4}))x?key', '6 0 1'],
    ['(?:a(?<=.{4})|bc)key', '5 3 0'],
  ])('of %j is %s', (source, expected) => {
    const input = { keywords: ['ke'], caseSensitiveKeywords: false, reach: 1 };
    expect(extent(planSearch({ source, flags: '' }, input))).toBe(expected);
  });

  it.each([
    ['é{2}', '2 0 0'],
    ['[a-zé\\n]{2}', '2 0 0'],
    ['\u{1f600}', '2 1 1'],
    ['[\u{1f600}-\u{1f64f}]{3}', '6 1 1'],
    ['[^a]{3}', '6 1 1'],
    ['a.b', '4 0 0'],
    ['\\p{Lu}a', '3 1 0'],
  ])('of %j with the flag u is %s', (source, expected) => {
    const input = { keywords: ['ke'], caseSensitiveKeywords: false, reach: 1 };
    expect(extent(planSearch({ source, flags: 'u' }, input))).toBe(expected);
  });
});

describe('a plan for the whole text says why', () => {
  it.each([
    ['acme\\s*=[a-z]', 'its matches have no longest length: "\\s*"'],
    ['acme(?:x(?:y+|z))', 'its matches have no longest length: "y+"'],
    ['acme(?:[a-z]{2,}){2}', 'its matches have no longest length: "[a-z]{2,}"'],
    ['(?=.*x)acme', 'it looks around without an end: ".*"'],
    ['acme(?<!x(?=a+))', 'it looks around without an end: "a+"'],
    ['(a*)acme\\1', 'its matches have no longest length: "a*"'],
    ['acme[0-9]{70000}', 'one match can be 70,004 characters long; windows end at 20,000'],
    ['acme(?=.{19997})', 'what decides about a match can be 20,001 characters away; windows end at 20,000'],
    [
      '(?<=[a-z]{15000})[0-9]{6000}acme',
      'what decides about a match can be 21,000 characters away; windows end at 20,000',
    ],
    [`acme(?:${'xyz'.repeat(20)})+`, `its matches have no longest length: "(?:${'xyz'.repeat(12)}x..."`],
    ['[0-9]{20}', 'no literal of 2 or more characters stands in every match'],
  ])('of %j: %s', (source, why) => {
    expect(plan(source)).toEqual({ kind: 'whole', why });
  });

  it('where there is no regex, or none that can be followed', () => {
    const input = { keywords: [], caseSensitiveKeywords: false, reach: undefined };
    expect(planSearch(undefined, input)).toEqual({ kind: 'whole', why: 'it has no regex' });
    expect(brief(planSearch({ source: '[acme--[ae]]', flags: 'v' }, input))).toMatch(/^whole: .*flag v/);
    const deep = `${'(?:'.repeat(40_000)}acme${')'.repeat(40_000)}`;
    expect(brief(planSearch({ source: deep, flags: '' }, input))).toMatch(/^whole: its structure cannot be followed: /);
  });

  it('but takes what is at the limit', () => {
    expect(brief(plan('acme(?=.{19996})'))).toBe('inside: acme 0+4');
    expect(brief(plan('acme[0-9]{19996}'))).toBe('inside: acme 0+20000');
  });
});

describe('a declared reach', () => {
  it.each([
    ['makes anchors of the keywords', '[a-z]{40}', ['acme', 'corp'], 300, 'near: acme~ 300+300, corp~ 300+300'],
    ['counts more than what is proved', 'acme_[a-z]{40}', ['acme'], 300, 'near: acme~ 300+300'],
    ['has no use without keywords', '[a-z]{40}', [], 300, 'whole: it declares a reach and has no keywords'],
    ['needs matches of bounded length', 'a*', ['acme'], 300, 'whole: its matches have no longest length: "a*"'],
    [
      'needs keywords that can be looked for',
      'a',
      ['acme', 'é'],
      300,
      'whole: its keyword "é" is no anchor: 2 or more characters of ASCII are',
    ],
    [
      'has an end',
      '[a-z]{40}',
      ['acme'],
      19_980,
      'whole: what decides about a match can be 20,020 characters away; windows end at 20,000',
    ],
  ])('%s', (_, source, keywords, reach, expected) => {
    expect(brief(plan(source, { keywords, reach }))).toBe(expected);
  });

  it('holds for keywords that are added', () => {
    const old = { keywords: ['acme'], caseSensitiveKeywords: false };
    const declared = plan('[a-z]{40}', { ...old, reach: 300 });
    expect(brief(planWithKeywords(declared, old, ['acme', 'corp']))).toBe('near: acme~ 300+300, corp~ 300+300');
    expect(brief(planWithKeywords(declared, old, ['acme', 'x']))).toMatch(/^whole: its keyword "x" is no anchor/);
  });

  it.each([
    ['stands in its matches', 'acme_[a-z]{40}'],
    ['stands beside its matches', '[a-z]{40}(?=corp)'],
    ['is unknown', '[a-z]{40}'],
  ])('is not needed by a rule whose anchor %s', (_, source) => {
    const old = { keywords: ['acme'], caseSensitiveKeywords: false };
    const proved = plan(source, old);
    expect(planWithKeywords(proved, old, ['acme', 'more'])).toEqual(proved);
  });
});
