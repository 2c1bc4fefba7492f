/** Which figures are met, missed, or not measured, and why. */

import { describe, expect, it } from 'vitest';
import { formatFigures, verdictOf } from '../../../bench/figure.ts';
import { figuresOf, type Results } from '../../../bench/goals.ts';
import type { Summary } from '../../../bench/summarise.ts';

const timed = (name: string, medianMs: number, more: Partial<Summary> = {}): Summary => ({
  name,
  words: [name],
  medianMs,
  ...more,
});
const NODE = timed('node -e 0', 50);
const RG = timed('rg -j2', 60);
const TREE = { folder: '/t', files: Array.from({ length: 10_000 }, () => ''), bytes: 120e6 };

const figures = (groups: Readonly<Record<string, readonly Summary[]>>, more: Omit<Results, 'groups'> = {}) =>
  figuresOf({ ...more, groups: new Map(Object.entries(groups)) }, TREE).map((figure) => ({
    ...figure,
    verdict: verdictOf(figure),
  }));

describe('a tree', () => {
  it.each([
    [350, 'met'],
    [351, 'missed'],
  ])('scanned in %i ms beside ripgrep and node', (milliseconds, verdict) => {
    const [time] = figures({ tree: [NODE, RG, timed('scan DIR', milliseconds)] });
    expect(time).toMatchObject({ value: milliseconds, goal: { most: 350 }, verdict, note: 'rg 60.0 ms, node 50.0 ms' });
  });

  it.each([
    ['ripgrep is not there', [NODE, timed('scan DIR', 9)], 'ripgrep (rg) is not on PATH'],
    ['ripgrep failed', [NODE, { name: 'rg -j2', words: [] }, timed('scan DIR', 9)], 'one of its commands failed'],
    ['the scan failed', [NODE, RG, { name: 'scan DIR', words: [] }], 'one of its commands failed'],
  ])('gives no time where %s', (_, tree, note) => {
    expect(figures({ tree })[0]).toMatchObject({ value: undefined, verdict: 'not measured', note });
  });

  it.each([
    [244_140, 'met'],
    [244_141, 'missed'],
  ])('is scanned in memory of %i KiB', (peakKib, verdict) => {
    expect(figures({ tree: [NODE, RG, timed('scan DIR', 9, { peakKib })] })[1]).toMatchObject({ unit: ' MB', verdict });
  });

  it('of another size than the goals are for is said', () => {
    const groups = new Map([['tree', [NODE, RG, timed('scan DIR', 9)]]]);
    const [time] = figuresOf({ groups }, { ...TREE, bytes: 50e6 });
    expect(time?.note).toContain('the tree is smaller');
  });
});

it('compares detection with 1,000 rules to that with 100', () => {
  const row = { anchors: 1, unproved: 0, minMs: 1, matches: 0, problems: 0 };
  const detection = [
    { ...row, rules: 100, medianMs: 100 },
    { ...row, rules: 1000, medianMs: 160, unproved: 3 },
  ];
  expect(figures({}, { detection })).toMatchObject([
    { value: 1.6, verdict: 'missed', note: '160.0 ms to 100.0 ms; 3 of 1,000 rules run under a time limit' },
  ]);
});

it('takes the prefilter with 300 rules, and the candidates of strong and weak anchors', () => {
  const row = (name: string, candidates: number) => ({
    name,
    candidates,
    literals: 1,
    gigabytesPerSecond: 1,
    best: 2,
    hitsPerKilobyte: 0,
  });
  expect(figures({}, { prefilter: [row('strong', 2), row('weak', 3), row('300 rules', 4)] })).toMatchObject([
    { value: 1, verdict: 'met', note: 'candidates a probe: strong 2.00 %, weak 3.00 %' },
  ]);
});

it('holds memory for a file of 2 GB to that for one of 0.5 GB', () => {
  const big = [timed('scan FILE of 0.5 GB', 1, { peakKib: 100 }), timed('scan FILE of 2 GB', 1, { peakKib: 126 })];
  expect(figures({ 'big files': big })).toMatchObject([{ value: 1.26, verdict: 'missed' }]);
});

it('leaves out what was not asked for', () => {
  expect(figures({})).toEqual([]);
  expect(figures({ staged: [NODE, timed('scan --staged', 70, { ratio: 1.4 })] })).toMatchObject([{ verdict: 'met' }]);
});

it('prints a line each', () => {
  const goal = { least: 1 };
  const lines = formatFigures([{ name: 'speed', value: 1.234, unit: ' GB/s', goal, note: 'why' }]).split('\n');
  expect(lines[1]).toMatch(/^speed +1\.23 GB\/s +>= 1\.00 GB\/s +met +why$/);
});
