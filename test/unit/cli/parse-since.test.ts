/** Dates of `--since`, compared with what git makes of them. */

import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSince } from '../../../src/cli/parse-since.ts';

/** In seconds since 1970. */
function gitsTime(date: string): number {
  const answer = execFileSync('git', ['rev-parse', `--since=${date}`], { encoding: 'utf8' });
  return Number(/\d+/.exec(answer)?.[0]);
}

const DAY = 86_400;
const now = (): number => Math.floor(Date.now() / 1000);

it.each([
  ['2020-03-01 10:15:00 +0200', '2020-03-01T08:15:00Z'],
  ['2020-03-01T10:15:00.123Z', '2020-03-01T10:15:00Z'],
  ['2020-03-01T10:15:00-01:30', '2020-03-01T11:45:00Z'],
  ['20200301T101500Z', '2020-03-01T10:15:00Z'],
  ['Sun, 01 Mar 2020 10:15:00 +0200', '2020-03-01T08:15:00Z'],
  ['Sun Mar 1 10:15:00 2020 +0200', '2020-03-01T08:15:00Z'],
  ['@1583050500 +0200', '2020-03-01T08:15:00Z'],
  ['1583050500', '2020-03-01T08:15:00Z'],
])('%s is %s, as git has it', (written, expected) => {
  expect(parseSince(written)).toBe(expected);
  expect(gitsTime(written)).toBe(gitsTime(expected));
});

it.each(['2020-02-29 10:15', '2020/3/1 10:15', '2020.03.01 10:15:07', '1 March 2020 10:15', 'Mar 1, 2020 10:15'])(
  '%s is in the time zone of the machine, as git has it',
  (written) => expect(gitsTime(parseSince(written))).toBe(gitsTime(written)),
);

it.each(['2020-03-01', '1 Mar 2020', 'March 1, 2020'])('%s begins at midnight', (written) => {
  expect(gitsTime(parseSince(written))).toBe(gitsTime('2020-03-01 00:00:00'));
});

it.each([
  ['yesterday', DAY],
  ['2.weeks.ago', 14 * DAY],
  ['1 day 2 hours ago', DAY + 7200],
  ['three days', 3 * DAY],
  ['last week', 7 * DAY],
])('%s is left to git, which means %i seconds ago', (written, seconds) => {
  expect(Math.abs(now() - seconds - gitsTime(parseSince(written)))).toBeLessThan(7200);
});

it.each(['today', 'noon', 'midnight', 'yesterday noon', 'yesterday 10:15', 'monday', 'last fri', 'last month'])(
  '%s is some time of the past',
  (written) => {
    const ago = now() - gitsTime(parseSince(written));
    expect(ago).toBeGreaterThanOrEqual(0);
    expect(ago).toBeLessThan(33 * DAY);
  },
);

describe('is refused', () => {
  const wrong = ['gestern', 'none', 'garbagedate', '31/12/2019', '2026-13-45', '2021-02-29', '1965-01-01', '', 'now'];
  const loose = [
    'a week ago',
    '3',
    '3d',
    '2 fortnights ago',
    'friday 10:00',
    '0 days ago',
    'ago',
    '20200301',
    '2020-03',
  ];

  it.each([...wrong, ...loose])('%j', (written) => {
    expect(() => parseSince(written)).toThrow(`--since "${written}" is no date that is understood: write it as 2026-`);
  });

  it('a date to come', () => {
    const future = new Date(Date.now() + 3 * DAY * 1000).toISOString().slice(0, 10);
    expect(() => parseSince(future)).toThrow('is in the future');
  });
});

it('counts units as git does', () => {
  const units = fc.constantFrom(['minute', 60], ['hour', 3600], ['day', DAY], ['week', 7 * DAY] as const);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), units, (count, [unit, seconds]) => {
      const written = `${count} ${unit}${count === 1 ? '' : 's'} ago`;
      expect(Math.abs(now() - count * Number(seconds) - gitsTime(parseSince(written)))).toBeLessThan(7200);
    }),
    { numRuns: 25 },
  );
});
