/** Times whole detection in this process, on one thread, with rule sets of several sizes on the same bytes. */

import { createDetector, type Detector } from '#detect/detect.ts';
import type { Chunk } from '#model/chunk.ts';
import { compileRules } from '#rules/compile.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { rotated } from './measure.ts';
import { median } from './median.ts';
import { ruleText } from './rule-text.ts';
import { formatRows } from './table.ts';

/** One size of rule set. */
export interface DetectionRow {
  readonly rules: number;
  /** Literals that the prefilter looks for. */
  readonly anchors: number;
  /** Rules whose regex was not shown to end soon: they run under a time limit, which costs. */
  readonly unproved: number;
  readonly medianMs: number;
  readonly minMs: number;
  readonly matches: number;
  /** Rules that could not be run to their end on a file, summed over all files. */
  readonly problems: number;
}

const SIZES = [100, 300, 1000];

/** Files are given to all rule sets in turn in batches of so many bytes, so that a slow second meets all of them. */
const BATCH_BYTES = 4e6;

/** Rows in the order of `sizes`. Each rule set sees all files once unmeasured and then `runs` times. */
export function measureDetection(
  files: readonly Uint8Array[],
  runs: number,
  sizes: readonly number[] = SIZES,
): readonly DetectionRow[] {
  const contenders = sizes.map(createContender);
  const batches = batchesOf(files);
  for (let round = 0; round <= runs; round++) {
    for (const contender of contenders) contender.begin(round > 0);
    batches.forEach((batch, index) => {
      for (const contender of rotated(contenders, round + index)) contender.detect(batch);
    });
  }
  return contenders.map(({ row }) => row());
}

/** Times in milliseconds, GB/s of the median. */
export function formatDetection(rows: readonly DetectionRow[], bytes: number): string {
  const [first] = rows;
  const cells = rows.map(({ rules, anchors, unproved, medianMs, minMs, matches, problems }) => [
    `${rules} rules`,
    String(anchors),
    String(unproved),
    medianMs.toFixed(1),
    minMs.toFixed(1),
    (bytes / 1e6 / medianMs).toFixed(2),
    String(matches),
    String(problems),
    (medianMs / (first?.medianMs ?? Number.NaN)).toFixed(2),
  ]);
  const headings = ['detection', 'anchors', 'unproved', 'median ms', 'min ms', 'GB/s', 'matches', 'problems', 'ratio'];
  return formatRows([headings, ...cells], [0]);
}

/** A rule set under measurement. */
interface Contender {
  begin(counts: boolean): void;
  detect(batch: readonly Chunk[]): void;
  row(): DetectionRow;
}

function createContender(size: number): Contender {
  const file = parseRuleFile(ruleText(size), { file: 'synthetic.toml', role: 'patterns' });
  const compiled = compileRules({ rules: file.rules, allowlists: [] });
  const detector = createDetector(compiled);
  const rounds: number[] = [];
  let found = { milliseconds: 0, matches: 0, problems: 0 };
  let isCounted = false;
  const finish = (): void => {
    if (isCounted) rounds.push(found.milliseconds);
    isCounted = false;
  };
  return {
    begin(counts) {
      finish();
      isCounted = counts;
      found = { milliseconds: 0, matches: 0, problems: 0 };
    },
    detect(batch) {
      const more = runBatch(detector, batch);
      found = {
        milliseconds: found.milliseconds + more.milliseconds,
        matches: found.matches + more.matches,
        problems: found.problems + more.problems,
      };
    },
    row() {
      finish();
      return {
        rules: file.rules.length,
        anchors: compiled.anchors.length,
        unproved: file.rules.filter(({ safety }) => safety.kind === 'unproved').length,
        medianMs: median(rounds),
        minMs: Math.min(...rounds),
        matches: found.matches,
        problems: found.problems,
      };
    },
  };
}

interface Found {
  readonly milliseconds: number;
  readonly matches: number;
  readonly problems: number;
}

function runBatch(detector: Detector, batch: readonly Chunk[]): Found {
  let matches = 0;
  let problems = 0;
  const started = performance.now();
  detector.startUnit();
  for (const chunk of batch) {
    const result = detector.detect(chunk);
    matches += result.matches.length;
    problems += result.problems.length;
  }
  return { milliseconds: performance.now() - started, matches, problems };
}

function batchesOf(files: readonly Uint8Array[]): readonly (readonly Chunk[])[] {
  const batches: Chunk[][] = [];
  let left = 0;
  for (const bytes of files) {
    if (left <= 0) {
      batches.push([]);
      left = BATCH_BYTES;
    }
    batches.at(-1)?.push({ bytes, origin: { kind: 'file', path: { text: 'file' } } });
    left -= bytes.length;
  }
  return batches;
}
