import { describe, expect, it } from 'vitest';
import type { InlineAllows } from '#model/options.ts';
import type { Allowlist } from '#model/rule.ts';
import { createExcuser } from '#scan/excuse.ts';
import { matchIn, placeOf } from '../../support/matches.ts';
import { allowlistOf, compiledOf, ruleOf } from '../../support/rule-data.ts';

const ALLOWED = 'key=abcdef # keysieve:allow reported because documented';

/** An excuser for the rule `r`, which is reported as `reported`. */
function excuserWith(lists: readonly Partial<Allowlist>[] = [], inlineAllows: InlineAllows = 'all') {
  const compiled = compiledOf([ruleOf('r', 'x', { reportAs: 'reported' })], lists.map(allowlistOf));
  return createExcuser(compiled, { inlineAllows, today: '2026-11-23' });
}

describe('excuse', () => {
  const lists = [{ description: 'listed', stopwords: ['abc'] }];

  it('is nothing where nothing excuses', () => {
    expect(excuserWith().excuse(placeOf(matchIn('key=abcdef', 'abcdef')))).toBeUndefined();
  });

  it('asks the checks of the rule first, then allowlists, then comments', () => {
    const match = matchIn(ALLOWED, 'abcdef');
    const excuse = { by: 'allowlist', reason: 'documented example' } as const;
    expect(excuserWith(lists).excuse(placeOf({ ...match, excuse }))).toEqual(excuse);
    expect(excuserWith(lists).excuse(placeOf(match))).toEqual({ by: 'allowlist', reason: 'listed' });
    expect(excuserWith().excuse(placeOf(match))).toEqual({ by: 'inline', reason: 'documented' });
  });

  it('reads comments by the id that reports give, on the line and on the one before', () => {
    const before = `# keysieve:allow-next-line reported because documented\nkey=abcdef`;
    expect(excuserWith().excuse(placeOf(matchIn(before, 'abcdef')))?.reason).toBe('documented');
    const other = 'key=abcdef # keysieve:allow r because documented';
    expect(excuserWith().excuse(placeOf(matchIn(other, 'abcdef')))).toBeUndefined();
  });

  it('reads no comments where they do not count', () => {
    expect(excuserWith([], 'none').excuse(placeOf(matchIn(ALLOWED, 'abcdef')))).toBeUndefined();
  });

  it('reads only our own comments where those of others do not count', () => {
    expect(excuserWith([], 'ours').excuse(placeOf(matchIn(ALLOWED, 'abcdef')))?.by).toBe('inline');
    const other = placeOf(matchIn('key=abcdef # gitleaks:allow', 'abcdef'));
    expect(excuserWith([], 'ours').excuse(other)).toBeUndefined();
    expect(excuserWith([], 'all').excuse(other)?.by).toBe('inline');
  });

  it('gives the last day of a comment, and tells when it is over', () => {
    const until = (day: string) =>
      placeOf(matchIn(`key=abcdef # keysieve:allow reported until ${day} because x`, 'abcdef'));
    expect(excuserWith().excuse(until('2026-11-23'))).toEqual({ by: 'inline', reason: 'x', expiry: '2026-11-23' });
    const excuser = excuserWith();
    expect(excuser.excuse(until('2026-11-22'))).toBeUndefined();
    expect(excuser.notices()).toEqual([expect.stringMatching(/^a\.txt:1: .* expired: 2026-11-22 was its last day/)]);
  });

  it('knows the commit of a match in history', () => {
    const commit = 'a'.repeat(40);
    const info = { author: '', email: '', date: '', subject: '', object: '', occurrences: 1, inHead: true };
    const provenance = { kind: 'commit', commit, ...info } as const;
    const excuser = excuserWith([{ description: 'old', commits: ['aaaaaaa'] }]);
    expect(excuser.excuse(placeOf(matchIn('abcdef', 'abcdef'), { provenance }))?.reason).toBe('old');
    expect(excuser.excuse(placeOf(matchIn('abcdef', 'abcdef')))).toBeUndefined();
  });

  it('notices a comment without a reason, and where it stands', () => {
    const excuser = excuserWith();
    expect(excuser.excuse(placeOf(matchIn('x\nkey=abcdef # keysieve:allow reported', 'abcdef')))).toBeUndefined();
    expect(excuser.notices()).toEqual([
      expect.stringMatching(
        /^a\.txt:2: "keysieve:allow" counts only with a reason: write "keysieve:allow reported because/,
      ),
    ]);
  });

  it('says an allowlist that takes too long, and lets a comment excuse all the same', () => {
    const slow = { regexes: [{ source: '^(?:a+)+$', flags: '' }], origin: 'keysieve.toml' };
    const secret = `${'a'.repeat(60)}b`;
    const excuser = excuserWith([slow]);
    expect(excuser.excuse(placeOf(matchIn(`key=${secret}`, secret)))).toBeUndefined();
    const allowed = `key=${secret} # keysieve:allow reported because documented`;
    expect(excuser.excuse(placeOf(matchIn(allowed, secret)))?.by).toBe('inline');
    expect(excuser.problems()[0]).toMatchObject({ code: 'DETECT', path: { text: 'a.txt' } });
    expect(JSON.stringify(excuser.problems())).not.toContain('aaaa');
  });
});
