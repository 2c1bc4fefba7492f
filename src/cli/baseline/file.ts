/** The baseline file of a command: where it is, what it holds, and how it is written. */

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BASELINE_NAME, type Baseline, decodeBaseline, formatBaseline, parseBaseline } from '#baseline/baseline.ts';
import { ConfigError, messageOf } from '#model/errors.ts';
import type { CliRequest } from '../parse-arguments.ts';
import { repositoryOf } from '../run-request.ts';
import type { Streams } from '../streams.ts';
import { writeReportFile } from '../write-file.ts';

/** A file that may not exist yet. */
export interface BaselineTarget {
  /** Absolute. */
  readonly path: string;
  /** As messages name it. */
  readonly name: string;
}

/** `--baseline`, else the file at the top of the repository, or in the current directory where there is none. */
export async function baselineTarget(request: CliRequest, streams: Streams): Promise<BaselineTarget> {
  const { baseline, cwd } = request.scan;
  if (baseline !== undefined) return { path: resolve(cwd, baseline), name: baseline };
  const root = (await repositoryOf(request, streams))?.root ?? cwd;
  return { path: resolve(root, BASELINE_NAME), name: BASELINE_NAME };
}

/** The text of a file; undefined where there is none. Throws ConfigError for one that cannot be read. */
export function readTarget({ path, name }: BaselineTarget): string | undefined {
  try {
    return existsSync(path) ? decodeBaseline(readFileSync(path), name) : undefined;
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError(`${name}: cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** The baseline of a file. Throws ConfigError where there is none, or it is not one. */
export function readBaseline(target: BaselineTarget): Baseline {
  const text = readTarget(target);
  if (text !== undefined) return parseBaseline(text, target.name);
  throw new ConfigError(`${target.name}: there is no such file; "keysieve baseline create" makes one`);
}

/** Writes it whole, or not at all. Throws ReportError. */
export async function writeBaseline({ path, name }: BaselineTarget, baseline: Baseline): Promise<void> {
  await writeReportFile(path, name, [formatBaseline(baseline)], 'the baseline');
}

/** The day that it is, `YYYY-MM-DD` in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
