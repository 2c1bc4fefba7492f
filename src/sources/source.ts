/** What every source offers the conductor: what there is to read, the reading itself, and where a match belongs. */

import type { Chunk, ChunkOrigin } from '#model/chunk.ts';
import type { Match } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import type { Provenance } from '#model/provenance.ts';
import type { References } from '#model/references.ts';
import type { Problem, Skip, TargetKind } from '#model/report.ts';
import type { Looked, WorkUnit } from '#model/work-unit.ts';
import type { ReaderSpec } from './reader-spec.ts';

/** Said while planning and while reading alike. */
export type SourceNote =
  | { readonly kind: 'skip'; readonly skip: Skip }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'notice'; readonly message: string };

export type PlanEvent =
  /** `bytes` is how much there is to read in it, as far as the plan knows. */
  | { readonly kind: 'unit'; readonly unit: WorkUnit; readonly bytes?: number }
  /** How much there is in all, for progress; an estimate is good enough. */
  | { readonly kind: 'total'; readonly total: number }
  | SourceNote;

/**
 * `looked` adds to the coverage, once for each file or object however many chunks it came in; `references` are what a
 * `ReferenceCollector` found in the unit.
 */
export type ReadEvent =
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'looked'; readonly looked: Partial<Looked> }
  | { readonly kind: 'references'; readonly references: Uint32Array<ArrayBuffer> }
  | SourceNote;

/** A match and the bytes that it stands in. */
export interface Found<M extends Match = Match> {
  readonly origin: ChunkOrigin;
  readonly match: M;
}

/** A match with its place in the world. One found match may stand in several places, or in none that count. */
export interface Located<M extends Match = Match> {
  readonly path: PathName;
  readonly provenance: Provenance;
  readonly match: M;
  /** Orders the places of one secret, smallest first: the first commit, an ancestor before its descendants. */
  readonly rank?: number;
  /** Set where nothing but the file's name is new: the match then counts only if the old name was what excused it. */
  readonly movedFrom?: PathName;
}

/** Reads units, in whichever thread it was made. */
export interface Reader {
  /**
   * Never throws for what one file or object does. Events come in lazy batches, each to be used up before the next: the
   * bytes of a chunk are valid until the next event only.
   */
  read(unit: WorkUnit): AsyncIterable<Iterable<ReadEvent>>;
}

/** One way to get at bytes: staged, paths, history, range or stdin. */
export interface Source extends Reader {
  readonly kind: TargetKind;
  /** The folder or repository, as reports name it. */
  readonly root: string;
  /** Runs once, on the main thread. Throws SourceError or GitError when nothing can be said at all. */
  plan(): AsyncIterable<PlanEvent>;
  /** What another thread makes a reader of its own from; absent where units can be read in this thread only. */
  readonly reader?: ReaderSpec;
  /** Ends the processes that only this source knows of. */
  stop?(): void;
  /** Told of the references of every unit, in any order, before `conclude`. */
  referTo?(references: Uint32Array): void;
  /** Runs after everything was read: what can be said only then. */
  conclude?(): AsyncIterable<SourceNote>;
  /**
   * Whether the scan saw all that it could at a path (everywhere: undefined), so that what it did not find there is not
   * there. Asked after everything was read. Absent where only changes are looked at.
   */
  covers?(path: PathName | undefined): boolean;
  /** Of the objects that the plan listed; asked after `conclude`. Absent where objects are not listed. */
  references?(): References;
  /** Runs after everything was read, with all matches. */
  attribute<M extends Match>(found: readonly Found<M>[], examiner: Examiner<M>): Promise<Attribution<M>>;
}

/** What a source may ask of the scan when it attributes. */
export interface Examiner<M extends Match> {
  /** Whether everything in the repository could be read: otherwise nobody can say that nothing leads to an object. */
  readonly isWhole: boolean;
  /** What the scan finds in contents that the plan left out, blobs by their ids. They add nothing to the coverage. */
  examine(objects: readonly string[]): Promise<Examined<M>>;
  /** The id that a finding of this match carries. */
  reportedId(match: M): string;
}

/** What was found in further contents, and what of them could not be looked at. */
export interface Examined<M extends Match> {
  readonly found: readonly Found<M>[];
  readonly problems: readonly Problem[];
}

/** Where the matches belong, and what could not be found out about that. */
export interface Attribution<M extends Match> {
  readonly located: readonly Located<M>[];
  readonly problems: readonly Problem[];
}

/** What readers need to know of the options. Plain data, so that it can go to another thread. */
export interface ReadLimits {
  /** In bytes; undefined means no limit. */
  readonly maxFileSize: number | undefined;
}

/** What plans need to know of the options. */
export interface PlanLimits extends ReadLimits {
  /** Why a path is left out (`--exclude vendor/**`), or undefined when it counts. */
  excludedBy(path: string): string | undefined;
}

/** A path that stands for something that is no file, such as a commit message. */
export function pseudoPath(name: string): PathName {
  return { text: `(${name})` };
}
