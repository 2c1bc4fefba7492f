/** The commands that look for patterns: `--scan`, `--scan-history` and what the three hooks call. */

import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesFromHead } from '#git/index-changes.ts';
import { missingObjects } from '#git/object-listing.ts';
import { hasContent } from '#git/raw-diff.ts';
import type { RegisteredPattern } from '#git/registration.ts';
import { type Repository, shallowBoundary } from '#git/repository.ts';
import type { GitContext } from '#git/spawn.ts';
import { streamBytes } from '#git/stream.ts';
import { bytesOfPath } from '#text/path-name.ts';
import type { LinePattern } from './compile-pattern.ts';
import type { CommandContext } from './context.ts';
import { deliver, EXIT_INCOMPLETE, EXIT_OK, sayTo } from './deliver.ts';
import { filterAllowed } from './filter-allowed.ts';
import type { CommandLine } from './parse-command-line.ts';
import { compileAllowed, compileForFiles, compileForTrees, readSettings } from './read-settings.ts';
import { createSearch, type Search, type SearchResult } from './search.ts';
import { STDIN_NAME, searchFiles, searchStream } from './search-files.ts';
import { searchHistory } from './search-history.ts';
import { listWorkTree, searchIndex, searchObjects, searchWorkTree, type TreeRequest } from './search-tree.ts';
import { shownName } from './shown-name.ts';

/** Git's own status and words for it. */
const EXIT_NO_REPOSITORY = 128;
const NO_REPOSITORY = 'fatal: not a git repository (or any of the parent directories): .git\n';

const NO_PATTERNS =
  'no prohibited patterns are registered, so nothing was looked for: see --register-aws, --add and --add-provider';

/** Git-secrets says nothing, and ends in 0: jobs that clone so are to go on as they are, but not without knowing. */
const SHALLOW =
  'the clone is shallow: older commits are not here and were not searched. To have them: git fetch --unshallow';

/** What is looked at, and how patterns are read for it. */
interface Task {
  readonly compile: (patterns: readonly RegisteredPattern[]) => readonly LinePattern[];
  /** Asks git for the files, if it is to list them, while the patterns are read. */
  readonly list?: () => Promise<readonly string[]>;
  readonly feed: (search: Search, listed: readonly string[]) => Promise<void>;
  /** Somebody asked for it: without a pattern it is said that nothing was looked for. */
  readonly isAsked: boolean;
}

/** `--scan`: what git lists, or files as grep takes them. */
export async function scan(context: CommandContext, { flags, operands }: CommandLine): Promise<number> {
  const { surroundings, git } = context;
  const tree = treeOf(flags);
  if (flags.has('cached')) {
    return inRepository(context, () => treeTask((search) => searchIndex(search, git, operands)));
  }
  if (tree === 'no-index') {
    return run(context, workTreeTask(git, { tree, pathspecs: operands }));
  }
  if (tree === 'untracked' || operands.length === 0) {
    return inRepository(context, () => workTreeTask(git, { tree, pathspecs: operands }));
  }
  const request = { operands, recursive: flags.has('recursive'), cwd: git.cwd, stdin: () => surroundings.stdin };
  return run(context, { compile: compileForFiles, feed: (search) => searchFiles(search, request), isAsked: true });
}

function treeOf(flags: ReadonlySet<string>): TreeRequest['tree'] {
  if (flags.has('no-index')) return 'no-index';
  return flags.has('untracked') ? 'untracked' : 'tracked';
}

/** `--scan-history`: where no commit has anything to show, the work tree is searched, as git-secrets does. */
export async function scanHistory(context: CommandContext): Promise<number> {
  const { git, surroundings } = context;
  return inRepository(context, (repository) =>
    treeTask(async (search) => {
      if (shallowBoundary(repository).length > 0) {
        sayTo(surroundings.stderr, SHALLOW);
      }
      const [missing] = await Promise.all([missingIn(repository), searchHistory(search, git)]);
      for (const problem of missing) search.fail(problem);
      if (search.result().lines.length > 0 || repository.bare) return;
      const root = { ...git, cwd: repository.root };
      const names = await listWorkTree(root, { tree: 'tracked', pathspecs: [] });
      searchWorkTree(search, root.cwd, names);
    }),
  );
}

/** What the history needs and the object store does not hold. */
async function missingIn(repository: Repository): Promise<readonly string[]> {
  const complaints: string[] = [];
  const missing = await missingObjects(repository, (complaint) => complaints.push(complaint));
  if (missing.length === 0) return complaints;
  return [
    ...complaints,
    `${missing.length} objects of the history are missing and were not searched: fetch them first`,
  ];
}

