/** The conductor: plan, read, detect, pair, attribute, finish. It knows the order of things and none of their details. */

import type { OnRejected } from '#detect/judge.ts';
import type { Repository } from '#git/repository.ts';
import { stopGit } from '#git/spawn.ts';
import { ConfigError } from '#model/errors.ts';
import type { FindNested } from '#model/nested.ts';
import type { ScanOptions } from '#model/options.ts';
import type { CachedObjects, Problem, Report } from '#model/report.ts';
import { type CompiledRules, compileRules } from '#rules/compile.ts';
import { locateByObject } from '#sources/locate-by-object.ts';
import type { Attribution, Located, Source } from '#sources/source.ts';
import { type Collected, collect } from './collect.ts';
import { createSource } from './create-source.ts';
import { createExaminer } from './examiner.ts';
import type { Fingerprinter } from './fingerprinter.ts';
import { finish } from './finish.ts';
import type { FoundLeak } from './found-leak.ts';
import { openHistoryCache } from './history-cache.ts';
import { nestedExcuses } from './nested.ts';
import type { PairedMatch } from './pair.ts';
import { createExcludedBy } from './path-filter.ts';
import { problemOf } from './problem-of.ts';
import type { Progress } from './progress.ts';

/** What a scan is given by whoever runs it. */
export interface ScanEnvironment {
  readonly env: NodeJS.ProcessEnv;
  /** The effective user, where users are numbers: files of others are not believed. */
  readonly userId?: number | undefined;
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  readonly onProgress?: (progress: Progress) => void;
  /** Asked for what configuration in sub-folders says of what was found; absent where none counts. */
  readonly findNested?: FindNested | undefined;
  /** Aborted when the person interrupts: what was found so far is still reported. */
  readonly signal?: AbortSignal;
  /** @internal Told of every finding as the report is made. */
  readonly onFinding?: (found: FoundLeak) => void;
  /** @internal Told what has the form of a credential and is none; for scans with one job. */
  readonly onRejected?: OnRejected;
  /** @internal The program of worker threads, in tests of what becomes of a scan when one fails. */
  readonly workerFile?: string;
}

/**
 * Runs one scan to its Report. What cannot be looked at is a Problem in it; throws KeysieveError only when there is
 * nothing to look at at all, or no rule to look for.
 */
export async function runScan(
  options: ScanOptions,
  repository: Repository | undefined,
  environment: ScanEnvironment,
): Promise<Report> {
  const started = Date.now();
  assertRules(options);
  const compiled = compileRules(options.ruleSet);
  const excludedBy = await createExcludedBy(options.filter);
  const limits = { excludedBy, maxFileSize: options.maxFileSize };
  const { env, stdin } = environment;
  const cache = await openHistoryCache(options, repository, environment.userId);
  const source = await createSource(options, { repository, env, stdin, known: cache?.known }, limits);
  environment.signal?.addEventListener('abort', () => {
    if (repository !== undefined) stopGit(repository.git);
    source.stop?.();
  });
  // Elsewhere it is not known before the end what counts, and under which path.
  const ahead = source.kind === 'paths' ? await loadFingerprinter(compiled) : undefined;
  const collected = await collect({
    source,
    ruleSet: options.ruleSet,
    compiled,
    jobs: options.jobs,
    signal: environment.signal,
    workerFile: environment.workerFile,
    onRejected: environment.onRejected,
    onProgress: (progress) => environment.onProgress?.(progress),
    remembers: cache !== undefined,
    onResult: ahead?.expect ?? cache?.take,
  });
  ahead?.stopExpecting();
  const attribution = await attribute(source, collected, compiled, environment.signal);
  const interrupted = environment.signal?.aborted ?? false;
  const cacheNotices = cache?.save(source, collected, interrupted) ?? [];
  const cached = cache?.known.taken();
  return finish({
    options,
    compiled,
    identify: ahead?.of,
    nested: await nestedExcuses(environment.findNested, attribution.located, compiled),
    excludedBy,
    target: { kind: source.kind, root: source.root },
    found: collected.found,
    located: attribution.located,
    looked: collected.looked,
    cached,
    skips: collected.skips,
    problems: [...collected.problems, ...attribution.problems, ...emptiness(source, collected, cached, interrupted)],
    notices: [...collected.notices, ...cacheNotices],
    interrupted,
    started,
    ...(source.covers !== undefined && { covers: (path) => source.covers?.(path) ?? false }),
    ...(environment.onFinding !== undefined && { onFinding: environment.onFinding }),
  });
}

/** Without a rule nothing can be found, which must not look clean. Throws ConfigError. */
function assertRules({ ruleSet, narrowedBy, baseline }: ScanOptions): void {
  if (!ruleSet.rules.every((rule) => rule.skipReport)) return;
  const narrowing = narrowedBy.filter((name) => name !== baseline?.name && !/^--(?!disable )/.test(name));
  const where = narrowing.length === 0 ? '' : `, see ${narrowing.join(' and ')}`;
  throw new ConfigError(
    `no rule is on, so nothing could be found${where}: disable less, keep useDefault, or give rules of your own`,
  );
}

/** Node's cryptography takes a while to load, and a hook that finds nothing does without it. */
async function loadFingerprinter(compiled: CompiledRules): Promise<Fingerprinter> {
  return (await import('./fingerprinter.ts')).createFingerprinter(compiled);
}

/**
 * A failure to say where a match stands must not lose the match: it is then reported by its object alone. So is what an
 * interrupted scan of a history found, since finding its commits could take as long as the scan.
 */
async function attribute(
  source: Source,
  { found, problems }: Collected,
  compiled: CompiledRules,
  signal: AbortSignal | undefined,
): Promise<Attribution<PairedMatch>> {
  const byObject = (): readonly Located<PairedMatch>[] => found.map((one) => locateByObject(one, source.kind));
  if (signal?.aborted === true && (source.kind === 'history' || source.kind === 'range')) {
    return { located: byObject(), problems: [] };
  }
  try {
    return await source.attribute(found, createExaminer({ reader: source, compiled, signal, problems }));
  } catch (error) {
    return { located: byObject(), problems: [problemOf(error)] };
  }
}

/** A history without a commit was not scanned, whatever objects lie about. */
function emptiness(
  source: Source,
  { looked, problems }: Collected,
  cached: CachedObjects | undefined,
  interrupted: boolean,
): Problem[] {
  const commits = looked.commits + (cached?.commits ?? 0);
  if (source.kind !== 'history' || commits > 0 || interrupted || problems.length > 0) return [];
  return [{ code: 'SOURCE', message: `${source.root} has no commits yet: there is no history to scan` }];
}
