/** From samples to the numbers that are printed. */

import type { Measured } from './measure.ts';
import { median } from './median.ts';
import { formatRows } from './table.ts';

/** One command's line in the table and entry in the JSON file. Times in milliseconds, absent when no run was good. */
export interface Summary {
  readonly name: string;
  /** Program and arguments, as they were run. */
  readonly words: readonly string[];
  readonly medianMs?: number;
  readonly minMs?: number;
  readonly maxMs?: number;
  readonly peakKib?: number;
  readonly outputBytes?: number;
  readonly status?: number;
  /** Median over the median of the command that it is compared with. */
  readonly ratio?: number;
  readonly comparedWith?: string;
  /** Why it was not measured, or not as often as was asked for. */
  readonly failure?: string;
}

/** All commands that were measured together, in their order. */
export function summarise(all: readonly Measured[]): readonly Summary[] {
  const timed = all.filter(({ samples }) => samples.length > 0);
  const medians = new Map(timed.map(({ command, samples }) => [command.name, medianOf(samples)]));
  return all.map(({ command, samples, failure }) => {
    const { name, program, args, comparedWith: [comparedWith] = [] } = command;
    const words = [program, ...args];
    const [own, other] = [medians.get(name), comparedWith === undefined ? undefined : medians.get(comparedWith)];
    return {
      name,
      words,
      ...(failure === undefined ? {} : { failure }),
      ...(own === undefined ? {} : { medianMs: own, ...extremesOf(samples) }),
      ...(own === undefined || other === undefined || comparedWith === undefined
        ? {}
        : { ratio: own / other, comparedWith }),
    };
  });
}

type Samples = Measured['samples'];

function medianOf(samples: Samples): number {
  return median(samples.map(({ milliseconds }) => milliseconds));
}

function extremesOf(samples: Samples): Omit<Summary, 'name' | 'words'> {
  const times = samples.map(({ milliseconds }) => milliseconds);
  const peaks = samples.flatMap(({ peakKib }) => (peakKib === undefined ? [] : [peakKib]));
  const last = samples.at(-1);
  return {
    minMs: Math.min(...times),
    maxMs: Math.max(...times),
    ...(peaks.length === 0 ? {} : { peakKib: Math.max(...peaks) }),
    ...(last === undefined ? {} : { outputBytes: last.outputBytes, status: last.status }),
  };
}

const HEADINGS = ['command', 'median ms', 'min-max ms', 'peak MiB', 'output bytes', 'status', 'ratio'];

/** The table as lines, numbers to the right. A failure stands on lines of its own below. */
export function formatTable(summaries: readonly Summary[]): string {
  const table = formatRows([HEADINGS, ...summaries.map(cellsOf)], [0, HEADINGS.length - 1]);
  const failures = summaries.flatMap(({ name, failure }) => (failure === undefined ? [] : [`${name}: ${failure}`]));
  return [table, ...failures].join('\n');
}

function cellsOf(summary: Summary): readonly string[] {
  const { name, medianMs, minMs, maxMs, peakKib, outputBytes, status, ratio, comparedWith } = summary;
  if (medianMs === undefined) return [name, '-', '-', '-', '-', 'failed', ''];
  return [
    name,
    medianMs.toFixed(1),
    `${minMs?.toFixed(1)}-${maxMs?.toFixed(1)}`,
    peakKib === undefined ? '?' : (peakKib / 1024).toFixed(1),
    String(outputBytes),
    String(status),
    ratio === undefined ? '' : `${ratio.toFixed(2)} x ${comparedWith ?? ''}`,
  ];
}
