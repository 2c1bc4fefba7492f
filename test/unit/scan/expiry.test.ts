import { describe, expect, it } from 'vitest';
import { withExpiry } from '#scan/expiry.ts';
import { matchIn } from '../../support/matches.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');

describe('withExpiry', () => {
  it.each([
    ['a date that is over', '2026-01-01T23:59:59Z', 'info', { expires: '2026-01-01T23:59:59Z', expired: 'yes' }],
    ['this very second', '2026-01-02T00:00:00Z', 'high', { expires: '2026-01-02T00:00:00Z' }],
    ['a date to come', '2030-01-01T00:00:00Z', 'high', { expires: '2030-01-01T00:00:00Z' }],
    ['what is no date', 'soon', 'high', { expires: 'soon' }],
  ])('%s', (_, expires, severity, details) => {
    const match = matchIn('a secret', 'secret', { severity: 'high', details: { expires } });
    expect(withExpiry(match, NOW)).toEqual({ ...match, severity, details });
  });

  it('leaves a match without a date as it is', () => {
    const match = matchIn('a secret', 'secret');
    expect(withExpiry(match, NOW)).toBe(match);
  });
});
