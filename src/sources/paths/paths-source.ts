/** The source of `scan [path...]`. */

import type { Repository } from '#git/repository.ts';
import type { Target } from '#model/options.ts';
import type { ReadLimits, Source } from '../source.ts';
import { planPaths } from './plan.ts';
import { createFileReader } from './read.ts';

/** What the source needs beside its target. */
export interface PathsSourceOptions {
  readonly target: Extract<Target, { kind: 'paths' }>;
  readonly repository: Repository | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly limits: ReadLimits;
}

/** Files of the work tree or of any folder, as `planPaths` finds them. */
export function createPathsSource({ target, repository, env, limits }: PathsSourceOptions): Source {
  const reader = createFileReader(limits);
  return {
    kind: 'paths',
    root: '.',
    plan: () => planPaths({ ...target, repository, env, limits }),
    async *read(unit) {
      if (unit.kind !== 'files') return;
      for (const file of unit.files) yield reader.read(file);
    },
    async attribute(found) {
      const located = found.flatMap(({ origin, match }) =>
        origin.kind === 'file' ? [{ path: origin.path, provenance: { kind: 'file' as const }, match }] : [],
      );
      return { located, problems: [] };
    },
  };
}
