import { describe, expect, it } from 'vitest';
import { type BaselineEntry, checkDate, formatEntry, isExpired, parseEntry, wordsOf } from '#baseline/entry.ts';

const SALT = '0'.repeat(32);
const DIGEST = 'f'.repeat(32);
const HASH = { cost: 14, salt: SALT, digest: DIGEST };

/** Entries and the lines that they are: the format of the file, which may never change. */
const LINES: readonly (readonly [string, BaselineEntry])[] = [
  [
    `a-rule dir/file.txt s14$${SALT}$${DIGEST} because revoked in 2024`,
    { rule: 'a-rule', path: { text: 'dir/file.txt' }, hash: HASH, inHistory: false, reason: 'revoked in 2024' },
  ],
  [
    `a-rule a%20b%25.txt s14$${SALT}$${DIGEST} in history until 2027-01-31 by Ann Lee because because of tests`,
    {
      rule: 'a-rule',
      path: { text: 'a b%.txt' },
      hash: HASH,
      inHistory: true,
      until: '2027-01-31',
      author: 'Ann Lee',
      reason: 'because of tests',
    },
  ],
  [
    `a-rule * s10$${SALT}$${DIGEST} because until 2027-01-31 by all of us`,
    { rule: 'a-rule', hash: { ...HASH, cost: 10 }, inHistory: false, reason: 'until 2027-01-31 by all of us' },
  ],
  [
    `a-rule %2A s10$${SALT}$${DIGEST} because a file of that name`,
    {
      rule: 'a-rule',
      path: { text: '*' },
      hash: { ...HASH, cost: 10 },
      inHistory: false,
      reason: 'a file of that name',
    },
  ],
];

describe('an entry', () => {
  it.each(LINES)('is the line %s', (line, entry) => {
    expect(formatEntry(entry)).toBe(line);
    expect(parseEntry(line, 'here')).toEqual(entry);
  });

  it.each([
    ['a-rule', /is no entry: the form is RULE PATH HASH/],
    [`a-rule path s14$${SALT}$${DIGEST}`, /an entry without a reason/],
    [`a-rule path s14$${SALT}$${DIGEST} because `, /an entry without a reason/],
    [`a-rule path s14$${SALT}$${DIGEST} until 2027-02-30 because x`, /until 2027-02-30: is no date/],
    [`a-rule path s22$${SALT}$${DIGEST} because x`, /of a kind \(s22\)/],
    [`a-rule pa%th s14$${SALT}$${DIGEST} because x`, /not followed by two hex digits/],
    ['<<<<<<< HEAD', /a merge left a conflict/],
    ['=======', /a merge left a conflict/],
  ])('is not %s', (line, message) => {
    expect(() => parseEntry(line, 'file:7')).toThrow(message);
    expect(() => parseEntry(line, 'file:7')).toThrow(/^file:7: /);
  });
});

it.each([
  ['2027-01-31', '2027-01-30', false],
  ['2027-01-31', '2027-01-31', false],
  ['2027-01-31', '2027-02-01', true],
  [undefined, '2999-01-01', false],
])('until %s, on %s: expired %s', (until, today, expired) => {
  expect(isExpired(until === undefined ? {} : { until }, today)).toBe(expired);
});

it.each(['2027-13-01', '2027-1-1', 'tomorrow', '2026-02-29'])('%s is no date', (date) => {
  expect(() => checkDate(date, '--until')).toThrow(/--until: is no date/);
});

it.each([
  ['reason', ' two\n words ', 'two words'],
  ['author', 'Ann Lee <ann@example.org>', 'Ann Lee <ann@example.org>'],
] as const)('a %s of %j is %j', (what, text, words) => expect(wordsOf(text, what)).toBe(words));

it.each([
  ['reason', ' \n', /is empty/],
  ['reason', 'a\u202eb', /cannot be seen/],
  ['author', 'I because I', /"because"/],
] as const)('a %s cannot be %j', (what, text, message) => expect(() => wordsOf(text, what)).toThrow(message));
