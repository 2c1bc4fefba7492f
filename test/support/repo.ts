/** Real git repositories in temporary directories. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished } from 'vitest';
import { cleanEnvironment } from './keysieve.ts';
import { runProgram } from './run-program.ts';

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
  const run = runProgram('git', args, {
    cwd,
    env: cleanEnvironment(options.env),
    input: options.input ?? '',
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
  // A folder that is named is of this repository alone.
  if (initArguments.some((word) => word.includes('--separate'))) initialize(dir, initArguments);
  else cpSync(freshRepo(initArguments), dir, { recursive: true });
  return repoAt(dir);
}

/** What `git init` makes of these arguments, kept from run to run: to copy it is a third of the work. */
function freshRepo(initArguments: readonly string[]): string {
  const kept = join(CACHE, ['fresh', ...initArguments].join('').replace(/[^a-z0-9-]/g, '-'));
  if (existsSync(kept)) return kept;
  mkdirSync(CACHE, { recursive: true });
  const made = mkdtempSync(join(CACHE, 'making-'));
  // Samples of hooks are most of what there is to copy.
  initialize(made, ['--template=', ...initArguments]);
  const gitDir = join(made, initArguments.includes('--bare') ? '' : '.git');
  for (const name of ['hooks', 'info']) mkdirSync(join(gitDir, name));
  try {
    renameSync(made, kept);
  } catch (error) {
    // Somebody else was quicker.
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
  return kept;
}

function initialize(dir: string, initArguments: readonly string[]): void {
  git(dir, ['init', '-q', '-b', 'main', ...initArguments]);
}

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/keysieve/repositories', import.meta.url));

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
      return headOf(dir);
    },
  };
  return repo;
}

/** The commit that HEAD names: from its files, unless it is detached or they lie elsewhere. */
function headOf(dir: string): string {
  const head = join(dir, '.git', 'HEAD');
  const ref = existsSync(head) ? /^ref: (.*)/.exec(readFileSync(head, 'utf8'))?.[1] : undefined;
  const file = ref === undefined ? '' : join(dir, '.git', ref);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : git(dir, ['rev-parse', 'HEAD']).trim();
}
