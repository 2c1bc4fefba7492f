/** The source of `scan --range`: what the commits of a range add, commit by commit. */

import { type CommitRange, namedObjects, type RangeChange, rangeChanges, resolveRange } from '#git/range-changes.ts';
import { hasContent, isAbsent } from '#git/raw-diff.ts';
import { refsOf } from '#git/ref-targets.ts';
import { type Repository, shallowBoundary } from '#git/repository.ts';
import { type LoneBlob, sortTips } from '#git/tip-objects.ts';
import { GitError } from '#model/errors.ts';
import type { Match } from '#model/match.ts';
import type { Push, Tip } from '#model/options.ts';
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
  /** What tags and other refs name without a commit around it, by object. */
  const lone = new Map<string, readonly LoneBlob[]>();

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

  /** What no commit brings is new as a whole. */
  function* planLone(blobs: readonly LoneBlob[]): Generator<PlanEvent> {
    for (const blob of blobs) {
      const { object, path } = blob;
      const reason = limits.excludedBy(path.text);
      if (reason !== undefined) yield { kind: 'skip', skip: { path, reason } };
      else lone.set(object, [...(lone.get(object) ?? []), blob]);
    }
  }

  /** Resolves the range of a push; returns its annotated tags. */
  async function* planPush({ tips, known }: Push): AsyncGenerator<PlanEvent, readonly string[]> {
    const { commits, tags, blobs, failures } = await sortTips(repository, tips);
    const [failure] = failures;
    if (failure !== undefined) throw new GitError(`what is pushed cannot be read: ${failure}: check with git fsck`);
    yield* planLone(blobs);
    if (commits.length > 0) range = await resolveRange(repository, revisions, { tips: commits, known });
    return tags;
  }

  /** Resolves the range; returns what its arguments name beside commits. */
  async function* planRange(): AsyncGenerator<PlanEvent, readonly string[]> {
    range = await resolveRange(repository, revisions);
    const named = await namedObjects(repository, revisions, range);
    if (named.length === 0) return named;
    const { tags, blobs, failures } = await sortTips(repository, await tipsOf(repository, named));
    for (const message of failures) yield { kind: 'problem', problem: { code: 'GIT', message } };
    yield* planLone(blobs);
    return tags;
  }

  async function* plan(): AsyncGenerator<PlanEvent> {
    const tags = yield* push === undefined ? planRange() : planPush(push);
    if (range.commits.length > 0) yield* planChanges();
    yield* cutOff(repository, range);
    const ids = new Set([...range.commits, ...changes.keys(), ...lone.keys(), ...tags]);
    const objects: ObjectToRead[] = [...ids].map((object) => ({ object }));
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
      attributeRange({ repository, range, changes, lone }, found, examiner),
  };
}

/** The refs that name the objects; an object that was named by its id has no name. */
async function tipsOf(repository: Repository, named: readonly string[]): Promise<readonly Tip[]> {
  const wanted = new Set(named);
  const tips = (await refsOf(repository)).filter(({ object }) => wanted.has(object));
  const known = new Set(tips.map(({ object }) => object));
  return [...tips, ...named.filter((object) => !known.has(object)).map((object) => ({ object }))];
}

function* cutOff(repository: Repository, { commits }: CommitRange): Generator<PlanEvent> {
  const boundary = new Set(shallowBoundary(repository));
  const cut = commits.filter((commit) => boundary.has(commit)).length;
  if (cut === 0) return;
  const message = `the history is cut off (shallow clone) inside the range, at ${counted(cut, 'commit')}: fetch more of it (fetch-depth: 0 in CI)`;
  yield { kind: 'problem', problem: { code: 'GIT', message } };
}
