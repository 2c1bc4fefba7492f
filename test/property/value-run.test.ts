/** The probing search for runs of value bytes against the runs as a regex finds them. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdsValueRun } from '#detect/value-run.ts';

function runsIn(bytes: Uint8Array, length: number): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return (text.match(/[A-Za-z0-9+/%\\_-]+/g) ?? []).filter((run) => run.length >= length);
}

/** Runs of every length around the wanted one, with single bytes between that end them. */
const runs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 45 }), fc.integer({ min: 1, max: 3 })), { maxLength: 12 })
  .map((list) => Buffer.from(list.map(([run, gap]) => 'x'.repeat(run) + '.'.repeat(gap)).join('')));

it.each([
  ['runs', runs],
  ['any bytes', fc.uint8Array({ maxLength: 200 })],
])('agrees on %s', (_, content) => {
  const place = fc.integer({ min: 0, max: 210 });
  fc.assert(
    fc.property(content, fc.integer({ min: 1, max: 44 }), place, place, (bytes, length, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const isThere = runsIn(bytes.subarray(from, to), length).length > 0;
      expect(holdsValueRun(bytes, from, Math.min(to, bytes.length), length)).toBe(isThere);
    }),
    { numRuns: 3000 },
  );
});

it('agrees on a run of each length at each place', () => {
  for (let length = 1; length <= 9; length++) {
    for (let at = 0; at <= 24; at++) {
      const bytes = Buffer.from(`${'.'.repeat(at)}${'x'.repeat(length)}${'.'.repeat(24 - at)}`);
      for (let wanted = 1; wanted <= 10; wanted++) {
        expect(holdsValueRun(bytes, 0, bytes.length, wanted)).toBe(length >= wanted);
        expect(holdsValueRun(bytes, at, at + wanted, wanted)).toBe(length >= wanted);
      }
    }
  }
});
