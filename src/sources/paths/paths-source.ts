/** The source of `scan [path...]`. */

import type { Repository } from '#git/repository.ts';
import { type GitContext, stopGit } from '#git/spawn.ts';
import type { Target } from '#model/options.ts';
import type { PlanLimits, Source } from '../source.ts';
import { createCoveredFiles } from './covered-files.ts';
import { planPaths } from './plan.ts';
import { createFilesReader } from './read.ts';

/** What the source needs beside its target. */
export interface PathsSourceOptions {
  readonly target: Extract<Target, { kind: 'paths' }>;
  readonly repository: Repository | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly limits: PlanLimits;
  /** Whether somebody will ask what the scan covers. */
  readonly remembersFiles: boolean;
}

/** Files of the work tree or of any folder, as `planPaths` finds them. */
export function createPathsSource({ target, repository, env, limits, remembersFiles }: PathsSourceOptions): Source {
  // The folders that are scanned may lie in repositories of their own.
  const running: GitContext['running'] = new Set();
  const covered = createCoveredFiles({ ...target, repository });
  const plan = () => planPaths({ ...target, repository, env, running, limits });
  return {
    kind: 'paths',
    root: '.',
    plan: remembersFiles ? () => covered.remember(plan()) : plan,
    ...createFilesReader(limits),
    ...(remembersFiles && { covers: (path) => covered.covers(path) }),
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
