/** The source of `scan --staged`: the index blobs that the next commit would add, never the work tree. */

import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { indexChanges } from '#git/index-changes.ts';
import { hasContent, isAbsent, type RawEntry } from '#git/raw-diff.ts';
import type { Repository } from '#git/repository.ts';
import type { Match } from '#model/match.ts';
import type { Target } from '#model/options.ts';
import { pathKey } from '#model/path-name.ts';
import type { LineRange } from '#model/position.ts';
import type { NameToRead, ObjectToRead } from '#model/work-unit.ts';
import { isOutside } from '../is-outside.ts';
import { nameChunks } from '../names.ts';
import { readObjectChunks } from '../objects.ts';
import type { Found, Located, PlanEvent, PlanLimits, Source } from '../source.ts';
import { createNewLines, type NewLines } from './new-lines.ts';

/** What the source needs beside its target. */
export interface StagedSourceOptions {
  readonly target: Extract<Target, { kind: 'staged' }>;
  readonly repository: Repository;
  readonly limits: PlanLimits;
}

/** Reads whole index blobs and keeps the matches on lines that the commit would add. */
export function createStagedSource({ target, repository, limits }: StagedSourceOptions): Source {
  let newLines: NewLines | undefined;

  async function* plan(): AsyncGenerator<PlanEvent> {
    const changes = await indexChanges(repository, target.merging);
    newLines = createNewLines(repository, changes);
    const named = namedPaths(target, repository);
    yield* strangers(named, changes.changed, repository.root);
    const objects: ObjectToRead[] = [];
    for (const entry of changes.changed) {
      if (!isNamed(entry.path.text, named)) continue;
      const event = leftOut(entry, limits);
      if (event === 'nothing') continue;
      if (event !== undefined) yield event;
      else objects.push({ object: entry.new.object, path: entry.path });
    }
    yield { kind: 'total', total: objects.length };
    const names = newNames(changes.changed, named);
    if (names.length > 0) yield { kind: 'unit', unit: { kind: 'names', names, content: true } };
    if (objects.length > 0) yield { kind: 'unit', unit: { kind: 'objects', objects } };
  }

  async function locate<M extends Match>({ origin, match }: Found<M>): Promise<readonly Located<M>[]> {
    if (origin.kind === 'name') return [{ path: origin.name, provenance: { kind: 'path-name' }, match }];
    if (origin.kind !== 'blob' || origin.path === undefined || newLines === undefined) return [];
    const key = pathKey(origin.path);
    const lines = await newLines.of(key);
    const located = { path: origin.path, provenance: { kind: 'index' as const, object: origin.object }, match };
    if (lines === undefined || lines.some((range) => isIn(range, match))) return [located];
    const movedFrom = await newLines.movedFrom(key);
    return movedFrom === undefined ? [] : [{ ...located, movedFrom }];
  }

  return {
    kind: 'staged',
    root: '.',
    plan,
    async *read(unit) {
      if (unit.kind === 'names') yield nameChunks(unit.names);
      else if (unit.kind === 'objects') yield* readObjectChunks(repository, unit.objects, limits);
    },
    async attribute(found) {
      const located = [];
      for (const one of found) located.push(...(await locate(one)));
      return { located, problems: [] };
    },
  };
}

/** A rule on paths alone has no secret: it asks for new files, not for new lines. */
function isIn(range: LineRange, match: Match): boolean {
  return match.secret !== '' && match.start.line <= range.last && match.end.line >= range.first;
}

/** Why an entry adds no content: 'nothing' for changes that add none at all, an event where that must be said. */
function leftOut(entry: RawEntry, limits: PlanLimits): PlanEvent | 'nothing' | undefined {
  const { path } = entry;
  if (entry.status.startsWith('U')) {
    return {
      kind: 'problem',
      problem: {
        code: 'GIT',
        message:
          'has an unresolved merge conflict, so what would be committed is not known: resolve it, "git add" it and scan again',
        path,
      },
    };
  }
  if (isAbsent(entry.new)) return 'nothing';
  if (!hasContent(entry.new)) return { kind: 'skip', skip: { path, reason: 'submodule' } };
  if (entry.old.some((side) => side.object === entry.new.object)) return 'nothing';
  const reason = limits.excludedBy(path.text);
  return reason === undefined ? undefined : { kind: 'skip', skip: { path, reason } };
}

/** Names are content too: of files that are new, and of old ones under a new name. */
function newNames(changed: readonly RawEntry[], named: readonly NamedPath[]): readonly NameToRead[] {
  return changed
    .filter((entry) => entry.status.startsWith('A') && isNamed(entry.path.text, named))
    .map(({ path }) => ({ name: path }));
}

/** A path named on the command line; `name` is relative to the top of the repository. */
interface NamedPath {
  readonly typed: string;
  readonly name: string;
}

function namedPaths({ cwd, paths }: StagedSourceOptions['target'], repository: Repository): readonly NamedPath[] {
  const here = resolve(repository.root, repository.prefix);
  return paths.map((typed) => {
    const asTyped = relative(repository.root, resolve(here, relative(cwd, resolve(cwd, typed))));
    const name = isOutside(asTyped) ? relative(repository.root, behindLinks(resolve(cwd, typed))) : asTyped;
    return { typed, name: sep === '\\' ? name.replaceAll(sep, posix.sep) : name };
  });
}

/** Where a path really lies: git takes one through links too. What its last part links to does not count. */
function behindLinks(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) return join(realpathSync.native(folder), relative(folder, path));
    if (folder === dirname(folder)) return path;
  }
}

/** Whether a path is one of those named, or below one; all are when none is named. */
function isNamed(path: string, named: readonly NamedPath[]): boolean {
  return named.length === 0 || named.some(({ name }) => name === '' || path === name || path.startsWith(`${name}/`));
}

/** A mistyped name must not look like a clean commit: what is neither staged nor there is said. */
function* strangers(named: readonly NamedPath[], staged: readonly RawEntry[], root: string): Generator<PlanEvent> {
  for (const { typed, name } of named) {
    const known = staged.some((entry) => isNamed(entry.path.text, [{ typed, name }]));
    const outside = isOutside(name);
    if (known || (!outside && existsSync(resolve(root, name)))) continue;
    const message = outside
      ? 'lies outside of the repository: nothing of it can be staged'
      : 'is neither staged nor in the work tree';
    yield { kind: 'problem', problem: { code: 'SOURCE', message, path: { text: typed } } };
  }
}
