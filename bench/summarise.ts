/** From samples to the numbers that are printed. */

import type { Measured, Sample } from './measure.ts';

/** One command's line in the table and entry in the JSON file. Times in milliseconds. */
export interface Summary {
  readonly name: string;
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly peakKib?: number;
  readonly outputBytes: number;
  readonly status: number;
  /** Median over the median of the command that it is compared with. */
  readonly ratio?: number;
  readonly comparedWith?: string;
}

export function summarise(all: readonly Measured[]): readonly Summary[] {
  const medians = new Map(all.map(({ command, samples }) => [command.name, medianOf(samples)]));
  return all.map(({ command: { name, comparedWith }, samples }) => {
    const times = samples.map(({ milliseconds }) => milliseconds);
    const peaks = samples.flatMap(({ peakKib }) => (peakKib === undefined ? [] : [peakKib]));
    const other = comparedWith === undefined ? undefined : medians.get(comparedWith);
    const last = samples.at(-1);
    return {
      name,
      medianMs: medianOf(samples),
      minMs: Math.min(...times),
      maxMs: Math.max(...times),
      ...(peaks.length === 0 ? {} : { peakKib: Math.max(...peaks) }),
      outputBytes: last?.outputBytes ?? 0,
      status: last?.status ?? 0,
      ...(comparedWith === undefined || other === undefined ? {} : { ratio: medianOf(samples) / other, comparedWith }),
    };
  });
}

function medianOf(samples: readonly Sample[]): number {
  const sorted = samples.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

const HEADINGS = ['command', 'median ms', 'min-max ms', 'peak MiB', 'output bytes', 'status', 'ratio'];

/** The table as lines, numbers to the right. */
export function formatTable(summaries: readonly Summary[]): string {
  const rows = [HEADINGS, ...summaries.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Words (the first and the last column) to the left. */
function pad(cell: string, width: number, column: number): string {
  return column === 0 || column === HEADINGS.length - 1 ? cell.padEnd(width) : cell.padStart(width);
}

function cellsOf(summary: Summary): readonly string[] {
  const { name, medianMs, minMs, maxMs, peakKib, outputBytes, status, ratio, comparedWith } = summary;
  return [
    name,
    medianMs.toFixed(1),
    `${minMs.toFixed(1)}-${maxMs.toFixed(1)}`,
    peakKib === undefined ? '?' : (peakKib / 1024).toFixed(1),
    String(outputBytes),
    String(status),
    ratio === undefined ? '' : `${ratio.toFixed(2)} x ${comparedWith ?? ''}`,
  ];
}
