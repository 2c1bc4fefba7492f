/** The source of `scan --history`: every object of the store, whether anything leads to it or not. */

import { submodulesOfHead } from '#git/head.ts';
import { countObjects, listObjects, missingObjects } from '#git/object-listing.ts';
import { refNames } from '#git/ref-targets.ts';
import type { Repository } from '#git/repository.ts';
import { shallowBoundary } from '#git/repository.ts';
import { SourceError } from '#model/errors.ts';
import type { ObjectToRead } from '#model/work-unit.ts';
import { readObjectChunks } from '../objects.ts';
import type { PlanEvent, ReadEvent, ReadLimits, Source, SourceNote } from '../source.ts';
import { attributeHistory } from './attribute.ts';

/** What the source needs. `root` is how reports name the repository. */
export interface HistorySourceOptions {
  readonly repository: Repository;
  readonly root: string;
  readonly allowShallow: boolean;
  readonly limits: ReadLimits;
}

/** Objects to one unit: enough that starting a process for each costs nothing, few enough to keep no long list. */
const UNIT_OBJECTS = 50_000;

/** More missing objects than this are counted, not named. */
const MOST_NAMED = 5;

/** Plans while it reads, so that no list of all objects is ever held. */
export function createHistorySource(options: HistorySourceOptions): Source {
  return {
    kind: 'history',
    root: options.root,
    plan: () => planHistory(options),
    read: (unit) => readHistory(unit, options),
    attribute: (found) => attributeHistory(options.repository, found),
  };
}

async function* planHistory({ repository, allowShallow }: HistorySourceOptions): AsyncGenerator<PlanEvent> {
  const complaints = new Set<string>();
  // Walks while the objects are being read; it is awaited at the end of the plan.
  const missing = missingObjects(repository, (complaint) => complaints.add(complaint));
  missing.catch(() => undefined);
  yield { kind: 'total', total: await countObjects(repository) };
  yield { kind: 'unit', unit: { kind: 'ref-names' } };
  let objects: ObjectToRead[] = [];
  let any = false;
  for await (const listed of listObjects(repository, (complaint) => complaints.add(complaint))) {
    any = true;
    for (const object of listed) objects.push({ object });
    if (objects.length < UNIT_OBJECTS) continue;
    yield { kind: 'unit', unit: { kind: 'objects', objects } };
    objects = [];
  }
  if (objects.length > 0) yield { kind: 'unit', unit: { kind: 'objects', objects } };
  if (!any) throw new SourceError(`${repository.root} has no objects at all: there is no history to scan`);
  yield* gaps(repository, await missing, complaints);
  yield* shallowness(repository, allowShallow);
  for (const path of await submodulesOfHead(repository)) yield { kind: 'skip', skip: { path, reason: 'submodule' } };
}

function* gaps(
  repository: Repository,
  missing: readonly string[],
  complaints: ReadonlySet<string>,
): Generator<SourceNote> {
  for (const complaint of complaints) yield problem(`git complained about ${repository.root}: ${complaint}`);
  if (missing.length === 0) return;
  const named = missing.slice(0, MOST_NAMED).join(', ') + (missing.length > MOST_NAMED ? ', …' : '');
  yield problem(
    `${missing.length} objects that the history needs are missing and were not scanned (${named}): if this is a partial clone, scan a full one (git clone without --filter, or git fetch --refetch --no-filter); otherwise the repository is damaged (git fsck)`,
  );
}

function* shallowness(repository: Repository, allowShallow: boolean): Generator<SourceNote> {
  const boundary = shallowBoundary(repository);
  if (boundary.length === 0) return;
  const message = `the history is cut off (shallow clone) at ${boundary.length} commits, so what lies before them was not scanned`;
  if (allowShallow) yield { kind: 'notice', message };
  else
    yield problem(
      `${message}: fetch it whole (git fetch --unshallow, or fetch-depth: 0 in CI), or accept it with --allow-shallow`,
    );
}

function problem(message: string): SourceNote {
  return { kind: 'problem', problem: { code: 'GIT', message } };
}

async function* readHistory(
  unit: Parameters<Source['read']>[0],
  { repository, limits }: HistorySourceOptions,
): AsyncGenerator<Iterable<ReadEvent>> {
  if (unit.kind === 'objects') yield* readObjectChunks(repository, unit.objects, limits);
  if (unit.kind === 'ref-names') {
    const bytes = await refNames(repository);
    yield [
      { kind: 'chunk', chunk: { bytes, origin: { kind: 'ref-names' } } },
      { kind: 'looked', looked: { bytes: bytes.length } },
    ];
  }
}
