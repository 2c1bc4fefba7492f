import { describe, expect, it } from 'vitest';
import { createDetector } from '#detect/detect.ts';
import { compileRules } from '#rules/compile.ts';
import { ownKeyRules } from '#rules/own-key-rules.ts';
import { planSearch } from '#rules/plan-search.ts';
import { proveSafety } from '#rules/prove-safety.ts';
import { secretKey, sessionToken } from '../../support/keys.ts';

const VALUES = [
  ...Array.from({ length: 15 }, (_, seed) => secretKey(`own ${seed}`)),
  `+/${secretKey().slice(2, -2)}/+`,
  `${'+/'.repeat(10)}abcd${'/+'.repeat(10)}`,
  sessionToken(),
  'a password with "quotes", \\ and ü: longer than others',
];

function ruleOf(value: string) {
  const [rule] = ownKeyRules([{ name: 'n', value, origin: 'o' }]);
  if (rule === undefined) throw new Error('no rule');
  return rule;
}

describe('a rule for a value', () => {
  it.each(VALUES)('finds every spelling of value %#', (value) => {
    const detector = createDetector(compileRules({ rules: [ruleOf(value)], allowlists: [] }));
    const base64 = (shift: number): string => Buffer.from(`${'-'.repeat(shift)}${value}-`).toString('base64');
    const spellings = [
      value,
      encodeURIComponent(value),
      JSON.stringify(value).slice(1, -1),
      base64(0),
      base64(1),
      base64(2),
    ];
    const missed = spellings.filter((text) => {
      const bytes = new TextEncoder().encode(`before ${text} behind`);
      return detector.detect({ bytes, origin: { kind: 'file', path: { text: 'a' } } }).matches.length === 0;
    });
    expect(missed).toEqual([]);
  });

  it.each(VALUES.slice(0, 3))('says no less of value %# than what is worked out of its regex', (value) => {
    const { regex, search, safety } = ruleOf(value);
    const derived = planSearch(regex, { keywords: [], caseSensitiveKeywords: true, reach: undefined });
    const proof = proveSafety(regex);
    if (derived.kind !== 'inside' || search.kind !== 'inside') throw new Error('has to be searched for around anchors');
    expect(search.length).toBeGreaterThanOrEqual(derived.length);
    expect(safety.kind).toBe('proved');
    expect(proof.kind).toBe('proved');
  });
});
