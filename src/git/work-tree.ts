/** Git's view of the files in a work tree: tracked ones, and untracked ones that are not ignored. */

import type { Buffer } from 'node:buffer';
import { GitError } from '#model/errors.ts';
import { complaintsOf } from './complaints.ts';
import { findIgnoreTrap } from './ignore-trap.ts';
import type { Repository } from './repository.ts';
import { type GitResult, gitFailure, runGit, stopGit } from './spawn.ts';

/** Names are relative to the folder that the repository was found from, each of their bytes as one character (Latin-1). */
export type WorkTreeEntry =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'skip'; readonly name: string; readonly reason: string }
  | { readonly kind: 'failure'; readonly name: string; readonly reason: string };

/** Every name once, in the order of bytes. Whether there is a file behind it has to be looked at. */
export async function listWorkTree(repository: Repository): Promise<readonly WorkTreeEntry[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { status, stdout, stderr } = await withTrapCheck(repository, runGit(repository.git, args));
  if (status !== 0) throw gitFailure(args, status, stderr);
  // Git goes on after a folder that it may not read; so does the scan, but it says so.
  const failures = complaintsOf(status, stderr).map((reason): WorkTreeEntry => ({ kind: 'failure', name: '', reason }));
  const names = [...new Set(stdout.toString('latin1').split('\0').filter(Boolean))].sort();
  return [...failures, ...names.map(toEntry)];
}

function toEntry(name: string): WorkTreeEntry {
  if (!name.endsWith('/')) return { kind: 'file', name };
  return { kind: 'skip', name: name.slice(0, -1), reason: 'repository of its own' };
}

/** Git lists tens of thousands of files in less; only when it takes longer is the reason looked for. */
const PATIENCE_MS = 1500;

/** A pipe named `.gitignore` would hold git for ever: it is then stopped, and the pipe named. */
async function withTrapCheck(repository: Repository, listing: Promise<GitResult>): Promise<GitResult> {
  let trap: string | undefined;
  const timer = setTimeout(() => {
    trap = findIgnoreTrap(repository);
    if (trap !== undefined) stopGit(repository.git);
  }, PATIENCE_MS);
  const result = await listing.finally(() => clearTimeout(timer));
  if (trap === undefined) return result;
  throw new GitError(
    `${trap} is a pipe or device, and git waits for it instead of listing files: remove it and scan again`,
  );
}

/** Whether git would ignore the folder that the repository was found from. */
export async function isIgnoredFolder(repository: Repository): Promise<boolean> {
  if (repository.prefix === '') return false;
  const args = ['check-ignore', '--quiet', '--no-index', '--', `./${repository.prefix}`];
  const { status, stderr } = await runGit({ ...repository.git, cwd: repository.root }, args);
  if (status === 0) return true;
  if (status === 1) return false;
  throw gitFailure(args, status, stderr);
}

/** The parts of NUL-terminated output. */
export function splitNul(output: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let from = 0; from < output.length; ) {
    const end = output.indexOf(0, from);
    const stop = end === -1 ? output.length : end;
    parts.push(output.subarray(from, stop));
    from = stop + 1;
  }
  return parts;
}
