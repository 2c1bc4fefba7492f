/** How commands are run in turn, and what becomes of their times. */

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Command, measure, rotated } from '../../../bench/measure.ts';
import { median } from '../../../bench/median.ts';
import { findTimer } from '../../../bench/run-process.ts';
import { summarise } from '../../../bench/summarise.ts';
import { temporaryDirectory } from '../../support/repo.ts';

const node = (name: string, script: string, more: Partial<Command> = {}): Command => ({
  name,
  program: process.execPath,
  args: ['-e', script],
  cwd: temporaryDirectory(),
  expected: [0],
  ...more,
});

/** With GNU time where it is installed, as the benchmark runs. */
const run = (commands: readonly Command[], runs: number, warmUp: boolean) =>
  measure(commands, {
    runs,
    warmUp,
    probe: { timer: findTimer(), memoryFile: join(temporaryDirectory(), 'memory'), environment: process.env },
    onRound: () => undefined,
  });

it('runs all in turn, each round from another one on, and does not count the warm-up', async () => {
  const order: string[] = [];
  const noting = (name: string): Command => node(name, '0', { prepare: () => order.push(name) });
  const measured = await run([noting('a'), noting('b')], 2, true);
  expect(order).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
  expect(measured.map(({ samples }) => samples.length)).toEqual([2, 2]);
});

it('ends what runs too long, with all that it started', async () => {
  const started = performance.now();
  const [slow, other] = await run(
    [node('slow', 'setTimeout(() => {}, 60_000)', { limitMs: 300 }), node('x', '0')],
    1,
    false,
  );
  expect(slow).toMatchObject({ samples: [], failure: 'ran longer than 0.3 s' });
  expect(other?.samples).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(20_000);
});

it('reports a program that is not there', async () => {
  const [measured] = await run([node('x', '0', { program: '/no/such/program' })], 1, false);
  expect(measured?.failure).toMatch(/no\/such\/program|ENOENT/);
});

it('sums runs up: median, extremes, largest memory, ratio to the first that it is compared with', () => {
  const sample = (milliseconds: number, peakKib: number) => ({ milliseconds, peakKib, outputBytes: 7, status: 0 });
  const summaries = summarise([
    { command: node('base', '0'), samples: [sample(10, 5), sample(30, 9), sample(20, 6)] },
    { command: node('mine', '0', { comparedWith: ['base', 'other'] }), samples: [sample(50, 1), sample(30, 2)] },
    { command: node('failed', '0', { comparedWith: ['base'] }), samples: [], failure: 'why' },
  ]);
  expect(summaries).toMatchObject([
    { name: 'base', medianMs: 20, minMs: 10, maxMs: 30, peakKib: 9, outputBytes: 7, status: 0 },
    { name: 'mine', medianMs: 40, ratio: 2, comparedWith: 'base' },
    { name: 'failed', failure: 'why' },
  ]);
  expect(summaries[2]).not.toHaveProperty('ratio');
});

describe('rotated', () => {
  it.each([
    [0, [1, 2, 3]],
    [1, [2, 3, 1]],
    [5, [3, 1, 2]],
  ])('by %i', (by, expected) => expect(rotated([1, 2, 3], by)).toEqual(expected));
  it('of nothing', () => expect(rotated([], 3)).toEqual([]));
});

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('of %j', (numbers, expected) => expect(median(numbers)).toBe(expected));
  it('of nothing is no number', () => expect(median([])).toBeNaN());
});
