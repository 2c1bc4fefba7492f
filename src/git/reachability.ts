/** Orders all commits of a repository and says through what each of them is reached. */

import type { Repository } from './repository.ts';
import { readGit, runGit } from './spawn.ts';
import { streamLines } from './stream.ts';

/** How a commit is reached, the ordinary way first. */
export const REACHES = ['commit', 'note', 'stash', 'reflog', 'unreachable'] as const;

export type Reach = (typeof REACHES)[number];

/** All commits of a repository in one order, with the way to each. */
export interface CommitOrder {
  /** All commits, an ancestor before its descendants, otherwise by date. */
  readonly commits: readonly string[];
  /** How `commit` is reached; what a branch or tag reaches is `commit` even if a stash does too. */
  reachOf(commit: string): Reach;
}

/** Every commit of the object store. Three to five walks over the commits, none over their trees. */
export async function orderCommits(repository: Repository): Promise<CommitOrder> {
  const [commits, ordinary] = await Promise.all([
    storedCommits(repository).then((stored) => ordered(repository, stored)),
    reachedThrough(repository, 'commit'),
  ]);
  const reaches = new Map<Reach, ReadonlySet<string>>([['commit', ordinary]]);
  if (ordinary.size < commits.length) {
    for (const reach of REACHES.slice(1, -1)) reaches.set(reach, await reachedThrough(repository, reach));
  }
  return {
    commits,
    reachOf: (commit) => REACHES.find((reach) => reaches.get(reach)?.has(commit)) ?? 'unreachable',
  };
}

/** The commits in the order in which a first one is looked for: the ordinary way to them first, then ancestors first. */
export function commitsByReach({ commits, reachOf }: CommitOrder): readonly string[] {
  return REACHES.flatMap((reach) => commits.filter((commit) => reachOf(commit) === reach));
}

/** Ids of all commit objects, reachable or not. */
async function storedCommits(repository: Repository): Promise<string[]> {
  const args = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)', '--unordered'];
  const commits: string[] = [];
  for await (const lines of streamLines(repository.git, args, { onEnd: () => {} })) {
    for (const line of lines) if (line.endsWith(' commit')) commits.push(line.slice(0, line.indexOf(' ')));
  }
  return commits;
}

/** Walks from every stored commit; where a parent is missing git cannot, and the commits' own dates must do. */
async function ordered(repository: Repository, stored: readonly string[]): Promise<readonly string[]> {
  const input = `${stored.join('\n')}\n`;
  const walk = await runGit(repository.git, ['rev-list', '--date-order', '--reverse', '--stdin'], input);
  if (walk.status === 0) return lines(walk.stdout);
  const byDate = await readGit(repository.git, ['rev-list', '--no-walk=sorted', '--stdin'], input);
  return lines(byDate).reverse();
}

const STARTS: Readonly<Record<Exclude<Reach, 'unreachable'>, readonly string[]>> = {
  commit: ['--exclude=refs/stash', '--exclude=refs/notes/*', '--all'],
  note: ['--glob=refs/notes/*'],
  stash: ['--glob=refs/stash*'],
  reflog: ['--reflog'],
};

async function reachedThrough(repository: Repository, reach: Reach): Promise<ReadonlySet<string>> {
  if (reach === 'unreachable') return new Set();
  const starts = reach === 'stash' ? await stashEntries(repository) : [];
  // What can be walked before a missing parent is still reached, so a failure here loses no commit: it was told before.
  const walk = await runGit(
    repository.git,
    ['rev-list', ...STARTS[reach], '--stdin'],
    starts.map((entry) => `${entry}\n`).join(''),
  );
  return new Set(lines(walk.stdout));
}

/** Older entries of the stash stand in its reflog only. */
async function stashEntries(repository: Repository): Promise<readonly string[]> {
  const log = await runGit(repository.git, ['rev-list', '--walk-reflogs', 'refs/stash', '--']);
  return log.status === 0 ? lines(log.stdout) : [];
}

function lines(output: { toString(encoding: 'latin1'): string }): string[] {
  return output
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
}
