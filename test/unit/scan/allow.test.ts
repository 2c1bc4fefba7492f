import { describe, expect, it } from 'vitest';
import { TimeLimitReached } from '#detect/budget.ts';
import type { Allowlist } from '#model/rule.ts';
import { type AllowContext, createFindAllowlist } from '#scan/allow.ts';
import { matchIn } from '../../support/matches.ts';
import { allowlistOf, compiledOf, ruleOf } from '../../support/rule-data.ts';

const MATCH = matchIn('the line: key=S3cret-Value;', 'S3cret-Value', { matched: 'key=S3cret-Value' });
const CONTEXT: AllowContext = { path: 'docs/a.md', commit: 'abcdef0123456789' };
const regex = (source: string, flags = '') => ({ source, flags });

/** The reasons of the allowlist that excuses the match: of the rule's own, and of all. */
function reasonFor(own: readonly Partial<Allowlist>[], all: readonly Partial<Allowlist>[], context = CONTEXT) {
  const rule = ruleOf('r', 'x', { reportAs: 'reported', allowlists: own.map(allowlistOf) });
  const compiled = compiledOf([rule], all.map(allowlistOf));
  const known = compiled.byId('r');
  return known && createFindAllowlist(compiled)(MATCH, known, context)?.description;
}

describe('an allowlist', () => {
  it.each<[string, Partial<Allowlist>, boolean]>([
    ['a regex on the secret', { regexes: [regex('^S3cret')] }, true],
    ['a regex on the secret, which is all it sees', { regexes: [regex('key=')] }, false],
    ['a regex on the match', { regexes: [regex('^key=S3')], regexTarget: 'match' }, true],
    ['a regex on the match, which is all it sees', { regexes: [regex('line')], regexTarget: 'match' }, false],
    ['a regex on the line', { regexes: [regex('^the line')], regexTarget: 'line' }, true],
    ['a regex with a flag', { regexes: [regex('s3CRET', 'i')] }, true],
    ['one of several regexes', { regexes: [regex('no'), regex('Value$')] }, true],
    ['a path', { paths: [regex('^docs/')] }, true],
    ['another path', { paths: [regex('^src/')] }, false],
    ['a word in any case', { stopwords: ['cret-val'] }, true],
    ['another word', { stopwords: ['example'] }, false],
    ['a commit', { commits: ['abcdef0123456789'] }, true],
    ['a commit by its first digits', { commits: ['abcdef0'] }, true],
    ['another commit', { commits: ['bcdef01'] }, false],
    ['any of several tests', { regexes: [regex('no')], paths: [regex('docs')] }, true],
    ['all of several tests', { condition: 'and', regexes: [regex('S3')], paths: [regex('docs')] }, true],
    [
      'all of several tests, not one of them',
      { condition: 'and', regexes: [regex('S3')], paths: [regex('no')] },
      false,
    ],
    ['nothing', {}, false],
    ['nothing, all of it', { condition: 'and' }, false],
    ['its rule, by id', { targetRules: ['r'], stopwords: ['cret'] }, true],
    ['its rule, by the id that reports give', { targetRules: ['other', 'reported'], stopwords: ['cret'] }, true],
    ['another rule', { targetRules: ['other'], stopwords: ['cret'] }, false],
  ])('speaks of %s', (_, list, excuses) => {
    expect(reasonFor([], [list])).toBe(excuses ? 'a reason' : undefined);
    expect(reasonFor([], [{ ...list, origin: 'keysieve.toml' }])).toBe(excuses ? 'a reason' : undefined);
  });

  it('of the rule itself speaks of that rule', () => {
    expect(reasonFor([{ stopwords: ['cret'] }], [])).toBe('a reason');
  });

  it('of the rule comes before those of all, which come in their order', () => {
    const lists = ['one', 'two'].map((description) => ({ description, stopwords: ['cret'] }));
    expect(reasonFor([{ description: 'own', stopwords: ['cret'] }], lists)).toBe('own');
    expect(reasonFor([{ description: 'own', stopwords: ['no'] }], lists)).toBe('one');
  });

  it('on commits excuses nothing where there is no commit', () => {
    expect(reasonFor([], [{ commits: ['abcdef0'] }], { ...CONTEXT, commit: undefined })).toBeUndefined();
  });

  it('that takes too long is stopped, three times at most', () => {
    const slow = allowlistOf({ regexes: [regex('^(?:a+)+$')], origin: 'keysieve.toml' });
    const compiled = compiledOf([ruleOf('r', 'x')], [slow]);
    const find = createFindAllowlist(compiled);
    const match = matchIn(`${'a'.repeat(60)}b`, `${'a'.repeat(60)}b`);
    const known = compiled.byId('r');
    const started = performance.now();
    for (let times = 0; times < 50; times++) {
      expect(() => known && find(match, known, CONTEXT)).toThrow(TimeLimitReached);
    }
    expect(performance.now() - started).toBeLessThan(15_000);
  }, 20_000);
});
