/** Runs the scan that a request asks for, as every command does that looks for secrets at somebody's wish. */

import { resolve } from 'node:path';
import { findRepository, type Repository } from '#git/repository.ts';
import { GitError } from '#model/errors.ts';
import type { CliRequest } from './parse-arguments.ts';
import { type FinishedScan, performScan, type ScanSettings } from './perform-scan.ts';
import { createProgress, type ProgressDisplay } from './progress.ts';
import type { Streams } from './streams.ts';
import { untilAborted } from './until-aborted.ts';

/** What is special about a scan. */
export type RunSettings = Pick<ScanSettings, 'adjust' | 'onFinding'>;

/** Throws KeysieveError when nothing can be scanned. */
export async function runRequest(
  request: CliRequest,
  streams: Streams,
  settings: RunSettings = {},
): Promise<FinishedScan> {
  const signal = interruption(streams);
  const repository = await repositoryOf(request, streams);
  const progress = progressOf(request, streams);
  return performScan(
    { request: request.scan, repository, streams },
    {
      ...settings,
      // Not touched otherwise: to look at a standard input that somebody holds open would keep the process alive.
      ...(request.scan.form === 'stdin' ? { stdin: untilAborted(streams.stdin, signal) } : {}),
      onProgress: (event) => progress.update(event),
      signal,
    },
  ).finally(() => progress.stop());
}

function interruption(streams: Streams): AbortSignal {
  const controller = new AbortController();
  streams.onInterrupt(() => controller.abort());
  return controller.signal;
}

/** For history and ranges the path names the repository; otherwise it is the one around the current directory. */
export async function repositoryOf({ scan }: CliRequest, { env, userId }: Streams): Promise<Repository | undefined> {
  const named = scan.form === 'history' || scan.form === 'range' ? scan.paths[0] : undefined;
  const finding = findRepository(resolve(scan.cwd, named ?? '.'), {
    named: named !== undefined,
    env,
    // A hook mostly gets by without git. All other forms run it anyway, and are to hear first if it is too old.
    userId: scan.form === 'staged' ? userId : undefined,
  });
  return scan.form === 'stdin' ? finding.catch(withoutGit) : finding;
}

/** Standard input needs no git; only the configuration at the root of a repository is then not found. */
function withoutGit(error: unknown): undefined {
  if (!(error instanceof GitError)) throw error;
  return undefined;
}

/** `--quiet` wants no more than was asked for outright. */
function progressOf({ progress, quiet }: CliRequest, { stderr, stderrIsTty }: Streams): ProgressDisplay {
  const when = quiet && progress === 'auto' ? 'never' : progress;
  return createProgress({ when, stream: stderr, isTty: stderrIsTty });
}
