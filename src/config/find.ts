/** Finds the configuration that applies to a scan, with a few calls to the file system where there is none. */

import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Repository } from '#git/repository.ts';
import { ConfigError } from '#model/errors.ts';
import type { Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import { type ConfigSource, createDiskSource, createTreeSource, isDevice, isFile } from './read.ts';
import { trustedRevision } from './trust.ts';

/** In order of precedence; the first one in a folder counts, and no other. */
const CONFIG_NAMES = ['keysieve.toml', '.keysieve.toml', '.gitleaks.toml'] as const;

/** A configuration file that exists. */
export interface FoundConfig {
  readonly source: ConfigSource;
  /** In the terms of `source`. */
  readonly path: string;
  /** Files of the same folder that would count if this one were not there. */
  readonly beside: readonly string[];
}

/** A configuration, or none, and what should be said about it. */
export interface Discovery {
  readonly config: FoundConfig | undefined;
  readonly notices: readonly string[];
}

/** What `trust` allows: `--config` always; else the repository's, from where it is trusted. */
export async function findConfiguration(
  request: ScanRequest,
  repository: Repository | undefined,
  trust: Trust,
): Promise<Discovery> {
  const root = repository?.root ?? request.cwd;
  if (request.config !== undefined) return { config: namedConfig(request.config, request.cwd, root), notices: [] };
  if (trust === 'worktree') return findOnDisk(root, foldersToSearch(request.cwd, repository));
  const revision = trustedRevision(trust, request.ranges);
  if (repository !== undefined && revision !== undefined) return findInTree(createTreeSource(repository, revision));
  return trust === 'base' ? withoutBase(root) : { config: undefined, notices: [] };
}

function namedConfig(written: string, cwd: string, root: string): FoundConfig | undefined {
  const path = resolve(cwd, written);
  // As with --baseline, /dev/null switches it off.
  if (isDevice(path, written)) return undefined;
  if (isFile(path, written)) return { source: createDiskSource(root), path, beside: [] };
  throw new ConfigError(`--config ${written}: there is no such file`);
}

/**
 * The root of the repository first, then the folders from `cwd` upwards; not above the repository, whose scan must
 * not depend on where it was cloned to. Outside of a repository, up to the top of the file system.
 */
function foldersToSearch(cwd: string, repository: Repository | undefined): readonly string[] {
  const parents = [cwd];
  for (let folder = cwd; dirname(folder) !== folder; folder = dirname(folder)) parents.push(dirname(folder));
  if (repository === undefined) return parents;
  return [repository.root, ...parents.filter((folder) => isBelow(folder, repository.root))];
}

function isBelow(folder: string, root: string): boolean {
  const path = relative(root, folder);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && resolve(root, path) === folder;
}

function findOnDisk(root: string, folders: readonly string[]): Discovery {
  const source = createDiskSource(root);
  for (const folder of folders) {
    const [path, ...beside] = CONFIG_NAMES.map((name) => join(folder, name)).filter((p) => isFile(p, source.name(p)));
    if (path === undefined) continue;
    return { config: { source, path, beside }, notices: [] };
  }
  return { config: undefined, notices: [] };
}

async function findInTree(source: ConfigSource): Promise<Discovery> {
  for (const path of CONFIG_NAMES) {
    if ((await source.read(path)) !== undefined) return { config: { source, path, beside: [] }, notices: [] };
  }
  return { config: undefined, notices: [] };
}

/** Says so when a file is there that somebody may expect to count. */
function withoutBase(root: string): Discovery {
  const { config } = findOnDisk(root, [root]);
  if (config === undefined) return { config: undefined, notices: [] };
  const name = config.source.name(config.path);
  return {
    config: undefined,
    notices: [
      `${name}: not used, because the range names no commit that it starts from (A..B), whose configuration could be trusted; --trust worktree uses it as it stands here`,
    ],
  };
}
