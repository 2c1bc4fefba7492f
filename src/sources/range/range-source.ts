/** The source of `scan --range`: what the commits of a range add, commit by commit. */

import { type PushedObjects, sortPushed } from '#git/pushed-objects.ts';
import { type CommitRange, namedObjects, type RangeChange, rangeChanges, resolveRange } from '#git/range-changes.ts';
import { hasContent, isAbsent } from '#git/raw-diff.ts';
import { type Repository, shallowBoundary } from '#git/repository.ts';
import type { Match } from '#model/match.ts';
import type { Push } from '#model/options.ts';
import type { NameToRead, ObjectToRead } from '#model/work-unit.ts';
import { counted } from '#text/counted.ts';
import { createObjectsReader, objectsSpec } from '../objects-reader.ts';
import type { Attribution, Examiner, Found, PlanEvent, PlanLimits, Source } from '../source.ts';
import { attributeRange } from './attribute.ts';

/** What the source needs. `root` is how reports name the repository. */
export interface RangeSourceOptions {
  readonly repository: Repository;
  readonly root: string;
  /** Arguments for `git rev-list`. */
  readonly revisions: readonly string[];
  /** What is pushed: its tips count beside `revisions`, and so do its tags and what they name. */
  readonly push?: Push;
  readonly limits: PlanLimits;
}

/** As in history: commits come first, so that few objects to a unit are shared out more evenly. */
const UNIT_OBJECTS = 8192;

/** Reads the blobs and messages of the commits in the range; each object once. */
export function createRangeSource({ repository, root, revisions, push, limits }: RangeSourceOptions): Source {
  const reading = { maxFileSize: limits.maxFileSize, references: false, verify: false };
  let range: CommitRange = { commits: [], boundary: [] };
  /** Names that the range brings, with the commit of each. */
  const names: NameToRead[] = [];
  /** The changes that brought an object, by object. */
  const changes = new Map<string, RangeChange[]>();

  async function* planChanges(): AsyncGenerator<PlanEvent> {
    for await (const change of rangeChanges(repository, range.commits)) {
      const { path } = change;
      const isSame = change.old.some((side) => side.object === change.new.object);
      if (isAbsent(change.new) || (isSame && change.oldPath === undefined)) continue;
      const reason = hasContent(change.new) ? limits.excludedBy(path.text) : 'submodule';
      if (reason !== undefined) {
        yield { kind: 'skip', skip: { path, reason } };
        continue;
      }
      if (/^[ARC]+\d*$/.test(change.status)) names.push({ name: path, object: change.commit });
      note(change);
    }
  }

  function note(change: RangeChange): void {
    const known = changes.get(change.new.object);
    if (known === undefined) changes.set(change.new.object, [change]);
    else known.push(change);
  }

  /** What is pushed without a commit around it is new as a whole. */
  function* planBlobs({ blobs }: PushedObjects): Generator<PlanEvent> {
    for (const { object, path, tip } of blobs) {
      const reason = limits.excludedBy(path.text);
      if (reason !== undefined) yield { kind: 'skip', skip: { path, reason } };
      else note({ old: [], new: { mode: '100644', object }, status: 'A', path, commit: tip, rank: 0 });
    }
  }

  /** Resolves the range of a push, and adds its annotated tags to `tags`. */
  async function* planPush({ tips, known }: Push, tags: string[]): AsyncGenerator<PlanEvent> {
    const pushed = await sortPushed(repository, tips);
    tags.push(...pushed.tags);
    yield* planBlobs(pushed);
    if (pushed.commits.length > 0) range = await resolveRange(repository, revisions, { tips: pushed.commits, known });
  }

  async function* plan(): AsyncGenerator<PlanEvent> {
    const tags: string[] = [];
    if (push === undefined) range = await resolveRange(repository, revisions);
    else yield* planPush(push, tags);
    if (range.commits.length > 0) yield* planChanges();
    yield* cutOff(repository, range);
    const named = push === undefined ? await namedObjects(repository, revisions, range) : tags;
    const objects: ObjectToRead[] = [...new Set([...range.commits, ...changes.keys(), ...named])].map((object) => ({
      object,
    }));
    yield { kind: 'total', total: objects.length };
    if (names.length > 0) yield { kind: 'unit', unit: { kind: 'names', names, content: true } };
    for (let from = 0; from < objects.length; from += UNIT_OBJECTS) {
      yield { kind: 'unit', unit: { kind: 'objects', objects: objects.slice(from, from + UNIT_OBJECTS) } };
    }
  }

  return {
    kind: 'range',
    root,
    plan,
    ...createObjectsReader(repository, reading),
    reader: objectsSpec(repository, reading),
    attribute: <M extends Match>(found: readonly Found<M>[], examiner: Examiner<M>): Promise<Attribution<M>> =>
      attributeRange({ repository, range, changes }, found, examiner),
  };
}

function* cutOff(repository: Repository, { commits }: CommitRange): Generator<PlanEvent> {
  const boundary = new Set(shallowBoundary(repository));
  const cut = commits.filter((commit) => boundary.has(commit)).length;
  if (cut === 0) return;
  const message = `the history is cut off (shallow clone) inside the range, at ${counted(cut, 'commit')}: fetch more of it (fetch-depth: 0 in CI)`;
  yield { kind: 'problem', problem: { code: 'GIT', message } };
}
