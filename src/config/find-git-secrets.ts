/** Finds what is registered for git-secrets in a repository: one question to git, and one file where it is trusted. */

import { registersNothing } from '#git/plain/registers-nothing.ts';
import { type Registration, readRegistration } from '#git/registration.ts';
import type { Repository } from '#git/repository.ts';
import type { Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import type { GitSecretsInput, GitSecretsSettings } from './git-secrets.ts';
import { type ConfigSource, createDiskSource, createTreeSource } from './read.ts';
import { trustedRevision } from './trust.ts';

/** Whose configuration it is, and what may be done with it. */
export interface GitSecretsSearch {
  readonly request: ScanRequest;
  readonly repository: Repository;
  readonly trust: Trust;
  /** Rules that are only shown need no program to be run. */
  readonly isScan: boolean;
}

const UNREGISTERED: Registration = { patterns: [], allowed: [], providers: [] };

/** Where nothing is registered. */
export const NO_GIT_SECRETS: GitSecretsSettings = { rules: [], allowlists: [], narrowedBy: [], notices: [] };

/** Throws ConfigError for a pattern that is none, GitError where git's configuration cannot be read. */
export async function findGitSecrets(search: GitSecretsSearch): Promise<GitSecretsSettings> {
  const { git, root } = search.repository;
  const isSilent = registersNothing(search.repository);
  const [registration, allowedFile] = await Promise.all([
    isSilent ? UNREGISTERED : readRegistration(git),
    readAllowedFile(search),
  ]);
  const { patterns, allowed, providers } = registration;
  if (patterns.length + allowed.length + providers.length === 0 && allowedFile === undefined) return NO_GIT_SECRETS;
  const { gitSecretsSettings } = await import('./git-secrets.ts');
  return gitSecretsSettings({
    registration,
    allowedFile,
    providers: allowedProviders(search),
    context: { cwd: root, env: git.env },
  });
}

function allowedProviders({ isScan, request }: GitSecretsSearch): GitSecretsInput['providers'] {
  if (!isScan) return 'none';
  return request.providers === true ? 'all' : 'own';
}

/** `.gitallowed` comes with the repository, so it is read from where that is trusted. */
async function readAllowedFile(search: GitSecretsSearch): Promise<string | undefined> {
  const source = trustedSource(search);
  return source?.read(source.fromTop('.gitallowed'));
}

function trustedSource({ request, repository, trust }: GitSecretsSearch): ConfigSource | undefined {
  if (trust === 'worktree') return repository.bare ? undefined : createDiskSource(repository.root);
  // A configuration that was named stands in the place of what a commit holds.
  if (request.config !== undefined) return undefined;
  const revision = trustedRevision(trust, request.ranges);
  return revision === undefined ? undefined : createTreeSource(repository, revision);
}
