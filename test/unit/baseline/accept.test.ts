import { describe, expect, it } from 'vitest';
import { type Acceptance, acceptFindings } from '#baseline/accept.ts';
import { type Baseline, EMPTY_BASELINE, formatBaseline, parseBaseline } from '#baseline/baseline.ts';
import { createJudge } from '#baseline/judge.ts';
import { Secret } from '#model/secret.ts';

const TODAY = '2026-06-01';

const acceptance = (secret: string, rest: Partial<Acceptance> = {}): Acceptance => ({
  rule: 'rule',
  path: { text: 'file' },
  secret: new Secret(secret),
  secretBits: 128,
  inHistory: false,
  reason: 'a reason',
  ...rest,
});

const anywhere = (secret: string): Acceptance => {
  const { path: _, ...rest } = acceptance(secret);
  return rest;
};

const accept = async (baseline: Baseline, ...all: readonly Acceptance[]): Promise<Baseline> => {
  const { baseline: next } = await acceptFindings(baseline, all, TODAY);
  return parseBaseline(formatBaseline(next), 'file');
};

const reasonsFor = async ({ entries }: Baseline, secret: string, rule = 'rule', path = 'file') => {
  const found = await createJudge(entries).entriesFor({ rule, path: { text: path }, secret: new Secret(secret) });
  return found.map(({ reason }) => reason);
};

describe('an accepted secret', () => {
  it.each([0, 128])('is known again by rule, path and value alone (%d bits)', async (secretBits) => {
    const baseline = await accept(EMPTY_BASELINE, acceptance('one', { secretBits }));
    expect(await reasonsFor(baseline, 'one')).toEqual(['a reason']);
    expect(await reasonsFor(baseline, 'two')).toEqual([]);
    expect(await reasonsFor(baseline, 'one', 'other-rule')).toEqual([]);
    expect(await reasonsFor(baseline, 'one', 'rule', 'other-file')).toEqual([]);
  });

  it('without a path is known wherever it stands', async () => {
    const baseline = await accept(EMPTY_BASELINE, anywhere('one'));
    expect(await reasonsFor(baseline, 'one', 'rule', 'other-file')).toEqual(['a reason']);
    expect(await reasonsFor(baseline, 'two', 'rule', 'other-file')).toEqual([]);
    expect(await reasonsFor(baseline, 'one', 'other-rule')).toEqual([]);
  });

  it('shares its salt with those of its rule and path, now and later, and with no other', async () => {
    const first = await accept(EMPTY_BASELINE, acceptance('one'), acceptance('two'), acceptance('one', { rule: 'b' }));
    const { entries } = await accept(first, acceptance('three'), acceptance('one', { path: { text: 'c' } }));
    const salts = entries.map(({ rule, path, hash }) => [`${rule} ${path?.text}`, hash.salt] as const);
    const bySalt = new Set(salts.map(([group, salt]) => `${group} ${salt}`));
    expect(salts).toHaveLength(5);
    expect([...bySalt].map((text) => text.slice(0, -33)).sort()).toEqual(['b file', 'rule c', 'rule file']);
    expect(new Set(entries.map(({ hash }) => hash.salt)).size).toBe(3);
  });

  it('is accepted once, whatever the reason', async () => {
    const first = await accept(EMPTY_BASELINE, acceptance('one'), acceptance('one', { reason: 'again' }));
    const { baseline, added } = await acceptFindings(first, [acceptance('one', { reason: 'other' })], TODAY);
    expect(baseline.entries).toHaveLength(1);
    expect(added).toEqual([]);
  });

  it('is accepted once under any of several salts', async () => {
    const [left, right] = await Promise.all(['one', 'two'].map((secret) => accept(EMPTY_BASELINE, acceptance(secret))));
    const joined = { comments: [], entries: [...(left?.entries ?? []), ...(right?.entries ?? [])] };
    const { added } = await acceptFindings(joined, [acceptance('one'), acceptance('two'), acceptance('three')], TODAY);
    expect(added).toHaveLength(1);
  });

  it('takes the place of an entry that is expired', async () => {
    const old = await accept(EMPTY_BASELINE, acceptance('one', { until: '2026-05-31' }), acceptance('two'));
    const next = await accept(old, acceptance('one', { reason: 'renewed', until: '2026-06-01' }));
    expect(next.entries.map(({ reason }) => reason).sort()).toEqual(['a reason', 'renewed']);
    expect(await reasonsFor(next, 'one')).toEqual(['renewed']);
  });

  it.each([
    [{ until: '2026-02-30' }, /until 2026-02-30: is no date/],
    [{ reason: ' ' }, /the reason is empty/],
    [{ author: 'x because y' }, /the author holds/],
  ])('cannot have %j', async (rest, message) => {
    await expect(accept(EMPTY_BASELINE, acceptance('one', rest))).rejects.toThrow(message);
  });

  it.each(['reason', 'author'])('cannot be quoted in the %s', async (field) => {
    const quoting = acceptance('another', { [field]: 'was some-long-value once' });
    const both = acceptFindings(EMPTY_BASELINE, [acceptance('some-long-value'), quoting], '2026-01-01');
    await expect(both).rejects.toThrow(/quotes one of the secrets/);
  });
});
