/**
 * Asks git short questions in text through simple-git: the only file that knows it. Whatever is bytes, long, or on the
 * hot path of a hook goes through `spawn.ts` instead.
 */

import { GitError, messageOf } from '#model/errors.ts';
import { type GitContext, PINNED_CONFIG } from './spawn.ts';

/**
 * Guards of simple-git against settings that could run programs. Ours only ever switch such programs off, and stand
 * in `PINNED_CONFIG` and `gitEnvironment`, not in anything that a repository brings.
 */
const ALLOWED = {
  // core.fsmonitor=false: no monitor is asked.
  allowUnsafeFsMonitor: true,
  // core.hooksPath=/dev/null: no hook runs.
  allowUnsafeHooksPath: true,
  // diff.external= (empty): no program shows diffs.
  allowUnsafeDiffExternal: true,
  // protocol.allow=never: nothing is fetched.
  allowUnsafeProtocolOverride: true,
  // GIT_PAGER=cat: no pager runs.
  allowUnsafePager: true,
  // GIT_CONFIG_GLOBAL, GIT_CONFIG_COUNT and the like are the user's own, for instance safe.directory in a CI job.
  allowUnsafeConfigPaths: true,
  allowUnsafeConfigEnvCount: true,
} as const;

/** Variables that name programs; no question of ours starts one, and simple-git refuses calls that carry them. */
const PROGRAM_VARIABLES =
  /^(EDITOR|VISUAL|PAGER|PREFIX|SSH_ASKPASS|GIT_(EDITOR|SEQUENCE_EDITOR|ASKPASS|SSH|SSH_COMMAND|SSH_VARIANT|PROXY_COMMAND|EXEC_PATH|TEMPLATE_DIR))$/i;

/**
 * What git prints for `args`, without the final newline. Throws GitError with git's words when it fails. Every GIT_
 * variable of the context is allowed by name: without that simple-git drops, say, GIT_OBJECT_DIRECTORY, and a scan
 * inside a receiving repository would look at other objects than the rest of keysieve.
 */
export async function askGit(git: GitContext, args: readonly string[]): Promise<string> {
  const env = Object.fromEntries(Object.entries(git.env).filter(([name]) => !PROGRAM_VARIABLES.test(name)));
  // Loaded when first asked: a hook's clean path puts no such question.
  const { simpleGit } = await import('simple-git');
  const client = simpleGit({
    baseDir: git.cwd,
    config: [...PINNED_CONFIG],
    // Waiting after the end of the process, as is the default, would only cost time.
    completion: { onClose: true, onExit: false },
    allowEnvironment: Object.keys(env).filter((name) => /^GIT_/i.test(name)),
    trimmed: true,
    unsafe: ALLOWED,
  });
  try {
    return await client.env(env).raw([...args]);
  } catch (cause) {
    throw new GitError(`"git ${args[0] ?? ''}" failed: ${messageOf(cause).trim()}`, { cause });
  }
}
