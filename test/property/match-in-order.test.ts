/** Matching in order against all choices there are. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Candidate, matchInOrder } from '#scan/match-in-order.ts';

/** The most pairs, and the least cost of so many, by trying everything. */
function bestOf(candidates: readonly Candidate[]): { readonly pairs: number; readonly cost: number } {
  let best = { pairs: 0, cost: 0 };
  const choose = (rest: readonly Candidate[], pairs: number, cost: number): void => {
    if (pairs > best.pairs || (pairs === best.pairs && cost < best.cost)) best = { pairs, cost };
    rest.forEach((candidate, at) => {
      const later = rest.slice(at + 1).filter(({ lead, member }) => lead > candidate.lead && member > candidate.member);
      choose(later, pairs + 1, cost + candidate.cost);
    });
  };
  choose(
    [...candidates].sort((a, b) => a.lead - b.lead),
    0,
    0,
  );
  return best;
}

const candidates = fc.uniqueArray(fc.record({ lead: fc.nat(5), member: fc.nat(5), cost: fc.nat(20) }), {
  maxLength: 12,
  selector: ({ lead, member }) => `${lead} ${member}`,
});

it('takes as many as can be, in order, each once, at the least cost', () => {
  fc.assert(
    fc.property(candidates, (all) => {
      const taken = matchInOrder(all);
      for (const [at, { lead, member }] of taken.entries()) {
        const next = taken[at + 1];
        expect(next === undefined || (next.lead > lead && next.member > member)).toBe(true);
      }
      const cost = taken.reduce((sum, candidate) => sum + candidate.cost, 0);
      expect({ pairs: taken.length, cost }).toEqual(bestOf(all));
    }),
    { numRuns: 2000 },
  );
});
