/** Plans a scan of files and folders: what the arguments name, under git's ignore rules inside a work tree. */

import { Buffer } from 'node:buffer';
import { existsSync, realpathSync, type Stats, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { findRepository, type Repository } from '#git/repository.ts';
import type { GitContext } from '#git/spawn.ts';
import { isIgnoredFolder, listWorkTree, type WorkTreeEntry } from '#git/work-tree.ts';
import { messageOf, SourceError } from '#model/errors.ts';
import type { PathName } from '#model/path-name.ts';
import type { FileToRead } from '#model/work-unit.ts';
import { pathFromLatin1, textPath } from '#text/path-name.ts';
import { isOutside } from '../is-outside.ts';
import type { PlanEvent, PlanLimits } from '../source.ts';
import { createBareDetector, tellOfBare } from './bare-repositories.ts';
import { createUnitPacker } from './unit-packer.ts';
import { walk } from './walk.ts';

/** So many files are asked for their size: a few may be huge. In a larger tree the number says enough. */
const SIZED_FILES = 256;

/** What a file of source code has, in bytes, where its size was not asked for. */
const TYPICAL_BYTES = 10 * 1024;

/** What the plan is made from. `repository` is the one around `cwd`, if any. */
export interface PathsPlanInput {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly includeIgnored: boolean;
  readonly repository: Repository | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Where the processes of git are kept while they run. */
  readonly running: GitContext['running'];
  readonly limits: PlanLimits;
}

/** Units of files, each file once; what is left out on purpose is a skip, what is not there a problem. */
export async function* planPaths(input: PathsPlanInput): AsyncGenerator<PlanEvent> {
  const seen = new Set<string>();
  const packer = createUnitPacker();
  const bare = new Set<string>();
  for (const path of input.paths.length === 0 ? ['.'] : input.paths) {
    for await (const event of expand(path, input)) {
      if (event.kind === 'bare') bare.add(event.folder);
      else if (event.kind !== 'file') yield event;
      if (event.kind !== 'file') continue;
      const key = keyOf(event.file.location);
      if (seen.has(key)) continue;
      seen.add(key);
      yield* packer.add(event.file, seen.size <= SIZED_FILES ? sizeOf(event.file.location) : TYPICAL_BYTES);
    }
  }
  yield { kind: 'total', total: seen.size };
  yield* packer.rest();
  yield* tellOfBare(bare, realpathSync(input.cwd));
}

/** In bytes; what keeps it from being told is said when the file is opened. */
function sizeOf(location: string | Uint8Array): number {
  try {
    return (
      statSync(typeof location === 'string' ? location : Buffer.from(location), { throwIfNoEntry: false })?.size ?? 0
    );
  } catch {
    return TYPICAL_BYTES;
  }
}

function keyOf(location: string | Uint8Array): string {
  return typeof location === 'string' ? location : Buffer.from(location).toString('latin1');
}

type Listed =
  | { readonly kind: 'file'; readonly file: FileToRead }
  /** A bare repository is in this folder, or around it. */
  | { readonly kind: 'bare'; readonly folder: string }
  | Exclude<PlanEvent, { kind: 'unit' }>;

/** What one argument stands for. */
async function* expand(path: string, input: PathsPlanInput): AsyncGenerator<Listed> {
  const location = resolve(input.cwd, path);
  const shown = shownName(path, location, input);
  let stats: Stats;
  try {
    stats = statSync(location);
  } catch (error) {
    yield problem(`cannot be scanned: ${notThere(error)}`, textPath(shown || path));
    return;
  }
  if (stats.isDirectory()) yield* expandFolder(realpathSync(location), shown, input);
  else if (stats.isFile()) yield* expandFile(location, shown, input.limits);
  else
    yield problem(
      'is neither a file nor a folder: pipe its content into "keysieve scan --stdin" instead',
      textPath(shown),
    );
}

/** Ignore rules do not count for a file that is named outright; the filters of this scan do. */
function* expandFile(location: string, shown: string, limits: PlanLimits): Generator<Listed> {
  const path = textPath(shown);
  const reason = limits.excludedBy(shown);
  if (reason !== undefined) yield { kind: 'skip', skip: { path, reason } };
  else yield { kind: 'file', file: { path, location: realpathSync(location) } };
}

function notThere(error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : messageOf(error);
}

/** Relative to the top of the repository around `cwd` where it lies in it, else as it was typed. */
export function shownName(path: string, location: string, place: Pick<PathsPlanInput, 'cwd' | 'repository'>): string {
  const root = topFolder(place);
  const inRoot = relative(realpathOr(root), realpathOr(location));
  const name = isOutside(inRoot) ? path : inRoot;
  const slashed = sep === '\\' ? name.replaceAll('\\', '/') : name;
  return slashed
    .replace(/^(\.\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
}

/** What the names of files are relative to. */
export function topFolder({ cwd, repository }: Pick<PathsPlanInput, 'cwd' | 'repository'>): string {
  return repository?.inWorkTree === true ? repository.root : cwd;
}

function realpathOr(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

async function* expandFolder(folder: string, shown: string, input: PathsPlanInput): AsyncGenerator<Listed> {
  const { entries, tracked, bare } = await folderEntries(folder, input);
  if (bare) yield { kind: 'bare', folder };
  const shownPrefix = shown === '' ? '' : Buffer.from(`${shown}/`).toString('latin1');
  const locationPrefix = Buffer.from(folder + sep).toString('latin1');
  const insideRoot = tracked ? createInsideTest(locationPrefix) : () => undefined;
  const detectBare = createBareDetector();
  let any = false;
  for (const entry of entries) {
    const path = pathFromLatin1(shownPrefix + entry.name);
    const inside = detectBare(entry.name);
    if (inside !== undefined) yield { kind: 'bare', folder: resolve(folder, pathFromLatin1(inside).text) };
    if (entry.kind === 'failure') yield problem(entry.reason, path);
    else if (entry.kind === 'skip') yield { kind: 'skip', skip: { path, reason: entry.reason } };
    else {
      any = true;
      const place: Place = { path, location: locationPrefix + entry.name, tracked };
      yield listFile(place, insideRoot, input.limits);
    }
  }
  if (!any) yield problem('holds no file that could be scanned', textPath(shown || '.'));
}

interface FolderEntries {
  readonly entries: Iterable<WorkTreeEntry>;
  /** Names that git listed: there may be no file behind them. */
  readonly tracked: boolean;
  /** Whether the folder lies in a bare repository. */
  readonly bare: boolean;
}

/** Git's view of a folder inside a work tree, unless the folder is itself ignored: then it was named on purpose. */
async function folderEntries(folder: string, input: PathsPlanInput): Promise<FolderEntries> {
  const repository = await findRepository(folder, { named: true, env: input.env, running: input.running });
  if (repository === undefined || !repository.inWorkTree || !holds(repository.root, folder)) {
    return { entries: walk(folder, { enterRepositories: true }), tracked: false, bare: repository?.bare === true };
  }
  if (input.includeIgnored || (await isIgnoredFolder(repository))) {
    return { entries: walk(folder, { enterRepositories: false }), tracked: false, bare: false };
  }
  return { entries: await listWorkTree(repository), tracked: true, bare: false };
}

/** A repository's `core.worktree` may point anywhere; its ignore rules count only for folders that are really in it. */
function holds(root: string, folder: string): boolean {
  return !isOutside(relative(realpathOr(root), folder));
}

/** A name that was found; `location` is the file system's, each byte one character. */
interface Place {
  readonly path: PathName;
  readonly location: string;
  readonly tracked: boolean;
}

/** What stands behind the name is found out when it is opened. */
function listFile({ path, location, tracked }: Place, insideRoot: InsideTest, limits: PlanLimits): Listed {
  const reason = limits.excludedBy(path.text) ?? insideRoot(location.slice(0, location.lastIndexOf(sep)));
  if (reason instanceof Error) return problem(`cannot be looked at: ${messageOf(reason)}`, path);
  if (typeof reason === 'string') return { kind: 'skip', skip: { path, reason } };
  return { kind: 'file', file: { path, location: toLocation(location), ...(tracked && { tracked: true }) } };
}

/** Text where that says it exactly. */
function toLocation(location: string): string | Uint8Array {
  const { text, bytes } = pathFromLatin1(location);
  return bytes ?? text;
}

/** Why the files of a folder are left out, or what came in between; undefined when they count. */
type InsideTest = (parent: string) => string | Error | undefined;

/**
 * Whether a folder really lies inside `root` (which ends with a separator) and not behind a link that took the place of a
 * tracked folder, asked once for each folder. The file system may refuse: that costs these files and no others.
 */
function createInsideTest(root: string): InsideTest {
  const top = root.slice(0, -1);
  const known = new Map<string, string | Error | undefined>();
  const look = (parent: string): string | Error | undefined => {
    try {
      return realLatin1(parent) === parent ? undefined : 'behind a symbolic link';
    } catch (error) {
      return isGone(error) ? undefined : new SourceError(messageOf(error), { cause: error });
    }
  };
  return (parent) => {
    if (parent === top) return undefined;
    if (!known.has(parent)) known.set(parent, look(parent));
    return known.get(parent);
  };
}

/** A folder that is gone took its files along, which is said when they are opened. */
function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function realLatin1(folder: string): string {
  return realpathSync.native(Buffer.from(folder, 'latin1'), 'buffer').toString('latin1');
}

function problem(message: string, path: PathName): Listed {
  return { kind: 'problem', problem: { code: 'SOURCE', message, path } };
}
