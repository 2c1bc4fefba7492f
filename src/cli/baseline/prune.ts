/** `keysieve baseline prune`: removes entries that match nothing any more. */

import type { Baseline, NumberedEntry } from '#baseline/baseline.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { EXIT_CLEAN } from '../exit-code.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';
import { baselineTarget, readBaseline, writeBaseline } from './file.ts';
import type { BaselineRequest } from './request.ts';
import { scanForBaseline } from './scan.ts';

/** Returns the exit status. Throws KeysieveError; the file is then as it was. */
export async function prune(request: BaselineRequest, streams: Streams): Promise<number> {
  const target = await baselineTarget(request.request, streams);
  const before = readBaseline(target);
  const scan = await scanForBaseline(request, streams);
  if (typeof scan === 'number') return scan;
  const lines = new Set(scan.report.baseline?.unused.map(({ line }) => line));
  const removed = before.entries.filter(({ line }) => lines.has(line));
  if (removed.length > 0) await writeBaseline(target, without(before, lines));
  const name = escapeForTerminal(target.name);
  const left = before.entries.length - removed.length;
  await writeText(streams.stdout, [
    ...removed.map((entry) => `removed ${describeEntry(entry)}\n`),
    `${removed.length} removed, ${left} kept in ${name}\n`,
  ]);
  return EXIT_CLEAN;
}

function without(baseline: Baseline, lines: ReadonlySet<number>): Baseline {
  return { ...baseline, entries: baseline.entries.filter(({ line }) => !lines.has(line)) };
}

/** `aws-access-key-id in config/dev.ini: REASON`, safe for a terminal. */
function describeEntry({ rule, path, reason }: NumberedEntry): string {
  const where = path === undefined ? 'in any file' : `in ${path.text}`;
  return escapeForTerminal(`${rule} ${where}: ${reason}`);
}
