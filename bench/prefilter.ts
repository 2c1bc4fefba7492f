/** Times the prefilter and the mark scanner on the files of a folder, one core, for strong and weak anchors and for growing numbers of rules. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createMarkScanner, createTwinMarkScanner } from '#detect/marks.ts';
import { nearBucket } from '#detect/prefilter/buckets.ts';
import { createTables } from '#detect/prefilter/tables.ts';
import { createPrefilter, createTwinPrefilter, type Literal } from '#detect/prefilter.ts';
import { instantiateScanner } from '#detect/scanner-module.ts';
import { anchorsOf, STRONG, WEAK } from './anchors.ts';

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

/** Expects one folder, relative to where it was called. Returns the exit status. */
export async function main(words: readonly string[]): Promise<number> {
  const [folder, ...more] = words;
  if (folder === undefined || more.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const slices = readSlices(resolve(process.env['INIT_CWD'] ?? process.cwd(), folder));
  const contenders = createContenders();
  const speeds = measure(contenders, slices);
  const rows = contenders.map(({ name, literals, count }, index) => {
    const hits = slices.reduce((sum, slice) => sum + count(slice), 0);
    return [
      name,
      String(literals.length),
      (speeds[index] ?? 0).toFixed(2),
      perKilobyte(hits, slices),
      rate(literals, slices),
    ];
  });
  const header = ['anchors', 'literals', 'GB/s', 'hits/KB', 'candidates a probe'];
  process.stdout.write(`${[header, ...rows].map((row) => row.map(pad).join('  ')).join('\n')}\n`);
  return 0;
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
function readSlices(folder: string): readonly Uint8Array[] {
  const files: Buffer[] = [];
  let size = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || size > MOST_BYTES || entry.parentPath.includes('.git')) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    if (bytes.includes(0)) continue;
    files.push(bytes);
    size += bytes.length;
  }
  const text = Buffer.concat(files).subarray(0, MOST_BYTES);
  const count = Math.ceil(text.length / SLICE_BYTES);
  return Array.from({ length: count }, (_, index) => text.subarray(index * SLICE_BYTES, (index + 1) * SLICE_BYTES));
}

/** GB/s of each. Slices are short and the best of several rounds counts, so that other work on the machine does not. */
function measure(contenders: readonly Contender[], slices: readonly Uint8Array[]): readonly number[] {
  const total = contenders.map(() => 0);
  for (const slice of slices) {
    const best = contenders.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < ROUNDS; round++) {
      contenders.forEach(({ count }, index) => {
        const started = performance.now();
        count(slice);
        best[index] = Math.min(best[index] ?? 0, performance.now() - started);
      });
    }
    best.forEach((milliseconds, index) => {
      total[index] = (total[index] ?? 0) + milliseconds;
    });
  }
  return total.map((milliseconds) => sizeOf(slices) / 1e6 / milliseconds);
}

/** The share of probes that get past the first stage, in per cent. */
function rate(literals: readonly Literal[], slices: readonly Uint8Array[]): string {
  const { filter } = createTables(literals);
  let candidates = 0;
  for (const slice of slices) {
    for (let at = 0; at + 3 < slice.length; at += 2) {
      const bits = filter[nearBucket(slice[at] ?? 0, slice[at + 1] ?? 0, slice[at + 2] ?? 0)] ?? 0;
      candidates += (bits >> ((slice[at + 3] ?? 0) & 7)) & 1;
    }
  }
  return `${((200 * candidates) / sizeOf(slices)).toFixed(2)} %`;
}

function perKilobyte(hits: number, slices: readonly Uint8Array[]): string {
  return ((1000 * hits) / sizeOf(slices)).toFixed(2);
}

function sizeOf(slices: readonly Uint8Array[]): number {
  return slices.reduce((sum, { length }) => sum + length, 0);
}

function pad(cell: string, column: number): string {
  return column === 0 ? cell.padEnd(18) : cell.padStart(10);
}
