/** The commits that a range names and what each of them changed. */

import { GitError } from '#model/errors.ts';
import { createRawParser, type RawEntry } from './raw-diff.ts';
import type { Repository } from './repository.ts';
import { gitFailure, readGit, runGit } from './spawn.ts';
import { streamGit } from './stream.ts';
import { resolveCommit } from './tree-file.ts';

/** `commits`: an ancestor before its descendants. `boundary`: commits that the range excludes and builds on. */
export interface CommitRange {
  readonly commits: readonly string[];
  readonly boundary: readonly string[];
}

/** Full ids of commits that count beside the arguments, and of those that the other side has. */
export interface PushedCommits {
  readonly tips: readonly string[];
  readonly known: readonly string[];
}

/** A change and the commit that made it; `rank` is the commit's index in the range. */
export interface RangeChange extends RawEntry {
  readonly commit: string;
  readonly rank: number;
}

/**
 * Resolves arguments of `git rev-list`. Throws GitError naming them when git does not understand them, and for options
 * that do more than select commits: some write files, print other things, or narrow silently.
 */
export async function resolveRange(
  repository: Repository,
  revisions: readonly string[],
  push?: PushedCommits,
): Promise<CommitRange> {
  checkArguments(revisions);
  const { commits, boundary } = await listRange(repository, revisions, push);
  if (commits.length + boundary.length === 0) await checkCommits(repository, revisions);
  const lasting = withoutPicks(revisions);
  if (commits.length === 0 || lasting.length === revisions.length) return { commits, boundary };
  return { commits, boundary: (await listRange(repository, lasting, push)).boundary };
}

/** There may be more refs in a push than fit on a command line. */
async function listRange(
  repository: Repository,
  revisions: readonly string[],
  push?: PushedCommits,
): Promise<CommitRange> {
  const lines = push && [...push.tips, ...push.known.map((id) => `^${id}`)];
  const selected = lines === undefined ? revisions : ['--stdin', ...revisions];
  const args = ['rev-list', '--date-order', '--reverse', '--boundary', ...selected, '--'];
  const { status, stdout, stderr } = await runGit(repository.git, args, lines?.map((line) => `${line}\n`).join(''));
  if (status !== 0) {
    const failure = gitFailure(args, status, stderr);
    throw new GitError(`the range "${revisions.join(' ')}" cannot be resolved: ${failure.message}`, { cause: failure });
  }
  const printed = stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  if (printed.some((line) => !/^-?(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(line))) {
    throw new GitError(
      `the range "${revisions.join(' ')}" holds an option that changes what git rev-list prints: leave it out`,
    );
  }
  return {
    commits: printed.filter((line) => !line.startsWith('-')),
    boundary: printed.filter((line) => line.startsWith('-')).map((line) => line.slice(1)),
  };
}

/** Options that pick commits by what they are. */
const PICKING =
  /^(?:--(?:since|after|since-as-filter|until|before|max-age|min-age|author|committer|grep|max-count|skip|min-parents|max-parents)=|--(?:no-)?merges$|-n?\d*$)/;

/**
 * The arguments without options that pick commits by date, number or author. Commits that those leave out are no state
 * that somebody accepted: a secret of one of them that comes back is new, while one that `^A` holds is known.
 */
function withoutPicks(revisions: readonly string[]): readonly string[] {
  return revisions.filter((word, at) => !PICKING.test(word) && revisions[at - 1] !== '-n');
}

/**
 * Objects that the arguments of a range name beside commits: annotated tags, and blobs and trees that a tag names. For
 * arguments that were resolved before.
 */
export async function namedObjects(
  repository: Repository,
  revisions: readonly string[],
  { commits }: CommitRange,
): Promise<readonly string[]> {
  const args = ['rev-list', '--objects', '--no-object-names', '--filter=tree:0', ...revisions, '--'];
  const listed = (await readGit(repository.git, args)).toString('latin1').split('\n').filter(Boolean);
  const known = new Set(commits);
  return listed.filter((id) => !known.has(id));
}

/** Git takes a blob for an empty range; only a range between commits may be empty, and a name by itself that of a blob. */
async function checkCommits(repository: Repository, revisions: readonly string[]): Promise<void> {
  const names = revisions.filter((word) => !word.startsWith('-') && !/^\d+$/.test(word));
  for (const name of names) {
    const ends = name.replace(/^\^/, '').split(/\.{2,3}/);
    if (ends[0] === name && (await isObject(repository, name))) continue;
    for (const end of ends) if (end !== '') await resolveCommit(repository, end);
  }
}

async function isObject(repository: Repository, name: string): Promise<boolean> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{object}`];
  return (await runGit(repository.git, args)).status === 0;
}

/** Options of rev-list that select commits, and nothing else. */
const SELECTING = new RegExp(
  `^(?:${[
    '--(?:not|all|reflog|first-parent|merges|no-merges|ancestry-path|single-worktree|cherry-pick|left-only|right-only)',
    '--(?:branches|tags|remotes)(?:=.+)?',
    '--(?:glob|exclude|since|after|since-as-filter|until|before|max-age|min-age|author|committer|grep)=.+',
    '--(?:max-count|skip|min-parents|max-parents)=-?[0-9]+',
    '-(?:n|n?[0-9]+)',
  ].join('|')})$`,
);

function checkArguments(revisions: readonly string[]): void {
  const stranger = revisions.find((word) => word.startsWith('-') && !SELECTING.test(word));
  if (stranger === undefined) return;
  const advice = stranger === '--' ? 'to look at some paths only, use --include' : 'leave it out';
  throw new GitError(`"${stranger}" in a range is no option of git rev-list that selects commits: ${advice}`);
}

/**
 * What the commits changed: renames are followed, and of a merge only what differs from every parent counts, since the
 * rest came in on one side.
 */
export async function* rangeChanges(repository: Repository, commits: readonly string[]): AsyncGenerator<RangeChange> {
  const args = [
    'diff-tree',
    '--stdin',
    '-r',
    '-c',
    '--root',
    '--raw',
    '-z',
    '--find-renames',
    '--no-abbrev',
    '--no-relative',
  ];
  const parse = createRawParser();
  const ranks = new Map(commits.map((commit, rank) => [commit, rank]));
  let commit = '';
  for await (const field of streamGit(repository.git, args, { separator: 0, input: `${commits.join('\n')}\n` })) {
    const record = parse(field);
    if (record?.kind === 'commit') commit = record.commit;
    if (record?.kind === 'entry') yield { ...record, commit, rank: ranks.get(commit) ?? 0 };
  }
}
