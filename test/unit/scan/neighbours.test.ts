import { describe, expect, it } from 'vitest';
import { createNeighbourIndex } from '#scan/neighbours.ts';
import type { PairedMatch } from '#scan/pair.ts';
import { LOOKED_AT } from '#scan/render-secret.ts';
import { matchIn, placeOf } from '../../support/matches.ts';

/** The secrets that are found near the first of them, all of one text. */
function near(text: string, secrets: readonly string[]): string[] {
  const places = secrets.map((secret) => placeOf(matchIn(text, secret)));
  const [first] = places;
  return first === undefined ? [] : createNeighbourIndex(places)(first).map(({ secret }) => secret);
}

describe('createNeighbourIndex', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    ['itself', 'a', ['a'], ['a']],
    ['another on the line', 'a b', ['a', 'b'], ['a', 'b']],
    ['none on other lines', 'b\na\nc', ['a', 'b', 'c'], ['a']],
    ['one that comes from above', 'b\nb a', ['a', 'b\nb'], ['b\nb', 'a']],
    ['one that goes on below', 'a b\nb', ['a', 'b\nb'], ['b\nb', 'a']],
    ['one that goes over the line', 'b\na\nb', ['a', 'b\na\nb'], ['b\na\nb', 'a']],
  ])('finds %s', (_, text, secrets, expected) => expect(near(text, secrets)).toEqual(expected));

  it('keeps contents apart: by path and by object', () => {
    const match = matchIn('a b', 'a');
    const other = matchIn('a b', 'b');
    const info = { object: '1', occurrences: 1, inHead: true };
    const place = placeOf(match, { provenance: { kind: 'unreachable', ...info } });
    const find = createNeighbourIndex([
      place,
      placeOf(other, { path: { text: 'b.txt' }, provenance: { kind: 'unreachable', ...info } }),
      placeOf(other, { provenance: { kind: 'unreachable', ...info, object: '2' } }),
    ]);
    expect(find(place)).toEqual([match]);
  });

  it('finds on a long line all that is near enough to be shown, and not all of the line', () => {
    const at = (column: number, length = 20): PairedMatch => ({
      ...matchIn('x', 'x'),
      start: { line: 1, column },
      end: { line: 1, column: column + length },
      excerpt: { text: 'y'.repeat(4096), column: Math.max(1, column - 1024), comments: [] },
    });
    const all = Array.from({ length: 20_000 }, (_, index) => at(1 + 25 * index));
    const long = at(100_000, 300_000);
    const find = createNeighbourIndex([...all, long].map((match) => placeOf(match)));
    const started = performance.now();
    for (const match of all.slice(0, 2000)) expect(find(placeOf(match)).length).toBeLessThan(120);
    expect(performance.now() - started).toBeLessThan(15_000);
    const middle = all[10_000] as PairedMatch;
    const expected = [...all, long].filter(
      ({ start, end }) => start.column < middle.end.column + LOOKED_AT && end.column > middle.start.column - LOOKED_AT,
    );
    expect(find(placeOf(middle))).toEqual(expect.arrayContaining(expected));
  }, 30_000);
});