/** `--pre_commit_hook`: the whole content of every file that the next commit changes. */
export async function preCommitHook(context: CommandContext): Promise<number> {
  return inRepository(context, (repository) => ({
    compile: compileForTrees,
    isAsked: false,
    feed: async (search) => {
      const { changed } = await changesFromHead(repository);
      const files = changed
        .filter((entry) => hasContent(entry.new) && entry.new.mode.startsWith('100'))
        .map((entry) => ({
          object: entry.new.object,
          name: shownName(Buffer.from(bytesOfPath(entry.path)).toString('latin1')),
        }));
      await searchObjects(search, context.git, files);
    },
  }));
}

/** `--commit_msg_hook FILE`: every line of the message, comments too, which git may keep. */
export async function commitMessageHook(context: CommandContext, { operands }: CommandLine): Promise<number> {
  const [file] = operands;
  if (file === undefined) {
    sayTo(context.surroundings.stderr, '--commit_msg_hook needs the file that holds the message');
    return EXIT_INCOMPLETE;
  }
  const request = { operands: [file], recursive: false, cwd: context.git.cwd, stdin: () => context.surroundings.stdin };
  return run(context, { compile: compileForFiles, feed: (search) => searchFiles(search, request), isAsked: false });
}

/** `--prepare_commit_msg_hook FILE SOURCE`: before a merge, everything that its commits said and added. */
export async function prepareCommitMessageHook(context: CommandContext, { operands }: CommandLine): Promise<number> {
  if (operands[1] !== 'merge') return EXIT_OK;
  return inRepository(context, (repository) => ({
    compile: compileForFiles,
    isAsked: false,
    feed: async (search) => {
      const heads = mergedHeads(repository, context.surroundings.env);
      if (heads.length === 0) return;
      const log = streamBytes(repository.git, [...LOG, ...heads, '^HEAD', '--']);
      // Diffs of binary files are in it as text, so that none of them hides the others.
      await searchStream(search, log, { name: STDIN_NAME, binaryToo: true, except: REMOVED });
    },
  }));
}

const LOG = ['log', '--format=medium', '-p', '-c', '--text', '--no-color', '--no-ext-diff', '--no-textconv'];

/** A line that a commit takes away, or one of both parents of a merge. */
const REMOVED = /^ ?-/;

/** Git names what it merges in `GITHEAD_<id>`, and in MERGE_HEAD when the merge had to be finished by hand. */
function mergedHeads(repository: Repository, env: NodeJS.ProcessEnv): readonly string[] {
  const named = Object.keys(env).flatMap((name) => /^GITHEAD_([0-9a-f]{40,64})$/.exec(name)?.[1] ?? []);
  const file = join(repository.gitDir, 'MERGE_HEAD');
  const written = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return [...new Set([...named, ...written])];
}

function workTreeTask(git: GitContext, request: TreeRequest): Task {
  return {
    ...treeTask(async (search, listed) => searchWorkTree(search, git.cwd, listed)),
    list: () => listWorkTree(git, request),
  };
}

function treeTask(feed: Task['feed']): Task {
  return { compile: compileForTrees, feed, isAsked: true };
}

async function inRepository(context: CommandContext, task: (repository: Repository) => Task): Promise<number> {
  const repository = await context.repository();
  if (repository !== undefined) return run(context, task(repository));
  context.surroundings.stderr.write(NO_REPOSITORY);
  return EXIT_NO_REPOSITORY;
}

async function run(context: CommandContext, { compile, list, feed, isAsked }: Task): Promise<number> {
  const { git, surroundings } = context;
  const [{ prohibited, allowed, failures }, listed] = await Promise.all([readSettings(git, surroundings), list?.()]);
  if (prohibited.length === 0) {
    if (isAsked) sayTo(surroundings.stderr, NO_PATTERNS);
    return deliver({ lines: [], problems: failures }, surroundings);
  }
  const search = createSearch(compile(prohibited));
  await feed(search, listed ?? []);
  const found = search.result();
  const { lines, problems } = await withoutAllowed(context, found.lines, allowed);
  return deliver({ lines, problems: [...failures, ...found.problems, ...problems] }, surroundings);
}

async function withoutAllowed(
  context: CommandContext,
  lines: readonly string[],
  allowed: readonly RegisteredPattern[],
): Promise<SearchResult> {
  if (lines.length === 0) return { lines, problems: [] };
  const repository = await context.repository();
  const root = repository === undefined || repository.bare ? undefined : repository.root;
  return filterAllowed(lines, compileAllowed(allowed, root));
}
