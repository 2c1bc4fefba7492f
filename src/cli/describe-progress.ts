/** The words of the progress line. */

import { formatBytes, formatCount, formatDuration } from '#report/quantities.ts';
import type { Progress } from '#scan/progress.ts';

/** Too short a time says nothing about the speed. */
const LEAST_MS = 200;

/** `12,301 of 419,403 objects (2%) · 81.2 MB · 40.1 MB/s · 1 min 4 s left`; what is not known yet is left out. */
export function describeProgress({ kind, done, total, bytes }: Progress, elapsedMs: number): string {
  const parts = [countOf(done, total, kind), formatBytes(bytes)];
  if (elapsedMs >= LEAST_MS) {
    parts.push(`${formatBytes(Math.round((bytes * 1000) / elapsedMs))}/s`);
    if (total !== undefined && done > 0 && done < total) {
      parts.push(`${formatDuration(((total - done) * elapsedMs) / done)} left`);
    }
  }
  return parts.join(' · ');
}

/** A total may be an estimate, so it is dropped once it was passed. */
function countOf(done: number, total: number | undefined, kind: Progress['kind']): string {
  if (total === undefined || total < done || total === 0) return `${formatCount(done)} ${kind}`;
  return `${formatCount(done)} of ${formatCount(total)} ${kind} (${Math.floor((100 * done) / total)}%)`;
}
