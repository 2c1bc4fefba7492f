/** The probing search for runs of value bytes against the runs as a regex finds them. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findValueRuns } from '#detect/value-run.ts';

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
      const found = findValueRuns(bytes, length);
      expect(found.count).toBe(runsIn(bytes, length).length);
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      expect(found.holdsIn(from, to)).toBe(runsIn(bytes.subarray(from, to), length).length > 0);
    }),
    { numRuns: 3000 },
  );
});

it('agrees on a run of each length at each place', () => {
  for (let length = 1; length <= 9; length++) {
    for (let at = 0; at <= 24; at++) {
      const bytes = Buffer.from(`${'.'.repeat(at)}${'x'.repeat(length)}${'.'.repeat(24 - at)}`);
      for (let wanted = 1; wanted <= 10; wanted++) {
        const found = findValueRuns(bytes, wanted);
        expect(found.count).toBe(length >= wanted ? 1 : 0);
        expect(found.holdsIn(at, at + wanted)).toBe(length >= wanted);
      }
    }
  }
});
