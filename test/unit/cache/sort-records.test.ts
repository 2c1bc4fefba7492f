import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRisingSearch } from '#cache/rising-search.ts';
import { sortRecords } from '#cache/sort-records.ts';

const STRIDE = 6;

/** Short ids of few digits, so that some begin alike and some are equal. */
const RECORDS = fc.array(fc.uint8Array({ minLength: STRIDE, maxLength: STRIDE, max: 2 }), { maxLength: 60 });

/** Ids in hex to their highest last byte. */
function bestOf(records: readonly Uint8Array[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const record of records) {
    const id = Buffer.from(record.subarray(0, -1)).toString('hex');
    best.set(id, Math.max(best.get(id) ?? 0, record.at(-1) ?? 0));
  }
  return best;
}

const sorted = (records: readonly Uint8Array[]): Buffer => sortRecords(Buffer.concat(records), STRIDE);

it('gives each id once, in order, with its highest byte', () => {
  fc.assert(
    fc.property(RECORDS, (records) => {
      const best = bestOf(records);
      const expected = [...best.keys()].toSorted().map((id) => `${id}${String(best.get(id)).padStart(2, '0')}`);
      expect(sorted(records).toString('hex')).toBe(expected.join(''));
    }),
    { numRuns: 500 },
  );
});

it('is found in by ids that rise, present and absent ones', () => {
  fc.assert(
    fc.property(RECORDS, RECORDS, (records, others) => {
      const table = sorted(records);
      const asked = sorted([...others, ...records.slice(0, 5)]);
      const search = createRisingSearch(table, STRIDE);
      for (let at = 0; at < asked.length; at += STRIDE) {
        const id = asked.subarray(at, at + STRIDE - 1);
        const found = search(asked, at);
        const ids = Array.from({ length: table.length / STRIDE }, (_, record) =>
          table.subarray(record * STRIDE, (record + 1) * STRIDE - 1),
        );
        expect(found).toBe(ids.findIndex((one) => one.equals(id)));
      }
    }),
    { numRuns: 500 },
  );
});
