/** Runs a hook of a repository as git would: the only place where keysieve lets a repository run anything, when asked to. */

import { startProcess } from './process.ts';
import { collect, endOf, feed } from './spawn.ts';

/** A hook to run. */
export interface HookRun {
  readonly name: string;
  /** Its script, for what `git hook run` cannot do. Absolute. */
  readonly path: string;
  readonly args: readonly string[];
  readonly input?: string;
  /** Absolute. */
  readonly cwd: string;
  /** As it is: settings of keysieve's own calls would decide which hook git runs. */
  readonly env: NodeJS.ProcessEnv;
  /** Whether git has `git hook run`, since 2.36; it hands no standard input on. */
  readonly byGit: boolean;
}

/** `status` is null when a signal ended it; `said` is everything that it printed. Throws GitError when it cannot be started. */
export async function runHook(hook: HookRun): Promise<{ readonly status: number | null; readonly said: string }> {
  const { name, path, args, input, byGit } = hook;
  const child =
    byGit && input === undefined
      ? startProcess('git', ['hook', 'run', name, '--', ...args], hook)
      : startProcess(path, args, hook);
  const ended = endOf(child);
  feed(child, input);
  const [status, ...said] = await Promise.all([ended, collect(child.stdout), collect(child.stderr)]);
  return { status, said: said.map((bytes) => bytes.toString('utf8')).join('\n') };
}
