/** The figures that the project wants to reach, out of what was measured. */

import type { DetectionRow } from './detection.ts';
import type { Figure } from './figure.ts';
import { BIG_SCANS } from './groups.ts';
import type { PrefilterRow } from './prefilter.ts';
import type { Summary } from './summarise.ts';
import { GOAL_SIZE, type Tree } from './tree.ts';

/** Summaries by the name of their group; absent is what was not asked for. */
export interface Results {
  readonly prefilter?: readonly PrefilterRow[];
  readonly detection?: readonly DetectionRow[];
  readonly groups: ReadonlyMap<string, readonly Summary[]>;
}

/** In a fixed order, without those that were not asked for. `tree` is what was scanned for those on a folder. */
export function figuresOf(results: Results, tree: Tree | undefined): readonly Figure[] {
  return [
    ...prefilterFigures(results.prefilter ?? []),
    ...detectionFigures(results.detection ?? []),
    ...treeFigures(results.groups.get('tree') ?? [], tree),
    ...stagedFigures(results.groups.get('staged') ?? []),
    ...bigFigures(results.groups.get('big files') ?? []),
  ];
}

function prefilterFigures(rows: readonly PrefilterRow[]): readonly Figure[] {
  const rateOf = (name: string): string => `${name} ${rows.find((row) => row.name === name)?.candidates.toFixed(2)} %`;
  return rows
    .filter(({ name }) => name === '300 rules')
    .map(({ gigabytesPerSecond }) => ({
      name: 'prefilter alone, 300 rules, one core',
      value: gigabytesPerSecond,
      unit: ' GB/s',
      goal: { least: 1 },
      note: `candidates a probe: ${rateOf('strong')}, ${rateOf('weak')}`,
    }));
}

function detectionFigures(rows: readonly DetectionRow[]): readonly Figure[] {
  const few = rows.find(({ rules }) => rules === 100);
  const many = rows.find(({ rules }) => rules === 1000);
  if (few === undefined || many === undefined) return [];
  const unproved = many.unproved === 0 ? '' : `; ${many.unproved} of 1,000 rules run under a time limit`;
  return [
    {
      name: 'detection, 1,000 rules to 100',
      value: many.medianMs / few.medianMs,
      unit: '',
      goal: { most: 1.5 },
      note: `${milliseconds(many.medianMs)} to ${milliseconds(few.medianMs)}${unproved}`,
    },
  ];
}

function treeFigures(summaries: readonly Summary[], tree: Tree | undefined): readonly Figure[] {
  const scan = named(summaries, 'scan DIR');
  if (scan === undefined) return [];
  const size = tree === undefined ? '' : sizeNote(tree);
  const peak = scan.peakKib === undefined ? undefined : (scan.peakKib * 1024) / 1e6;
  return [
    treeTime(scan, summaries, size),
    {
      name: 'scan DIR, peak memory',
      value: peak,
      unit: ' MB',
      goal: { most: 250 },
      note: peak === undefined ? (scan.failure ?? 'GNU time is not installed') : `largest resident set${size}`,
    },
  ];
}

/** Ripgrep with one pattern and two threads five times, and a start of node. */
function treeTime(scan: Summary, summaries: readonly Summary[], size: string): Figure {
  const search = named(summaries, 'rg -j2');
  const node = named(summaries, 'node -e 0');
  const [searchMs = Number.NaN, nodeMs = Number.NaN] = [search?.medianMs, node?.medianMs];
  const most = 5 * searchMs + nodeMs;
  const isMeasured = scan.medianMs !== undefined && Number.isFinite(most);
  const missing = search === undefined ? 'ripgrep (rg) is not on PATH' : 'one of its commands failed';
  return {
    name: 'scan DIR, 5 x rg + node',
    value: isMeasured ? scan.medianMs : undefined,
    unit: ' ms',
    goal: { most },
    note: isMeasured ? `rg ${milliseconds(searchMs)}, node ${milliseconds(nodeMs)}${size}` : missing,
  };
}

function stagedFigures(summaries: readonly Summary[]): readonly Figure[] {
  const scan = named(summaries, 'scan --staged');
  if (scan === undefined) return [];
  return [
    {
      name: 'scan --staged, 20 files, to node -e 0',
      value: scan.ratio,
      unit: '',
      goal: { most: 1.45 },
      note: scan.failure ?? `${milliseconds(scan.medianMs ?? Number.NaN)}`,
    },
  ];
}

/** Memory that does not grow with the file: four times the bytes, and a quarter more for what garbage is left lying. */
function bigFigures(summaries: readonly Summary[]): readonly Figure[] {
  const [small, big] = BIG_SCANS.map((name) => named(summaries, name)?.peakKib);
  if (summaries.length === 0) return [];
  const isMeasured = small !== undefined && big !== undefined;
  return [
    {
      name: 'peak memory of 2 GB to that of 0.5 GB',
      value: isMeasured ? big / small : undefined,
      unit: '',
      goal: { most: 1.25 },
      note: isMeasured ? `${megabytes(big)} to ${megabytes(small)}` : 'a scan failed, or GNU time is not installed',
    },
  ];
}

function named(summaries: readonly Summary[], name: string): Summary | undefined {
  return summaries.find((summary) => summary.name === name);
}

/** The goals are stated for one size; another is said. */
function sizeNote({ files, bytes }: Tree): string {
  const isUsual = files.length >= 0.8 * GOAL_SIZE.files && bytes >= 0.8 * GOAL_SIZE.bytes;
  return isUsual ? '' : `; the tree is smaller than the goal is stated for`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function megabytes(kib: number): string {
  return `${((kib * 1024) / 1e6).toFixed(0)} MB`;
}
