/** The synthetic rules that detection is timed with. */

import { expect, it } from 'vitest';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { measureDetection } from '../../../bench/detection.ts';
import { ruleText } from '../../../bench/rule-text.ts';
import { accessKeyId } from '../../support/keys.ts';

it.each([100, 1000])('%i of them are rules of users like any, each around an anchor of its own', (count) => {
  const { rules, notices } = parseRuleFile(ruleText(count), { file: 'x.toml', role: 'patterns' });
  expect(notices).toEqual([]);
  expect(rules).toHaveLength(count);
  expect(rules.filter(({ search }) => search.kind !== 'inside')).toEqual([]);
  const strong = rules.filter(({ caseSensitiveKeywords }) => caseSensitiveKeywords).length;
  expect(strong / count).toBeGreaterThan(0.4);
  expect(strong / count).toBeLessThan(0.6);
});

it('finds what they are for, with sets of any size', () => {
  const text = new TextEncoder().encode(`${accessKeyId('a')}${accessKeyId('b').slice(4)}\n`.repeat(3));
  const rows = measureDetection([text], 2, [5, 40]);
  expect(rows.map(({ rules }) => rules)).toEqual([5, 40]);
  expect(rows.every(({ matches, problems }) => matches > 0 && problems === 0)).toBe(true);
  expect(rows.every(({ minMs, medianMs }) => minMs > 0 && minMs <= medianMs)).toBe(true);
});
