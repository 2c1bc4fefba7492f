/** Finds the baseline that applies to a scan. It is read, and looked into by whoever found something. */

import { resolve } from 'node:path';
import { BASELINE_NAME } from '#baseline/baseline.ts';
import type { Repository } from '#git/repository.ts';
import { readTreeFile } from '#git/tree-file.ts';
import { ConfigError } from '#model/errors.ts';
import type { BaselineFile, Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import { checkSize, isDevice, isFile, readFileBytes } from './read.ts';
import { trustedRevision } from './trust.ts';

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
  if (request.baseline !== undefined) return { baseline: readNamed(request.baseline, request.cwd), notices: [] };
  const own = resolve(repository?.root ?? request.cwd, BASELINE_NAME);
  if (trust === 'worktree') return found(BASELINE_NAME, readFileBytes(own, BASELINE_NAME, MOST_BYTES));
  const revision = trustedRevision(trust, request.ranges);
  if (repository !== undefined && revision !== undefined) {
    const name = `${revision}:${BASELINE_NAME}`;
    const bytes = await readTreeFile(repository, revision, BASELINE_NAME);
    checkSize(bytes?.length ?? 0, name, MOST_BYTES);
    return found(name, bytes);
  }
  return { baseline: undefined, notices: trust === 'base' && isFile(own, BASELINE_NAME, MOST_BYTES) ? [UNUSED] : [] };
}

function readNamed(written: string, cwd: string): BaselineFile | undefined {
  const path = resolve(cwd, written);
  // As with other tools, /dev/null switches it off.
  if (isDevice(path, written)) return undefined;
  const bytes = readFileBytes(path, written, MOST_BYTES);
  if (bytes !== undefined) return { name: written, bytes };
  throw new ConfigError(`--baseline ${written}: there is no such file; "keysieve baseline create" makes one`);
}

const UNUSED = `${BASELINE_NAME}: not used, because the range names no commit that it starts from (A..B), whose baseline could be trusted; --trust worktree uses it as it stands here`;

function found(name: string, bytes: Uint8Array | undefined): FoundBaseline {
  return { baseline: bytes && { name, bytes }, notices: [] };
}
