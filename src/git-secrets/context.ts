/** What all commands share: where git is asked, the repository around the current folder, and the process. */

import { findRepository, type Repository } from '#git/repository.ts';
import { type GitContext, gitEnvironment } from '#git/spawn.ts';
import type { Surroundings } from './deliver.ts';

/** What a command runs in. */
export interface CommandContext {
  readonly surroundings: Surroundings;
  readonly git: GitContext;
  /** Found when first asked for; undefined outside of any. Throws GitError where git refuses it. */
  readonly repository: () => Promise<Repository | undefined>;
}

/** The context of a run. */
export function createContext(surroundings: Surroundings): CommandContext {
  const { cwd, env } = surroundings;
  const git: GitContext = { cwd, env: gitEnvironment(env, false), running: new Set() };
  let repository: Promise<Repository | undefined> | undefined;
  return {
    surroundings,
    git,
    repository() {
      repository ??= findRepository(cwd, { named: false, env, running: git.running });
      return repository;
    },
  };
}
