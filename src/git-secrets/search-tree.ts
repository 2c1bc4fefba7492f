/** Searches what git lists below the current folder: the work tree, with untracked files or without git, or the index. */

import { Buffer } from 'node:buffer';
import { readObjects } from '#git/cat-file.ts';
import { type GitContext, gitFailure, readGit, runGit } from '#git/spawn.ts';
import { splitNul } from '#git/work-tree.ts';
import { createFileFeeder } from './read-file.ts';
import type { ContentSearch, Search } from './search.ts';
import { locate } from './search-files.ts';
import { shownName } from './shown-name.ts';

/** Which files; `pathspecs` narrow them. */
export interface TreeRequest {
  readonly tree: 'tracked' | 'untracked' | 'no-index';
  readonly pathspecs: readonly string[];
}

/** Files of the work tree as they are on disk; `names` are relative to `cwd`, in Latin-1. */
export function searchWorkTree(search: Search, cwd: string, names: readonly string[]): void {
  const feeder = createFileFeeder(search);
  for (const name of names) feeder.feedListed({ name: shownName(name), location: locate(cwd, name) });
}

/**
 * Names relative to the current folder in Latin-1, each once, in git's order: by their bytes. Throws GitError when they
 * cannot be listed.
 */
export async function listWorkTree(git: GitContext, { tree, pathspecs }: TreeRequest): Promise<readonly string[]> {
  const listed = tree === 'no-index' ? await listWithoutIndex(git, pathspecs) : await listTracked(git, tree, pathspecs);
  return [...new Set(listed.toString('latin1').split('\0').slice(0, -1))].sort();
}

function listTracked(git: GitContext, tree: TreeRequest['tree'], pathspecs: readonly string[]): Promise<Buffer> {
  const others = tree === 'untracked' ? ['--others', '--exclude-standard'] : [];
  return readGit(git, ['ls-files', '-z', '--cached', ...others, '--', ...pathspecs]);
}

/** Without an index only `git grep` lists what a pathspec names: the files in which the empty pattern matches. */
async function listWithoutIndex(git: GitContext, pathspecs: readonly string[]): Promise<Buffer> {
  const args = ['grep', '--no-index', '--text', '--no-textconv', '-l', '-z', '-e', '', '--', ...pathspecs];
  const { status, stdout, stderr } = await runGit(git, args);
  if (status !== 0 && status !== 1) throw gitFailure(args, status, stderr);
  return stdout;
}

/** A content that the index or a commit names. */
export interface NamedObject {
  readonly object: string;
  /** As it is shown, in Latin-1. */
  readonly name: string;
}

/** The files of the index that match `pathspecs`. Throws GitError when they cannot be listed. */
export async function searchIndex(search: Search, git: GitContext, pathspecs: readonly string[]): Promise<void> {
  const entries = splitNul(await readGit(git, ['ls-files', '-z', '--stage', '--', ...pathspecs]));
  const files = entries.flatMap((entry): readonly NamedObject[] => {
    const [, object, name] = INDEX_ENTRY.exec(entry.toString('latin1')) ?? [];
    return object === undefined || name === undefined ? [] : [{ object, name: shownName(name) }];
  });
  await searchObjects(search, git, files);
}

/** `100644 <id> <stage>\t<name>`; links and submodules have other modes, and no lines. */
const INDEX_ENTRY = /^100\d{3} ([0-9a-f]+) \d\t(.*)$/s;

/** The contents of objects, in their order. One that cannot be read is a problem. */
export async function searchObjects(search: Search, git: GitContext, files: readonly NamedObject[]): Promise<void> {
  let at = 0;
  let content: ContentSearch | undefined;
  if (files.length === 0) return;
  for await (const batch of readObjects(
    git,
    files.map(({ object }) => object),
  )) {
    for (const part of batch) {
      const name = files[at]?.name ?? '';
      if (part.kind === 'failure') {
        search.fail(`${Buffer.from(name, 'latin1').toString('utf8')}: object ${part.object} ${part.reason}`);
        at++;
        continue;
      }
      if (part.first) content = search.open({ name });
      content?.push(part.bytes, part.last);
      if (part.last) at++;
    }
  }
}
