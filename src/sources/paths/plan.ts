/** Plans a scan of files and folders: what the arguments name, under git's ignore rules inside a work tree. */

import { Buffer } from 'node:buffer';
import { existsSync, lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { findRepository, type Repository } from '#git/repository.ts';
import { isIgnoredFolder, listWorkTree } from '#git/work-tree.ts';
import { messageOf, SourceError } from '#model/errors.ts';
import type { PathName } from '#model/path-name.ts';
import type { FileToRead } from '#model/work-unit.ts';
import { pathFromBytes, textPath } from '#text/path-name.ts';
import type { PlanEvent, ReadLimits } from '../source.ts';
import { walk } from './walk.ts';

/** Files to one unit. */
const UNIT_FILES = 512;

/** What the plan is made from. `repository` is the one around `cwd`, if any. */
export interface PathsPlanInput {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly includeIgnored: boolean;
  readonly repository: Repository | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly limits: ReadLimits;
}

/** Units of files, each file once; what is left out on purpose is a skip, what is not there a problem. */
export async function* planPaths(input: PathsPlanInput): AsyncGenerator<PlanEvent> {
  const seen = new Set<string>();
  let files: FileToRead[] = [];
  let total = 0;
  for (const path of input.paths.length === 0 ? ['.'] : input.paths) {
    for await (const event of expand(path, input)) {
      if (event.kind !== 'file') {
        yield event;
        continue;
      }
      const key = keyOf(event.file.location);
      if (seen.has(key)) continue;
      seen.add(key);
      total++;
      files.push(event.file);
      if (files.length < UNIT_FILES) continue;
      yield { kind: 'unit', unit: { kind: 'files', files } };
      files = [];
    }
  }
  yield { kind: 'total', total };
  if (files.length > 0) yield { kind: 'unit', unit: { kind: 'files', files } };
}

function keyOf(location: string | Uint8Array): string {
  return typeof location === 'string' ? location : Buffer.from(location).toString('latin1');
}

type Listed = { readonly kind: 'file'; readonly file: FileToRead } | Exclude<PlanEvent, { kind: 'unit' }>;

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
function* expandFile(location: string, shown: string, limits: ReadLimits): Generator<Listed> {
  const path = textPath(shown);
  const reason = limits.excludedBy(shown);
  if (reason !== undefined) yield { kind: 'skip', skip: { path, reason } };
  else yield { kind: 'file', file: { path, location: realpathSync(location) } };
}

function notThere(error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : messageOf(error);
}

/** Relative to the top of the repository around `cwd` where it lies in it, else as it was typed. */
function shownName(path: string, location: string, { cwd, repository }: PathsPlanInput): string {
  const root = repository?.inWorkTree === true ? repository.root : cwd;
  const inRoot = relative(realpathOr(root), realpathOr(location));
  const name = inRoot === '..' || inRoot.startsWith(`..${sep}`) || isAbsolute(inRoot) ? path : inRoot;
  const slashed = sep === '\\' ? name.replaceAll('\\', '/') : name;
  return slashed
    .replace(/^(\.\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
}

function realpathOr(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

async function* expandFolder(folder: string, shown: string, input: PathsPlanInput): AsyncGenerator<Listed> {
  const names = await folderNames(folder, input);
  const insideRoot = createInsideTest(folder);
  let any = false;
  for (const entry of names) {
    const bytes = shown === '' ? entry.name : Buffer.concat([Buffer.from(`${shown}/`), entry.name]);
    const path = pathFromBytes(bytes);
    any ||= entry.kind === 'file';
    if (entry.kind === 'file') yield* listFile(folder, entry.name, path, insideRoot, input.limits);
    else if (entry.kind === 'skip') yield { kind: 'skip', skip: { path, reason: entry.reason } };
    else yield problem(entry.reason, path);
  }
  if (!any) yield problem('holds no file that could be scanned', textPath(shown || '.'));
}

type FolderEntry = ReturnType<typeof walk> extends Generator<infer Event> ? Event : never;

/** Git's view of a folder inside a work tree, unless the folder is itself ignored: then it was named on purpose. */
async function folderNames(folder: string, input: PathsPlanInput): Promise<Iterable<FolderEntry>> {
  const repository = await findRepository(folder, { named: true, env: input.env });
  if (repository === undefined || !repository.inWorkTree || !holds(repository.root, folder)) {
    return walk(Buffer.from(folder), { enterRepositories: true });
  }
  if (input.includeIgnored || (await isIgnoredFolder(repository))) {
    return walk(Buffer.from(folder), { enterRepositories: false });
  }
  return listWorkTree(repository);
}

/** A repository's `core.worktree` may point anywhere; its ignore rules count only for folders that are really in it. */
function holds(root: string, folder: string): boolean {
  const inRoot = relative(realpathOr(root), folder);
  return !(inRoot === '..' || inRoot.startsWith(`..${sep}`) || isAbsolute(inRoot));
}

function* listFile(
  folder: string,
  name: Buffer,
  path: PathName,
  insideRoot: (parent: Buffer) => boolean,
  limits: ReadLimits,
): Generator<Listed> {
  const location = Buffer.concat([Buffer.from(folder + sep), name]);
  const reason = limits.excludedBy(path.text) ?? reasonOrFailure(location, insideRoot);
  if (reason instanceof Error) {
    yield problem(`cannot be looked at: ${messageOf(reason)}`, path);
    return;
  }
  if (reason !== undefined) yield { kind: 'skip', skip: { path, reason } };
  else
    yield { kind: 'file', file: { path, location: path.bytes === undefined ? location.toString('utf8') : location } };
}

/** The file system may refuse, or change while it is looked at: that costs this file and no other. */
function reasonOrFailure(location: Buffer, insideRoot: (parent: Buffer) => boolean): string | Error | undefined {
  try {
    return whyNoFile(location, insideRoot);
  } catch (error) {
    return new SourceError(messageOf(error), { cause: error });
  }
}

/** Tracked names may be gone, links, submodules, or lie behind a folder that became a link. */
function whyNoFile(location: Buffer, insideRoot: (parent: Buffer) => boolean): string | undefined {
  const stats = lstatSync(location, { throwIfNoEntry: false });
  if (stats === undefined) return 'tracked, but not in the work tree';
  if (stats.isSymbolicLink()) return 'symbolic link';
  if (stats.isDirectory()) return 'submodule';
  if (!stats.isFile()) return 'not a regular file';
  return insideRoot(location.subarray(0, location.lastIndexOf(sep))) ? undefined : 'behind a symbolic link';
}

/** Whether a folder really lies inside `root` and not behind a link, asked once for each folder. */
function createInsideTest(root: string): (parent: Buffer) => boolean {
  const top = Buffer.from(root);
  const known = new Map<string, boolean>();
  return (parent) => {
    const key = parent.toString('latin1');
    const inside = known.get(key) ?? (parent.equals(top) || realpathSync.native(parent, 'buffer').equals(parent));
    known.set(key, inside);
    return inside;
  };
}

function problem(message: string, path: PathName): Listed {
  return { kind: 'problem', problem: { code: 'SOURCE', message, path } };
}
