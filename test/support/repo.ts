/** Real git repositories in temporary directories. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { cleanEnvironment } from './keysieve.ts';

/** An empty temporary directory that is removed when the test ends. */
export function temporaryDirectory(name = 'keysieve-test-'): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), name)));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  return directory;
}

/** The same for a whole file of tests: to be called outside of any test. */
export function sharedDirectory(name = 'keysieve-shared-'): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), name)));
  afterAll(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  return directory;
}

export interface GitOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
  /** Statuses other than 0 that are no failure of the test. */
  readonly allow?: readonly number[];
}

/** `git ARGS...` in `cwd`; returns stdout, throws with stderr on failure. */
export function git(cwd: string, args: readonly string[], options: GitOptions = {}): string {
  const run = spawnSync('git', args, {
    cwd,
    env: cleanEnvironment(options.env),
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0 && !(options.allow ?? []).includes(run.status ?? -1)) {
    throw new Error(`git ${args.join(' ')} ended in ${run.status}:\n${run.stderr}${run.stdout}`);
  }
  return run.stdout;
}

/** A repository under construction; every method works in its top folder. */
export interface Repo {
  readonly dir: string;
  git(...args: string[]): string;
  /** Writes files (path to content) without staging them. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Writes and stages files. */
  stage(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Writes, stages and commits; returns the commit's hash. `date` is seconds since 1970. */
  commit(files: Readonly<Record<string, string | Uint8Array>>, message?: string, date?: number): string;
}

/** A new repository with an empty history on branch `main`. */
export function createRepo(...initArguments: string[]): Repo {
  const dir = temporaryDirectory();
  git(dir, ['init', '-q', '-b', 'main', ...initArguments]);
  return repoAt(dir);
}

/** The same methods on a repository that exists already (a clone, a worktree). */
export function repoAt(dir: string): Repo {
  let clock = 1_700_000_000;
  const repo: Repo = {
    dir,
    git: (...args) => git(dir, args),
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(dir, path)), { recursive: true });
        writeFileSync(join(dir, path), content);
      }
    },
    stage(files) {
      repo.write(files);
      git(dir, ['add', '-f', '--', ...Object.keys(files)]);
    },
    commit(files, message = 'a commit', date?: number) {
      clock += 60;
      repo.stage(files);
      const stamp = `${date ?? clock} +0000`;
      const env = { GIT_AUTHOR_DATE: stamp, GIT_COMMITTER_DATE: stamp };
      git(dir, ['commit', '-q', '--no-verify', '--allow-empty', '-m', message], { env });
      return git(dir, ['rev-parse', 'HEAD']).trim();
    },
  };
  return repo;
}
