/** Finds the baseline that applies to a scan. It is read, and looked into by whoever found something. */

import { resolve } from 'node:path';
import { BASELINE_NAME } from '#baseline/baseline.ts';
import type { Repository } from '#git/repository.ts';
import { ConfigError } from '#model/errors.ts';
import type { BaselineFile, Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import { createDiskSource, createTreeSource, isDevice, isFile } from './read.ts';
import { baseRevision } from './trust.ts';

/** A baseline, or none, and what should be said about it. */
export interface FoundBaseline {
  readonly baseline: BaselineFile | undefined;
  readonly notices: readonly string[];
}

/** Some half a million entries. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * What `trust` allows: `--baseline` always; else the file at the top of the repository, or in `cwd` where there is none.
 * Throws ConfigError where `--baseline` names no file, GitError from reading a commit.
 */
export async function findBaseline(
  request: ScanRequest,
  repository: Repository | undefined,
  trust: Trust,
): Promise<FoundBaseline> {
  const root = repository?.root ?? request.cwd;
  const disk = createDiskSource(root, MOST_BYTES);
  const own = resolve(root, BASELINE_NAME);
  if (request.baseline !== undefined) {
    const path = resolve(request.cwd, request.baseline);
    // As with other tools, /dev/null switches it off.
    if (isDevice(path, request.baseline)) return { baseline: undefined, notices: [] };
    const text = await disk.read(path);
    if (text !== undefined) return { baseline: { name: request.baseline, text }, notices: [] };
    throw new ConfigError(
      `--baseline ${request.baseline}: there is no such file; "keysieve baseline create" makes one`,
    );
  }
  if (trust === 'worktree') return named(BASELINE_NAME, await disk.read(own));
  const revision = trust === 'head' ? 'HEAD' : trust === 'base' ? baseRevision(request.ranges) : undefined;
  if (repository !== undefined && revision !== undefined) {
    const tree = createTreeSource(repository, revision, MOST_BYTES);
    return named(tree.describe(BASELINE_NAME), await tree.read(BASELINE_NAME));
  }
  return { baseline: undefined, notices: trust === 'base' && isFile(own, BASELINE_NAME, MOST_BYTES) ? [UNUSED] : [] };
}

const UNUSED = `${BASELINE_NAME}: not used, because the range names no commit that it starts from (A..B), whose baseline could be trusted; --trust worktree uses it as it stands here`;

function named(name: string, text: string | undefined): FoundBaseline {
  return { baseline: text === undefined ? undefined : { name, text }, notices: [] };
}
