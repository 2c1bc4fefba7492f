/** The conductor: plan, read, detect, pair, attribute, finish. It knows the order of things and none of their details. */

import { createDetector } from '#detect/detect.ts';
import type { Repository } from '#git/repository.ts';
import { stopGit } from '#git/spawn.ts';
import { KeysieveError, messageOf } from '#model/errors.ts';
import type { ScanOptions } from '#model/options.ts';
import type { Problem, Report, Skip } from '#model/report.ts';
import type { Looked, UnitResult } from '#model/work-unit.ts';
import { type CompiledRules, compileRules } from '#rules/compile.ts';
import { type Attribution, type Found, type Located, pseudoPath, type Source } from '#sources/source.ts';
import { createSource } from './create-source.ts';
import { finish } from './finish.ts';
import { type PairedMatch, pairMatches } from './pair.ts';
import { createExcludedBy } from './path-filter.ts';
import { add, runUnit } from './run-unit.ts';

/** How far a scan is: files or objects, of a total that may be an estimate or not yet known. */
export interface Progress {
  readonly kind: 'files' | 'objects';
  readonly done: number;
  readonly total?: number;
  readonly bytes: number;
}

/** What a scan is given by whoever runs it. */
export interface ScanEnvironment {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted when the person interrupts: what was found so far is still reported. */
  readonly signal?: AbortSignal;
}

/** Everything that was read and found, before anything is attributed. */
interface Collected {
  readonly found: readonly Found<PairedMatch>[];
  readonly looked: Readonly<Looked>;
  readonly skips: readonly Skip[];
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

/**
 * Runs one scan to its Report. What cannot be looked at is a Problem in it; throws KeysieveError only when there is
 * nothing to look at at all.
 */
export async function runScan(
  options: ScanOptions,
  repository: Repository | undefined,
  environment: ScanEnvironment,
): Promise<Report> {
  const started = Date.now();
  const compiled = compileRules(options.ruleSet);
  const excludedBy = await createExcludedBy(options.filter);
  const limits = { excludedBy, maxFileSize: options.maxFileSize };
  const { env, stdin } = environment;
  const source = await createSource(options, { repository, env, stdin }, limits);
  if (repository !== undefined) environment.signal?.addEventListener('abort', () => stopGit(repository.git));
  const collected = await collect(source, compiled, environment);
  const attribution = await attribute(source, collected.found, environment.signal);
  const interrupted = environment.signal?.aborted ?? false;
  return finish({
    options,
    compiled,
    excludedBy,
    target: { kind: source.kind, root: source.root },
    found: collected.found,
    located: attribution.located,
    looked: collected.looked,
    skips: collected.skips,
    problems: [...collected.problems, ...attribution.problems, ...emptiness(source, collected, interrupted)],
    notices: collected.notices,
    interrupted,
    started,
  });
}

async function collect(source: Source, compiled: CompiledRules, environment: ScanEnvironment): Promise<Collected> {
  const detector = createDetector(compiled);
  const looked: Looked = { files: 0, commits: 0, objects: 0, bytes: 0, opaque: 0 };
  const found: Found<PairedMatch>[] = [];
  const skips: Skip[] = [];
  const problems: Problem[] = [];
  const notices: string[] = [];
  const stop = (): boolean => environment.signal?.aborted ?? false;
  const progress = createProgress(source, environment.onProgress);

  const take = (result: UnitResult): void => {
    add(looked, result.looked);
    for (const skip of result.skips) skips.push(skip);
    for (const problem of result.problems) problems.push(problem);
    for (const { origin, matches } of result.chunks) {
      for (const match of pairMatches(matches, compiled)) found.push({ origin, match });
    }
  };

  try {
    for await (const event of source.plan()) {
      if (event.kind === 'unit')
        take(await runUnit(source, event.unit, detector, { onLooked: (now) => progress.onLooked(looked, now), stop }));
      else if (event.kind === 'skip') skips.push(event.skip);
      else if (event.kind === 'problem') problems.push(event.problem);
      else if (event.kind === 'notice') notices.push(event.message);
      else progress.onTotal(event.total);
      if (stop()) break;
    }
  } catch (error) {
    // Git was stopped in the middle of a word: that the scan was interrupted says it all.
    if (!stop()) problems.push(problemOf(error));
  }
  return { found, looked, skips, problems, notices };
}

function createProgress(
  source: Source,
  onProgress: ScanEnvironment['onProgress'],
): {
  /** What the units before this one have looked at, and this one so far. */
  onLooked(before: Readonly<Looked>, now: Readonly<Looked>): void;
  onTotal(total: number): void;
} {
  const kind = source.kind === 'paths' || source.kind === 'stdin' ? 'files' : 'objects';
  const state: { done: number; bytes: number; total?: number } = { done: 0, bytes: 0 };
  const tell = (): void => onProgress?.({ kind, ...state });
  return {
    onLooked(before, now) {
      state.done = before[kind] + now[kind];
      state.bytes = before.bytes + now.bytes;
      tell();
    },
    onTotal(total) {
      state.total = total;
      tell();
    },
  };
}

/**
 * A failure to say where a match stands must not lose the match: it is then reported by its object alone. So is what an
 * interrupted scan of a history found, since finding its commits could take as long as the scan.
 */
async function attribute(
  source: Source,
  found: readonly Found<PairedMatch>[],
  signal: AbortSignal | undefined,
): Promise<Attribution<PairedMatch>> {
  if (signal?.aborted === true && (source.kind === 'history' || source.kind === 'range')) {
    return { located: found.map(locateByObject), problems: [] };
  }
  try {
    return await source.attribute(found);
  } catch (error) {
    return { located: found.map(locateByObject), problems: [problemOf(error)] };
  }
}

function locateByObject({ origin, match }: Found<PairedMatch>): Located<PairedMatch> {
  if (origin.kind === 'name') return { path: origin.name, provenance: { kind: 'path-name' }, match };
  const object = ('object' in origin ? origin.object : undefined) ?? '';
  const path = 'path' in origin && origin.path !== undefined ? origin.path : pseudoPath(`${origin.kind} ${object}`);
  return { path, provenance: { kind: 'unreachable', object, occurrences: 1, inHead: false }, match };
}

/** Only failures that keysieve raised on purpose become Problems; anything else is a bug and goes up. */
function problemOf(error: unknown): Problem {
  if (!(error instanceof KeysieveError)) throw error;
  return { code: error.code, message: messageOf(error) };
}

/** A history without a commit was not scanned, whatever objects lie about. */
function emptiness(source: Source, { looked, problems }: Collected, interrupted: boolean): Problem[] {
  if (source.kind !== 'history' || looked.commits > 0 || interrupted || problems.length > 0) return [];
  return [{ code: 'SOURCE', message: `${source.root} has no commits yet: there is no history to scan` }];
}
