/** Finds and reads configuration files in sub-folders, each of which narrows what is reported below it. */

import { posix, resolve } from 'node:path';
import type { Repository } from '#git/repository.ts';
import { pathObjects } from '#git/tree-paths.ts';
import { ConfigError } from '#model/errors.ts';
import type { NestedConfig } from '#model/nested.ts';
import type { Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import type { Rule } from '#model/rule.ts';
import { lazily } from '#text/lazily.ts';
import { readChain } from './chain.ts';
import { findConfiguration } from './find.ts';
import { type NestedFile, parseNested } from './nested-file.ts';
import { type ConfigSource, createDiskSource, createTreeSource } from './read.ts';
import { trustedRevision } from './trust.ts';

/** In order of precedence; gitleaks knows no nested configuration. */
const NESTED_NAMES = ['keysieve.toml', '.keysieve.toml'] as const;

/** Where files of sub-folders are looked for. */
interface Place {
  readonly source: ConfigSource;
  /** Those of the names (relative to the root) that may be there. */
  existing(names: readonly string[]): Promise<readonly string[]>;
  /** A name in the terms of `source`. */
  pathOf(name: string): string;
}

/** Whose files count, and which rules they may name. */
export interface NestedSearch {
  readonly request: ScanRequest;
  readonly repository: Repository | undefined;
  readonly trust: Trust;
  readonly rules: readonly Rule[];
}

/** What files above `paths` say, which are relative to the root. Throws GitError from reading a commit. */
export async function findNested(paths: readonly string[], search: NestedSearch): Promise<NestedConfig> {
  const { files, errors } = await readNested(paths, search);
  return {
    allowlists: files.flatMap(({ allowlists }) => allowlists),
    excludes: files.flatMap(({ exclude }) => (exclude === undefined ? [] : [exclude])),
    narrowedBy: files.map(({ name }) => name),
    notices: files.flatMap(({ notices }) => notices),
    problems: errors.map(({ message }) => ({ code: 'CONFIG', message })),
  };
}

/** The same, file by file, the most general one first; one that cannot be used costs the others nothing. */
export async function readNested(
  paths: readonly string[],
  { request, repository, trust, rules }: NestedSearch,
): Promise<NestedFiles> {
  const place = placeOf(request, repository, trust);
  const names = await place?.existing(candidates(paths));
  if (place === undefined || names === undefined || names.length === 0) return { files: [], errors: [] };
  const isUsed = lazily(() => namesInUse(request, repository, trust));
  return readAll(names, { ...place, isUsed: async (name) => (await isUsed()).has(name), rules });
}

/** What was read. */
export interface NestedFiles {
  readonly files: readonly NestedFile[];
  readonly errors: readonly ConfigError[];
}

/** How files are read, and which of them count. */
interface Reading extends Place {
  /** Whether a file is part of the configuration of the whole scan. */
  isUsed(name: string): Promise<boolean>;
  readonly rules: readonly Rule[];
}

/** Of two in one folder the first counts. */
async function readAll(names: readonly string[], { source, pathOf, isUsed, rules }: Reading): Promise<NestedFiles> {
  const files = new Map<string, NestedFile>();
  const errors: ConfigError[] = [];
  for (const name of names) {
    const folder = posix.dirname(name);
    if (files.has(folder)) continue;
    try {
      const text = await source.read(pathOf(name));
      if (text === undefined || (await isUsed(name))) continue;
      files.set(folder, parseNested(text, name, { shown: source.describe(pathOf(name)), rules }));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      errors.push(error);
    }
  }
  return { files: [...files.values()], errors };
}

function placeOf(request: ScanRequest, repository: Repository | undefined, trust: Trust): Place | undefined {
  const root = repository?.root ?? request.cwd;
  if (trust === 'worktree') return repository?.bare === true ? undefined : onDisk(root);
  const revision = trustedRevision(trust, request.ranges);
  return repository === undefined || revision === undefined ? undefined : inTree(repository, revision);
}

/** Whether a file is there shows when it is read. */
function onDisk(root: string): Place {
  return {
    source: createDiskSource(root),
    existing: async (names) => names,
    pathOf: (name) => resolve(root, name),
  };
}

function inTree(repository: Repository, revision: string): Place {
  return {
    source: createTreeSource(repository, revision),
    async existing(names) {
      if (names.length === 0) return [];
      const there = await pathObjects(
        repository,
        revision,
        names.map((text) => ({ text })),
      );
      return names.filter((name) => there.has(name));
    },
    pathOf: (name) => name,
  };
}

/** Both names in every folder above the paths, but for the root; outside of it nothing counts. */
function candidates(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    if (path.startsWith('/') || path.split('/').includes('..')) continue;
    for (let folder = posix.dirname(path); folder !== '.' && !folders.has(folder); folder = posix.dirname(folder))
      folders.add(folder);
  }
  return [...folders].sort().flatMap((folder) => NESTED_NAMES.map((name) => `${folder}/${name}`));
}

/** The configuration of the whole scan may stand in a sub-folder too, and so may what it extends. */
async function namesInUse(
  request: ScanRequest,
  repository: Repository | undefined,
  trust: Trust,
): Promise<ReadonlySet<string>> {
  const { config } = await findConfiguration(request, repository, trust);
  return new Set(config === undefined ? [] : (await readChain(config)).map((link) => link.name));
}
