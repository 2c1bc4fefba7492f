/** Finds the repository around a folder and says what kind it is, in one round of git. */

import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GitError } from '#model/errors.ts';
import { findPlain, type PlainPlace } from './plain/find-plain.ts';
import { type GitContext, gitEnvironment, gitFailure, readGit, runGit } from './spawn.ts';

export type ObjectFormat = 'sha1' | 'sha256';

/** A repository. All paths are absolute. */
export interface Repository {
  /** Top of the work tree; the git directory where there is none. */
  readonly root: string;
  /** This work tree's git directory: HEAD, index, MERGE_HEAD. */
  readonly gitDir: string;
  /** The git directory that all work trees share: objects, refs. */
  readonly commonDir: string;
  readonly bare: boolean;
  /** Whether the folder that was asked about is inside the work tree. */
  readonly inWorkTree: boolean;
  /** That folder relative to `root` with a final `/`; empty at the top and outside a work tree. */
  readonly prefix: string;
  readonly objectFormat: ObjectFormat;
  readonly git: GitContext;
  /** Set where the repository is such that its files may be read instead of asking git (`plain/`). */
  readonly plain?: true;
}

/** Oldest git that is supported. */
const LEAST_VERSION: readonly [number, number] = [2, 30];

const FACTS = [
  '--is-bare-repository',
  '--is-inside-work-tree',
  '--show-object-format',
  '--absolute-git-dir',
  '--git-common-dir',
];
const WORK_TREE_FACTS = ['--show-prefix', '--show-toplevel'];

/** How to look for a repository. */
export interface FindOptions {
  /** The user named this folder: variables such as GIT_DIR, which hooks set for another repository, do not count. */
  readonly named: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Where the processes of this repository are kept while they run, for `stopGit`; absent: in a list of its own. */
  readonly running?: GitContext['running'];
  /** The effective user, where the repository may be found without git: nothing then says whether git is there at all. */
  readonly userId?: number | undefined;
}

/**
 * The repository around `cwd`, or undefined when there is none. Throws GitError when git is missing, older than 2.30,
 * refuses the repository (dubious ownership) or cannot read it.
 */
export async function findRepository(cwd: string, options: FindOptions): Promise<Repository | undefined> {
  const folder = statSync(cwd, { throwIfNoEntry: false });
  if (folder === undefined) throw new GitError(`there is no folder ${cwd}`);
  if (!folder.isDirectory()) throw new GitError(`${cwd} is a file, not a folder with a repository`);
  const git: GitContext = {
    cwd,
    env: gitEnvironment(options.env, options.named),
    running: options.running ?? new Set(),
  };
  const plain = findPlain(cwd, options);
  if (plain !== undefined) return describePlain(git, plain);
  const [version, facts] = await Promise.all([
    runGit(git, ['version']),
    runGit(git, ['rev-parse', ...FACTS, ...WORK_TREE_FACTS]),
  ]);
  checkVersion(version.stdout.toString('utf8'));
  const lines = facts.stdout.toString('utf8').split('\n');
  if (facts.status === 0) return describe(git, await wholeAnswers(git, [...FACTS, ...WORK_TREE_FACTS], lines));
  if (/must be run in a work tree/i.test(facts.stderr)) {
    // The prefix, an empty line, was printed before the question that failed.
    return describe(git, await wholeAnswers(git, FACTS, lines.slice(0, -1)));
  }
  if (/not a git repository/i.test(facts.stderr)) return notARepository(cwd, options, facts.stderr);
  throw refusal(cwd, facts.stderr);
}

/** One answer for each question: where a path holds newlines, and so gave more lines, each is asked on its own. */
async function wholeAnswers(git: GitContext, facts: readonly string[], lines: readonly string[]): Promise<string[]> {
  if (lines.length === facts.length + 1) return lines.slice(0, facts.length);
  const answers = await Promise.all(facts.map((fact) => readGit(git, ['rev-parse', fact])));
  return answers.map((answer) => answer.toString('utf8').replace(/\n$/, ''));
}

function describe(git: GitContext, lines: readonly string[]): Repository {
  const [bare, inWorkTree, format, gitDir, commonDir, prefix, root] = lines;
  if (gitDir === undefined || commonDir === undefined || (format !== 'sha1' && format !== 'sha256')) {
    throw new GitError(
      `git rev-parse answered something unknown about ${git.cwd}: an object format other than sha1 and sha256?`,
    );
  }
  return {
    root: root === undefined || root === '' ? gitDir : root,
    gitDir,
    // Git answers from where the folder really is.
    commonDir: resolve(realpathSync.native(git.cwd), commonDir),
    bare: bare === 'true',
    inWorkTree: inWorkTree === 'true',
    prefix: prefix ?? '',
    objectFormat: format,
    git,
  };
}

function describePlain(git: GitContext, place: PlainPlace): Repository {
  const { gitDir } = place;
  let checked: Promise<void> | undefined;
  const ready = (): Promise<void> => {
    checked ??= runGit(git, ['version']).then(({ stdout }) => checkVersion(stdout.toString('utf8')));
    return checked;
  };
  const facts = { commonDir: gitDir, bare: false, inWorkTree: true, objectFormat: 'sha1' } as const;
  return { ...place, ...facts, git: { ...git, ready }, plain: true };
}

/** Git says the same of a folder without a repository and of one whose `.git` is damaged; only the first is no failure. */
function notARepository(cwd: string, options: FindOptions, stderr: string): undefined {
  const named = options.named ? undefined : options.env['GIT_DIR'];
  if (named !== undefined)
    throw new GitError(`GIT_DIR names ${named}, which is not a git repository: unset it or correct it`);
  for (let folder = resolve(cwd), parent = ''; folder !== parent; parent = folder, folder = resolve(folder, '..')) {
    if (existsSync(join(folder, '.git'))) {
      throw new GitError(
        `${join(folder, '.git')} exists, but git does not accept it as a repository: ${stderr.trim()}`,
      );
    }
  }
  return undefined;
}

function refusal(cwd: string, stderr: string): GitError {
  if (/dubious ownership|unsafe repository/i.test(stderr)) {
    return new GitError(
      `git refuses the repository at ${cwd} because another user owns it (dubious ownership), so nothing of it was scanned: if you trust it, run: git config --global --add safe.directory ${cwd}`,
    );
  }
  return gitFailure(['rev-parse'], 128, stderr);
}

function checkVersion(answer: string): void {
  const match = /git version ((\d+)\.(\d+)\S*)/.exec(answer);
  if (match === null) throw new GitError('"git version" gave no version: check which git is on PATH');
  const [major, minor] = [Number(match[2]), Number(match[3])];
  if (major > LEAST_VERSION[0] || (major === LEAST_VERSION[0] && minor >= LEAST_VERSION[1])) return;
  throw new GitError(`git ${match[1]} is too old: keysieve needs git ${LEAST_VERSION.join('.')} or later`);
}

/** Whether there is an index to scan, whatever the configuration says of a work tree. */
export function hasIndex(repository: Repository): boolean {
  return existsSync(join(repository.gitDir, 'index'));
}

/** Hashes that the repository's `shallow` file names: commits whose parents were cut off. Empty when it is whole. */
export function shallowBoundary(repository: Repository): readonly string[] {
  const file = join(repository.commonDir, 'shallow');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
