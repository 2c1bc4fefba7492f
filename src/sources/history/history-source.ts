/** The source of `scan --history`: every object of the store, whether anything leads to it or not. */

import { fetchMissing } from '#git/fetch-missing.ts';
import { firstPaths } from '#git/first-paths.ts';
import { submodulesOfHead } from '#git/head.ts';
import { readHistory } from '#git/history/history.ts';
import { ownConfiguration } from '#git/own-configuration.ts';
import { createReferenceCheck } from '#git/reference-check.ts';
import type { Repository } from '#git/repository.ts';
import { shallowBoundary } from '#git/repository.ts';
import type { References } from '#model/references.ts';
import type { FileToRead, NameToRead } from '#model/work-unit.ts';
import { counted } from '#text/counted.ts';
import { createObjectsReader, objectsSpec } from '../objects-reader.ts';
import type { PlanEvent, PlanLimits, Source, SourceNote } from '../source.ts';
import { withFiles } from '../with-files.ts';
import { attributeHistory } from './attribute.ts';
import { findGaps } from './gap-check.ts';
import type { KnownHistory } from './known-history.ts';
import { planObjects } from './plan-objects.ts';

/** What the source needs. `root` is how reports name the repository. */
export interface HistorySourceOptions {
  readonly repository: Repository;
  readonly root: string;
  readonly allowShallow: boolean;
  readonly verifyObjects: boolean;
  /** Whether what a partial clone lacks is to be fetched first. */
  readonly fetchMissing: boolean;
  /** Whether to say how many commits hold each secret. */
  readonly countCommits: boolean;
  readonly limits: PlanLimits;
  /** Whether there are rules that look at paths alone, which costs a walk through all commits. */
  readonly withPaths: boolean;
  /** What an earlier scan has looked at, where that is remembered. */
  readonly known: KnownHistory | undefined;
}

/** Names of files to one unit. */
const UNIT_NAMES = 8192;

/** More missing objects than this are counted, not named. */
const MOST_NAMED = 5;

/** Plans what the object store holds, whether a ref leads to it or not. */
export function createHistorySource(options: HistorySourceOptions): Source {
  const { repository, limits } = options;
  const reading = { maxFileSize: limits.maxFileSize, references: true, verify: options.verifyObjects };
  const references = createReferenceCheck();
  const complaints = new Set<string>();
  const complain = (complaint: string): void => void complaints.add(complaint);
  let isListed = true;
  let gapState: References = 'unknown';
  const onUnlisted = (): void => {
    isListed = false;
  };
  async function* plan(): AsyncGenerator<PlanEvent> {
    if (options.fetchMissing) yield* fetchFirst(repository, complain);
    yield { kind: 'unit', unit: { kind: 'ref-names' } };
    yield { kind: 'unit', unit: { kind: 'files', files: configurationToRead(repository) } };
    yield* planObjects(repository, { references, complain, known: options.known, onUnlisted });
    // Last: where git cannot walk the history, everything else was looked at.
    if (options.withPaths) yield* planPaths(repository, options.known);
  }
  return {
    kind: 'history',
    root: options.root,
    plan,
    ...withFiles(createObjectsReader(repository, reading), reading),
    reader: objectsSpec(repository, reading),
    referTo: (found) => references.referTo(found),
    async *conclude() {
      const found = await findGaps(repository, references, options.known, complain);
      if (isListed) gapState = found.references;
      yield* gaps(repository, found.missing, complaints);
      yield* shallowness(repository, options.allowShallow);
      for (const path of await submodulesOfHead(repository)) {
        yield { kind: 'skip', skip: { path, reason: 'submodule' } };
      }
    },
    references: () => gapState,
    covers: () => shallowBoundary(repository).length === 0,
    attribute: (found, { isWhole }) =>
      attributeHistory(repository, found, { countCommits: options.countCommits, isWhole }),
  };
}

async function* fetchFirst(repository: Repository, complain: (complaint: string) => void): AsyncGenerator<SourceNote> {
  const { count, failures } = await fetchMissing(repository, complain);
  if (count > 0) yield { kind: 'notice', message: `${counted(count, 'missing object')} fetched (--fetch-missing)` };
  for (const failure of failures) yield problem(failure);
}

function configurationToRead(repository: Repository): readonly FileToRead[] {
  return ownConfiguration(repository).map(({ name, location }) => ({ path: { text: name }, location }));
}

/** What a commit brings that was looked at before is new in no other one. */
async function* planPaths(repository: Repository, known: KnownHistory | undefined): AsyncGenerator<PlanEvent> {
  if (known?.areAllPathsKnown() === true) return;
  const { commits, graph } = await readHistory(repository, { objects: new Set(), names: new Set() });
  const all = commits.flatMap((commit) => graph.ids[commit] ?? []);
  const ids = all.filter((id) => known?.arePathsKnown(id) !== true);
  let names: NameToRead[] = [];
  for await (const { path, commit } of firstPaths(repository, ids)) {
    names.push({ name: path, object: commit });
    if (names.length < UNIT_NAMES) continue;
    yield { kind: 'unit', unit: { kind: 'names', names, content: false } };
    names = [];
  }
  if (names.length > 0) yield { kind: 'unit', unit: { kind: 'names', names, content: false } };
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
    `${counted(missing.length, 'object')} that the history needs ${missing.length === 1 ? 'is missing and was' : 'are missing and were'} not scanned (${named}): if this is a partial clone, say --fetch-missing or scan a full one (git clone without --filter); otherwise the repository is damaged (git fsck)`,
  );
}

function* shallowness(repository: Repository, allowShallow: boolean): Generator<SourceNote> {
  const boundary = shallowBoundary(repository);
  if (boundary.length === 0) return;
  const message = `the history is cut off (shallow clone) at ${counted(boundary.length, 'commit')}, so what lies before them was not scanned`;
  if (allowShallow) yield { kind: 'notice', message };
  else
    yield problem(
      `${message}: fetch it whole (git fetch --unshallow, or fetch-depth: 0 in CI), or accept it with --allow-shallow`,
    );
}

function problem(message: string): SourceNote {
  return { kind: 'problem', problem: { code: 'GIT', message } };
}
