/** Runs git and hands on its output field by field while it runs. */

import type { Buffer } from 'node:buffer';
import { fieldsOf, linesOf } from './fields.ts';
import { collect, endOf, feed, type GitContext, gitFailure, startGit } from './spawn.ts';

/** How to run and cut. `input` goes to stdin. */
export interface StreamOptions {
  readonly separator: 0 | 10;
  readonly input?: string;
  /** Told how git ended, in place of the GitError for a failure. */
  readonly onEnd?: (status: number | null, stderr: string) => void;
}

/** The fields of git's output. Throws GitError at the end when git fails, unless `onEnd` takes care of that. */
export function streamGit(git: GitContext, args: readonly string[], options: StreamOptions): AsyncGenerator<Buffer> {
  return streamOutput(git, args, options, (stdout) => fieldsOf(stdout, options.separator));
}

/** The lines of git's output in batches, for output without end; otherwise like `streamGit`. */
export function streamLines(
  git: GitContext,
  args: readonly string[],
  options: Omit<StreamOptions, 'separator'> = {},
): AsyncGenerator<readonly string[]> {
  return streamOutput(git, args, options, linesOf);
}

/** Git's output as it comes; otherwise like `streamGit`. */
export function streamBytes(git: GitContext, args: readonly string[]): AsyncGenerator<Uint8Array> {
  return streamOutput(git, args, {}, (stdout) => stdout);
}

async function* streamOutput<T>(
  git: GitContext,
  args: readonly string[],
  options: Omit<StreamOptions, 'separator'>,
  cut: (stdout: AsyncIterable<Uint8Array>) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const child = await startGit(git, args);
  const ended = endOf(child);
  const stderr = collect(child.stderr);
  // Both are awaited below; a failure of stdout before that must not leave them without anyone to listen.
  for (const promise of [ended, stderr]) promise.catch(() => undefined);
  feed(child, options.input);
  let whole = false;
  try {
    yield* cut(child.stdout);
    whole = true;
  } finally {
    if (!whole) {
      child.kill();
      await ended.catch(() => undefined);
    }
  }
  const [status, said] = [await ended, (await stderr).toString('utf8')];
  if (options.onEnd !== undefined) options.onEnd(status, said);
  else if (status !== 0) throw gitFailure(args, status, said);
}
