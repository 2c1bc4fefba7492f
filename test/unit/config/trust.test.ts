/** Where configuration is trusted, and where a range starts. */

import { describe, expect, it } from 'vitest';
import { defaultTrust, trustedRevision, trustsInlineAllows } from '#config/trust.ts';

describe('trustedRevision', () => {
  it.each([
    [['A..B'], 'A'],
    [['A...B'], 'A'],
    [['v1.0..v2.0'], 'v1.0'],
    [['..B'], 'HEAD'],
    [['A..'], 'A'],
    [['^A', 'B'], 'A'],
    [['B ^A'], 'A'],
    [['B', '--not', 'A'], 'A'],
    [['--not', 'A', '--not', 'B'], 'A'],
    [['--no-merges', 'A..B'], 'A'],
    [['C', 'A..B', '^D'], 'A'],
    [['B'], undefined],
    [['--all'], undefined],
    [['B', '--not', '--remotes'], undefined],
    [['B', '--', 'A..B'], undefined],
    [[], undefined],
  ])('is, for the base of %j, %s', (ranges, expected) => {
    expect(trustedRevision('base', ranges)).toBe(expected);
  });

  it.each([
    ['head', 'HEAD'],
    ['worktree', undefined],
    ['none', undefined],
  ] as const)('is, for %s, %s whatever the range', (trust, expected) => {
    expect(trustedRevision(trust, ['A..B'])).toBe(expected);
  });
});

it.each([
  ['range', 'base'],
  ['paths', 'worktree'],
  ['staged', 'worktree'],
  ['history', 'worktree'],
  ['stdin', 'worktree'],
] as const)('%s trusts %s', (form, trust) => {
  expect(defaultTrust(form)).toBe(trust);
});

it.each([
  ['worktree', true],
  ['head', true],
  ['base', false],
  ['none', false],
] as const)('inline allows with trust %s: %s', (trust, expected) => {
  expect(trustsInlineAllows(trust)).toBe(expected);
});
