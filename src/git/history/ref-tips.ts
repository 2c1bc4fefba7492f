/** Where walks through the commits begin: refs, the HEADs of work trees, and the entries of reflogs. */

import type { PathName } from '#model/path-name.ts';
import { pathFromLatin1 } from '#text/path-name.ts';
import type { Repository } from '../repository.ts';
import { runGit } from '../spawn.ts';

/** A ref, the commit that it leads to, through tags of tags as well, and its whole name. */
export interface RefTip {
  readonly commit: string;
  readonly name: PathName;
}

/** An entry of a reflog that git can name, such as `HEAD@{2}`. */
export interface ReflogEntry {
  readonly commit: string;
  readonly name: PathName;
}

/** Everything that leads to commits. What cannot be read is left out: the scan said so. */
export interface Tips {
  readonly refs: readonly RefTip[];
  /** The HEADs of all work trees. */
  readonly heads: readonly string[];
  /** Newest first within each reflog. */
  readonly reflog: readonly ReflogEntry[];
  /** Everything that reflogs name, also what git has no name for: what a ref was before its first entry. */
  readonly logged: readonly string[];
}

/** Four short calls. */
export async function readTips(repository: Repository): Promise<Tips> {
  const ask = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await runGit(repository.git, args);
    return stdout.toString('latin1').split('\n').filter(Boolean);
  };
  const [refs, worktrees, reflog, logged] = await Promise.all([
    ask('show-ref', '--dereference'),
    ask('worktree', 'list', '--porcelain'),
    ask('log', '--no-mailmap', '--walk-reflogs', '--all', '--format=%H %gD'),
    ask('rev-list', '--no-walk=unsorted', '--reflog'),
  ]);
  return {
    refs: refTips(refs),
    heads: worktrees.flatMap((line) => /^HEAD (?!0+$)([0-9a-f]+)$/.exec(line)?.[1] ?? []),
    reflog: reflog.map((line) => named(line)),
    logged,
  };
}

/** `ID refs/tags/v1` and, for what a tag leads to in the end, `ID refs/tags/v1^{}` behind it. */
function refTips(lines: readonly string[]): readonly RefTip[] {
  const tips = new Map<string, RefTip>();
  for (const line of lines) {
    const { commit, name } = named(line.replace(/\^\{\}$/, ''));
    tips.set(name.text, { commit, name });
  }
  return [...tips.values()];
}

function named(line: string): RefTip {
  const space = line.indexOf(' ');
  return { commit: line.slice(0, space), name: pathFromLatin1(line.slice(space + 1)) };
}
