/** The probing test for a run of value bytes against the longest run, counted byte by byte. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasValueRun } from '#detect/value-run.ts';

function longestRun(bytes: Uint8Array): number {
  const runs =
    Buffer.from(bytes)
      .toString('latin1')
      .match(/[A-Za-z0-9+/%\\]+/g) ?? [];
  return Math.max(0, ...runs.map((run) => run.length));
}

/** Runs of every length around the wanted one, with single bytes between that end them. */
const runs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 45 }), fc.integer({ min: 1, max: 3 })), { maxLength: 12 })
  .map((list) => Buffer.from(list.map(([run, gap]) => 'x'.repeat(run) + '-'.repeat(gap)).join('')));

it.each([
  ['runs', runs],
  ['any bytes', fc.uint8Array({ maxLength: 200 })],
])('agrees on %s', (_, content) => {
  fc.assert(
    fc.property(content, fc.integer({ min: 1, max: 44 }), (bytes, length) => {
      expect(hasValueRun(bytes, length)).toBe(longestRun(bytes) >= length);
    }),
    { numRuns: 3000 },
  );
});

it('agrees on a run of each length at each place', () => {
  for (let length = 1; length <= 9; length++) {
    for (let at = 0; at <= 24; at++) {
      const bytes = Buffer.from(`${'-'.repeat(at)}${'x'.repeat(length)}${'-'.repeat(24 - at)}`);
      for (let wanted = 1; wanted <= 10; wanted++) expect(hasValueRun(bytes, wanted)).toBe(length >= wanted);
    }
  }
});
