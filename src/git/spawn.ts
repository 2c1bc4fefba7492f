/** Runs git: every process of git that reads bytes starts here, with the settings that no repository can change. */

import type { Readable } from 'node:stream';
import { GitError } from '#model/errors.ts';
import type { GitProcess } from './process.ts';

export type { GitProcess } from './process.ts';

/** What can be ended in the middle. */
export interface Running {
  stop(): void;
}

/** Where and with which environment git runs. */
export interface GitContext {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The processes of this context that have not ended, and what else takes long, for `stopGit`. */
  readonly running: Set<Running>;
  /** Awaited before each process is started: whether git can be used at all, where nobody asked before. */
  readonly ready?: () => Promise<void>;
}

/**
 * Settings pinned on every call: what a repository's own configuration could otherwise use to run a program (fsmonitor,
 * hooks, external diffs), to fetch, to hide objects behind caches that it brings along, or to change what is printed.
 */
export const PINNED_CONFIG: readonly string[] = [
  // GIT_GRAFT_FILE, which is set below, is no more than a hint that the person can do nothing about.
  'advice.graftFileDeprecated=false',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.hooksPath=/dev/null',
  'core.commitGraph=false',
  'core.multiPackIndex=false',
  'core.alternateRefsCommand=',
  'core.quotePath=true',
  'core.precomposeUnicode=false',
  'diff.external=',
  'diff.orderFile=/dev/null',
  'diff.ignoreSubmodules=none',
  'diff.renames=true',
  'diff.renameLimit=1000',
  'log.showSignature=false',
  'protocol.allow=never',
  'submodule.recurse=false',
];

export const PINNED_ARGUMENTS: readonly string[] = [
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
  ...PINNED_CONFIG.flatMap((setting) => ['-c', setting]),
];

/** Variables that would redirect a call to another repository; dropped when the user named the repository. */
const REPOSITORY_VARIABLES = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_COMMON_DIR',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
];

/** Variables that change what git prints or runs; never passed on. */
const OUTPUT_VARIABLES = [
  'GIT_EXTERNAL_DIFF',
  'GIT_DIFF_OPTS',
  'GIT_ATTR_SOURCE',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_LITERAL_PATHSPECS',
  'GIT_SHALLOW_FILE',
];

/** The environment for git; `named` drops what points at another repository. */
export function gitEnvironment(env: NodeJS.ProcessEnv, named: boolean): NodeJS.ProcessEnv {
  const result: NodeJS.ProcessEnv = { ...env };
  for (const name of named ? [...REPOSITORY_VARIABLES, ...OUTPUT_VARIABLES] : OUTPUT_VARIABLES) delete result[name];
  return {
    ...result,
    LC_ALL: 'C',
    GIT_PAGER: 'cat',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_GRAFT_FILE: '/dev/null',
  };
}

/** Starts git with the pinned settings. The caller reads all three streams, and asks at once how it ends. */
export async function startGit(git: GitContext, args: readonly string[]): Promise<GitProcess> {
  await git.ready?.();
  // Loaded with the first process: a hook on a clean commit mostly runs none.
  const { startProcess } = await import('./process.ts');
  const child = startProcess('git', [...PINNED_ARGUMENTS, ...args], git);
  const running = { stop: () => stopProcess(child) };
  git.running.add(running);
  child.once('close', () => git.running.delete(running));
  return child;
}

/** Ends what runs now: an interrupted scan must not wait for git. Later calls work as ever. */
export function stopGit(git: Pick<GitContext, 'running'>): void {
  for (const running of git.running) running.stop();
}

function stopProcess(child: GitProcess): void {
  child.kill();
  // Whatever the child started may hold its pipes open for longer.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
}

/** A finished call: `status` is null when a signal ended it. */
export interface GitResult {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs git to its end and keeps what it printed. Throws GitError only when git cannot be started. */
export async function runGit(
  git: GitContext,
  args: readonly string[],
  input?: Uint8Array | string,
): Promise<GitResult> {
  const child = await startGit(git, args);
  const ended = endOf(child);
  feed(child, input);
  const [status, stdout, stderr] = await Promise.all([ended, collect(child.stdout), collect(child.stderr)]);
  return { status, stdout, stderr: stderr.toString('utf8') };
}

/** Like `runGit`, and throws GitError with git's own words when it ends in anything but 0. */
export async function readGit(git: GitContext, args: readonly string[], input?: Uint8Array | string): Promise<Buffer> {
  const result = await runGit(git, args, input);
  if (result.status !== 0) throw gitFailure(args, result.status, result.stderr);
  return result.stdout;
}

/** The error for a call that failed; names the subcommand, not its arguments, which may be long. */
export function gitFailure(args: readonly string[], status: number | null, stderr: string): GitError {
  const lines = [...new Set(stderr.trim().split('\n'))];
  const said = lines.join('\n') === '' ? 'it said nothing' : lines.join('\n');
  return new GitError(`"git ${args[0] ?? ''}" ended in ${status ?? 'a signal'}: ${said}`);
}

/** Resolves with the status once the process and its streams are done; rejects when it cannot be started. */
export function endOf(child: GitProcess): Promise<number | null> {
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => reject(startFailure(cause)));
    child.once('close', (status) => resolve(status));
  });
  // Callers await it after they have read the streams; until then its failure must not count as unhandled.
  ended.catch(() => undefined);
  return ended;
}

/** Writes `input` and closes; a process that stops reading early is told by its status, not by a broken pipe. */
export function feed(child: GitProcess, input: Uint8Array | string | undefined): void {
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.end(input ?? '');
}

/**
 * The whole of a stream; the caller knows that it fits in memory. Of a process that `stopGit` ended it is what had
 * arrived: the status, which is then null, says that it is not whole.
 */
export async function collect(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  try {
    for await (const part of stream) parts.push(part as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function startFailure(cause: NodeJS.ErrnoException): GitError {
  if (cause.code === 'ENOENT') {
    return new GitError(
      'git was not found (or the folder to run it in is gone): install git 2.30 or later and put it on PATH',
      { cause },
    );
  }
  return new GitError(`git could not be started: ${cause.message}`, { cause });
}
