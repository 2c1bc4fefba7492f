/** The comparison of judged findings with what a scan finds now, and the table of verdicts. */

import { describe, expect, it } from 'vitest';
import { compare, type Judged, tableOf } from '../../../bench/verdicts.ts';

function judged(fingerprint: string, verdict: Judged['verdict'] = 'true'): Judged {
  return { rule: 'r', severity: 'high', path: 'a', fingerprint, verdict };
}

describe('compare', () => {
  it('names what is new and what is gone', () => {
    const { added, gone } = compare([judged('1'), judged('2')], [judged('2'), judged('3')]);
    expect(added.map(({ fingerprint }) => fingerprint)).toEqual(['3']);
    expect(gone.map(({ fingerprint }) => fingerprint)).toEqual(['1']);
  });

  it('says nothing where nothing changed', () => {
    expect(compare([judged('1')], [judged('1')])).toEqual({ added: [], gone: [] });
  });
});

describe('tableOf', () => {
  it('has a row for each repository and one for all', () => {
    const one = {
      repository: 'acme/shop',
      commit: '0123456789',
      lines: 12_000,
      findings: [judged('1'), judged('2', 'wrong')],
    };
    const other = { repository: 'acme/app', commit: 'abcdefabcd', lines: 3_000, findings: [judged('3', 'unsure')] };
    expect(tableOf([one, other]).split('\n').slice(2)).toEqual([
      '| acme/shop | 0123456 | 12,000 | 1 | 0 | 1 | 0 |',
      '| acme/app | abcdefa | 3,000 | 0 | 0 | 0 | 1 |',
      '| all |  | 15,000 | 1 | 0 | 1 | 1 |',
    ]);
  });
});
