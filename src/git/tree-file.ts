/** Reads one file of a commit, for configuration that is taken from a revision. */

import { GitError } from '#model/errors.ts';
import { askGit } from './client.ts';
import { type Repository, shallowBoundary } from './repository.ts';
import { readGit } from './spawn.ts';

/**
 * The content of `path` (relative to the top, `/` between folders) in the tree of `revision`; undefined when the
 * revision has no such file. Throws GitError when the revision does not exist or the file cannot be read.
 */
export async function readTreeFile(
  repository: Repository,
  revision: string,
  path: string,
): Promise<Uint8Array | undefined> {
  const commit = await resolveCommit(repository, revision);
  const listing = await readGit(repository.git, ['ls-tree', '-z', '--full-tree', commit, '--', path]);
  const [, type, object] = /^\d+ (\w+) ([0-9a-f]+)\t/.exec(listing.toString('utf8')) ?? [];
  if (type !== 'blob' || object === undefined) return undefined;
  return readGit(repository.git, ['cat-file', 'blob', object]);
}

/** The full hash of the commit that `revision` names. Throws GitError when there is none. */
export async function resolveCommit(repository: Repository, revision: string): Promise<string> {
  try {
    return await askGit(repository.git, ['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`]);
  } catch (cause) {
    const remedy =
      shallowBoundary(repository).length > 0
        ? 'the clone is shallow; fetch it whole (fetch-depth: 0 in CI)'
        : 'check the name, or fetch it';
    throw new GitError(`"${revision}" names no commit of the repository at ${repository.root}: ${remedy}`, { cause });
  }
}
