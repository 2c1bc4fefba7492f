/** Runs git and hands on its output field by field while it runs. */

import type { Buffer } from 'node:buffer';
import { fieldsOf } from './fields.ts';
import { collect, endOf, feed, type GitContext, gitFailure, startGit } from './spawn.ts';

/** How to run and cut. `input` goes to stdin. */
export interface StreamOptions {
  readonly separator: 0 | 10;
  readonly input?: string;
  /** Told how git ended, in place of the GitError for a failure. */
  readonly onEnd?: (status: number | null, stderr: string) => void;
}

/** The fields of git's output. Throws GitError at the end when git fails, unless `onEnd` takes care of that. */
export async function* streamGit(
  git: GitContext,
  args: readonly string[],
  options: StreamOptions,
): AsyncGenerator<Buffer> {
  const child = startGit(git, args);
  const ended = endOf(child);
  const stderr = collect(child.stderr);
  // Both are awaited below; a failure of stdout before that must not leave them without anyone to listen.
  for (const promise of [ended, stderr]) promise.catch(() => undefined);
  feed(child, options.input);
  let whole = false;
  try {
    yield* fieldsOf(child.stdout, options.separator);
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
