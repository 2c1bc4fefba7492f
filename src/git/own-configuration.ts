/** Finds the configuration files of a repository itself: a remote's URL there may hold a password. */

import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from './repository.ts';

/** A file, by the name that reports give it (`.git/config`) and its absolute path, in which no link is left. */
export interface OwnFile {
  readonly name: string;
  readonly location: string;
}

/** The configuration that all work trees share and what each has of its own; what they include is the user's. */
export function ownConfiguration({ commonDir, bare }: Repository): readonly OwnFile[] {
  const worktrees = join(commonDir, 'worktrees');
  const own = existsSync(worktrees) ? readdirSync(worktrees).sort() : [];
  const names = ['config', 'config.worktree', ...own.map((name) => `worktrees/${name}/config.worktree`)];
  return names.flatMap((name) => {
    const file = join(commonDir, name);
    return existsSync(file) ? [{ name: bare ? name : `.git/${name}`, location: realpathSync(file) }] : [];
  });
}
