/** The source of `scan [path...]`. */

import type { Repository } from '#git/repository.ts';
import { type GitContext, stopGit } from '#git/spawn.ts';
import type { Target } from '#model/options.ts';
import type { PlanLimits, Source } from '../source.ts';
import { planPaths } from './plan.ts';
import { createFilesReader } from './read.ts';

/** What the source needs beside its target. */
export interface PathsSourceOptions {
  readonly target: Extract<Target, { kind: 'paths' }>;
  readonly repository: Repository | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly limits: PlanLimits;
}

/** Files of the work tree or of any folder, as `planPaths` finds them. */
export function createPathsSource({ target, repository, env, limits }: PathsSourceOptions): Source {
  // The folders that are scanned may lie in repositories of their own.
  const running: GitContext['running'] = new Set();
  return {
    kind: 'paths',
    root: '.',
    plan: () => planPaths({ ...target, repository, env, running, limits }),
    ...createFilesReader(limits),
    stop: () => stopGit({ running }),
    reader: { kind: 'files', maxFileSize: limits.maxFileSize },
    async attribute(found) {
      const located = found.flatMap(({ origin, match }) =>
        origin.kind === 'file' ? [{ path: origin.path, provenance: { kind: 'file' as const }, match }] : [],
      );
      return { located, problems: [] };
    },
  };
}
