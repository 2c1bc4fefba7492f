/** Makes the source that a target asks for; each is loaded only when it is used. */

import { hasIndex, type Repository } from '#git/repository.ts';
import { SourceError } from '#model/errors.ts';
import type { ScanOptions } from '#model/options.ts';
import { needAllPaths } from '#rules/paths-alone.ts';
import type { KnownHistory } from '#sources/history/known-history.ts';
import type { PlanLimits, Source } from '#sources/source.ts';

/** What the command line gives beside the options. */
export interface SourceEnvironment {
  readonly repository: Repository | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: AsyncIterable<Uint8Array | string> | undefined;
  /** What an earlier scan of the history has looked at. */
  readonly known: KnownHistory | undefined;
}

/** Throws SourceError where the target needs a repository or standard input and there is none. */
export async function createSource(
  { target, ruleSet, baseline }: ScanOptions,
  { repository, env, stdin, known }: SourceEnvironment,
  limits: PlanLimits,
): Promise<Source> {
  switch (target.kind) {
    case 'paths': {
      const { createPathsSource } = await import('#sources/paths/paths-source.ts');
      return createPathsSource({ target, repository, env, limits, remembersFiles: baseline !== undefined });
    }
    case 'stdin': {
      const { createStdinSource } = await import('#sources/stdin/stdin-source.ts');
      if (stdin === undefined) throw new SourceError('there is no standard input to scan');
      return createStdinSource(stdin, target.path, limits);
    }
    case 'staged': {
      const { createStagedSource } = await import('#sources/staged/staged-source.ts');
      return createStagedSource({ target, repository: withIndex(repository, target.cwd), limits });
    }
    case 'history': {
      const { createHistorySource } = await import('#sources/history/history-source.ts');
      const root = target.repository ?? '.';
      return createHistorySource({
        repository: required(repository, target.repository ?? target.cwd),
        root,
        allowShallow: target.allowShallow,
        verifyObjects: target.verifyObjects,
        countCommits: target.countCommits,
        fetchMissing: target.fetchMissing === true,
        limits,
        known,
        withPaths: needAllPaths(ruleSet.rules),
      });
    }
    case 'range': {
      const { createRangeSource } = await import('#sources/range/range-source.ts');
      const root = target.repository ?? '.';
      return createRangeSource({
        repository: required(repository, target.repository ?? target.cwd),
        root,
        revisions: target.revisions,
        ...(target.push && { push: target.push }),
        limits,
      });
    }
    default:
      return target satisfies never;
  }
}

function required(repository: Repository | undefined, where: string): Repository {
  if (repository !== undefined) return repository;
  throw new SourceError(
    `${where} is not in a git repository, so there is no history to scan: name one (keysieve scan --history PATH), or scan files (keysieve scan PATH)`,
  );
}

function withIndex(repository: Repository | undefined, where: string): Repository {
  if (repository === undefined) {
    throw new SourceError(
      `${where} is not in a git repository, so nothing can be staged: scan files instead (keysieve scan PATH)`,
    );
  }
  if (repository.bare && !hasIndex(repository))
    throw new SourceError(`${repository.root} is a bare repository: it has no index to scan; use --history`);
  return repository;
}
