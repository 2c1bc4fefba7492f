/** Whatever the order in which threads answer, everything is reported in the order of the plan. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileRules } from '#rules/compile.ts';
import { collect } from '#scan/collect.ts';
import type { PlanEvent, Source } from '#sources/source.ts';
import { ruleOf } from '../support/rule-data.ts';
import { readingProgram } from '../support/worker-programs.ts';

/** Answers after as many milliseconds as the unit has files, with a skip, a problem and a match that name the unit. */
const ECHO = `
const { place, unit } = message.share;
const { path } = unit.files[0];
const answer = empty(place);
answer.result.skips.push({ path, reason: 'read' });
answer.result.problems.push({ code: 'SOURCE', message: 'read', path });
answer.result.looked.files = unit.files.length;
answer.result.chunks.push({ origin: { kind: 'file', path }, start: { line: 1, column: 1 }, matches: [{
  rule: 'r', secret: path.text, matched: path.text, offset: 0, start: { line: 1, column: 1 }, end: { line: 1, column: 2 },
  excerpt: { text: path.text, column: 1, comments: [] }, severity: 'high', details: {} }] });
setTimeout(() => port.postMessage(answer), unit.files.length);`;

const events = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('unit' as const), files: fc.integer({ min: 1, max: 12 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constantFrom('skip' as const, 'problem' as const, 'notice' as const) }),
    },
  ),
  { minLength: 3, maxLength: 40 },
);

function planEvent(event: { kind: PlanEvent['kind']; files?: number }, at: number): PlanEvent {
  const path = { text: `${at}` };
  if (event.kind === 'unit') {
    const files = Array.from({ length: event.files ?? 1 }, () => ({ path, location: `/${at}` }));
    return { kind: 'unit', unit: { kind: 'files', files } };
  }
  if (event.kind === 'skip') return { kind: 'skip', skip: { path, reason: 'planned' } };
  if (event.kind === 'problem') return { kind: 'problem', problem: { code: 'SOURCE', message: 'planned', path } };
  return { kind: 'notice', message: path.text };
}

it('puts results together in the order of the plan', async () => {
  const rule = ruleOf('r', 'x', { builtIn: false, safety: { kind: 'unproved', why: 'so that only workers read' } });
  const ruleSet = { rules: [rule], allowlists: [] };
  const workerFile = readingProgram(ECHO);
  await fc.assert(
    fc.asyncProperty(events, fc.integer({ min: 2, max: 4 }), async (plan, jobs) => {
      const planned = plan.map(planEvent);
      const source: Source = {
        kind: 'paths',
        root: '.',
        async *plan() {
          yield* planned;
        },
        // Read here only where there is a single unit: no threads then.
        async *read() {},
        reader: { kind: 'files', maxFileSize: undefined },
        attribute: async () => ({ located: [], problems: [] }),
      };
      const compiled = compileRules(ruleSet);
      const collected = await collect({
        source,
        ruleSet,
        compiled,
        jobs,
        signal: undefined,
        workerFile,
        onProgress() {},
      });
      const placesOf = (...kinds: readonly string[]): readonly string[] =>
        plan.flatMap(({ kind }, at) => (kinds.includes(kind) ? [`${at}`] : []));
      if (placesOf('unit').length < 2) return;
      expect(collected.found.map(({ match }) => match.secret)).toEqual(placesOf('unit'));
      expect(collected.skips.map(({ path }) => path.text)).toEqual(placesOf('unit', 'skip'));
      expect(collected.problems.map(({ path }) => path?.text)).toEqual(placesOf('unit', 'problem'));
      expect(collected.notices).toEqual(placesOf('notice'));
      expect(collected.looked.files).toBe(plan.reduce((sum, event) => sum + ('files' in event ? event.files : 0), 0));
    }),
    { numRuns: 15 },
  );
});
