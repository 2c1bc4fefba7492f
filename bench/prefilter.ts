/** Times the prefilter and the mark scanner on the files of a folder, one core, for strong and weak anchors and for growing numbers of rules. */

import { resolve } from 'node:path';
import { createMarkScanner, createTwinMarkScanner } from '#detect/marks.ts';
import { nearBucket } from '#detect/prefilter/buckets.ts';
import { createTables } from '#detect/prefilter/tables.ts';
import { createPrefilter, createTwinPrefilter, type Literal } from '#detect/prefilter.ts';
import { instantiateScanner } from '#detect/scanner-module.ts';
import { anchorsOf, STRONG, WEAK } from './anchors.ts';
import { median } from './median.ts';
import { formatRows } from './table.ts';
import { openTree, readTree } from './tree.ts';

const USAGE = `usage: node scripts/run.mjs bench-prefilter FOLDER

Reads up to 16 MB of FOLDER's text files and prints GB/s, hits and candidates.
`;

const MOST_BYTES = 16e6;
const SLICE_BYTES = 0x40000;
const ROUNDS = 15;

/** What is compared; all of them search the same slices in turn. */
interface Contender {
  readonly name: string;
  readonly literals: readonly Literal[];
  /** Returns the number of hits or marks. */
  readonly count: (bytes: Uint8Array) => number;
}

/** One set of anchors, or the mark scanner. */
export interface PrefilterRow {
  readonly name: string;
  readonly literals: number;
  /** Of the median round of each slice, and of the best one. */
  readonly gigabytesPerSecond: number;
  readonly best: number;
  readonly hitsPerKilobyte: number;
  /** The share of probes that get past the first stage, in per cent. */
  readonly candidates: number;
}

/** Expects one folder, relative to where it was called. Returns the exit status. */
export async function main(words: readonly string[]): Promise<number> {
  const [folder, ...more] = words;
  if (folder === undefined || more.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const files = readTree(openTree(resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)), MOST_BYTES);
  process.stdout.write(`${formatPrefilter(measurePrefilter(files))}\n`);
  return 0;
}

/** Rows in a fixed order; `300 rules` is the one with a goal. Text files are used up to 16 MB. */
export function measurePrefilter(files: readonly Uint8Array[]): readonly PrefilterRow[] {
  const slices = slicesOf(files);
  const contenders = createContenders();
  const speeds = measure(contenders, slices);
  return contenders.map(({ name, literals, count }, index) => ({
    name,
    literals: literals.length,
    gigabytesPerSecond: speeds[index]?.median ?? Number.NaN,
    best: speeds[index]?.best ?? Number.NaN,
    hitsPerKilobyte: (1000 * slices.reduce((sum, slice) => sum + count(slice), 0)) / sizeOf(slices),
    candidates: candidateRate(literals, slices),
  }));
}

/** The table as lines. */
export function formatPrefilter(rows: readonly PrefilterRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    String(row.literals),
    row.gigabytesPerSecond.toFixed(2),
    row.best.toFixed(2),
    row.hitsPerKilobyte.toFixed(2),
    `${row.candidates.toFixed(2)} %`,
  ]);
  return formatRows([['prefilter', 'literals', 'GB/s', 'best', 'hits/KB', 'candidates a probe'], ...cells], [0]);
}

/** A prefilter or a mark scanner. */
interface Counting {
  readonly find: (bytes: Uint8Array) => { readonly count: number };
}

function createContenders(): readonly Contender[] {
  const all = anchorsOf(300);
  const settings = { after: -1, instantiate: instantiateScanner };
  const counter = (scanner: Counting) => (bytes: Uint8Array) => scanner.find(bytes).count;
  const vector = (name: string, literals: readonly Literal[]): Contender => ({
    name,
    literals,
    count: counter(createPrefilter(literals, settings)),
  });
  return [
    vector('strong', STRONG),
    vector('weak', WEAK),
    vector('100 rules', anchorsOf(100)),
    vector('300 rules', all),
    vector('1000 rules', anchorsOf(1000)),
    { name: '300 rules, twin', literals: all, count: counter(createTwinPrefilter(all)) },
    { name: 'marks', literals: [], count: counter(createMarkScanner(settings)) },
    { name: 'marks, twin', literals: [], count: counter(createTwinMarkScanner()) },
  ];
}

/** Slices of the text files one after the other; files with a NUL byte are left out. */
function slicesOf(files: readonly Uint8Array[]): readonly Uint8Array[] {
  const texts: Uint8Array[] = [];
  let size = 0;
  for (const bytes of files) {
    if (size >= MOST_BYTES) break;
    if (bytes.includes(0)) continue;
    texts.push(bytes);
    size += bytes.length;
  }
  const text = Buffer.concat(texts).subarray(0, MOST_BYTES);
  const count = Math.ceil(text.length / SLICE_BYTES);
  return Array.from({ length: count }, (_, index) => text.subarray(index * SLICE_BYTES, (index + 1) * SLICE_BYTES));
}

interface Speed {
  readonly median: number;
  readonly best: number;
}

/** GB/s of each. Slices are short, and all search one in turn, so that other work on the machine meets all alike. */
function measure(contenders: readonly Contender[], slices: readonly Uint8Array[]): readonly Speed[] {
  const total = contenders.map(() => ({ median: 0, best: 0 }));
  for (const slice of slices) {
    const times = contenders.map((): number[] => []);
    for (let round = 0; round < ROUNDS; round++) {
      contenders.forEach(({ count }, index) => {
        const started = performance.now();
        count(slice);
        times[index]?.push(performance.now() - started);
      });
    }
    total.forEach((sum, index) => {
      sum.median += median(times[index] ?? []);
      sum.best += Math.min(...(times[index] ?? []));
    });
  }
  const megabytes = sizeOf(slices) / 1e6;
  return total.map((sum) => ({ median: megabytes / sum.median, best: megabytes / sum.best }));
}

/** The share of probes that get past the first stage, in per cent. */
function candidateRate(literals: readonly Literal[], slices: readonly Uint8Array[]): number {
  const { filter } = createTables(literals);
  let candidates = 0;
  for (const slice of slices) {
    for (let at = 0; at + 3 < slice.length; at += 2) {
      const bits = filter[nearBucket(slice[at] ?? 0, slice[at + 1] ?? 0, slice[at + 2] ?? 0)] ?? 0;
      candidates += (bits >> ((slice[at + 3] ?? 0) & 7)) & 1;
    }
  }
  return (200 * candidates) / sizeOf(slices);
}

function sizeOf(slices: readonly Uint8Array[]): number {
  return slices.reduce((sum, { length }) => sum + length, 0);
}
