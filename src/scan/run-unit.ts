/** Runs one unit: reads its chunks and detects in each. Where it runs (inline, in a thread) is not its business. */

import type { Detector, DetectResult } from '#detect/detect.ts';
import type { Chunk, ChunkOrigin } from '#model/chunk.ts';
import { messageOf } from '#model/errors.ts';
import type { ChunkMatches } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import { FIRST_POSITION } from '#model/position.ts';
import type { Problem, Skip } from '#model/report.ts';
import type { Looked, UnitResult, WorkUnit } from '#model/work-unit.ts';
import type { ReadEvent, Reader } from '#sources/source.ts';
import { createDetectInNames, type DetectInNames } from './names-in-trees.ts';
import { problemOf } from './problem-of.ts';
import { createQuietObjects } from './quiet-objects.ts';
import type { Rest } from './rest.ts';

/** What happens around a unit while it is read. */
export interface UnitWatch {
  /** Told after every batch what the unit has looked at so far. */
  onLooked(looked: Readonly<Looked>): void;
  /** Asked after every chunk: whether to end here. */
  readonly stop: () => boolean;
  /** Asked after every chunk, where the thread has others to listen to. */
  readonly rest?: Rest;
  /** Whether to note the objects in which nothing is found. */
  readonly remembers?: boolean;
}

/**
 * Reads and detects one unit to its end, or to the next chunk after `watch.stop()` says so. Where it cannot be read to
 * its end, the result has what was found until then.
 */
export async function runUnit(
  reader: Reader,
  unit: WorkUnit,
  detector: Detector,
  watch: UnitWatch,
): Promise<UnitResult> {
  const looked: Looked = { files: 0, commits: 0, objects: 0, direct: 0, bytes: 0, opaque: 0 };
  const chunks: ChunkMatches[] = [];
  const skips: Skip[] = [];
  const problems: Problem[] = [];
  let references: Uint32Array<ArrayBuffer> | undefined;
  const detectInNames = createDetectInNames(detector);
  const quiet = watch.remembers === true ? createQuietObjects() : undefined;
  const take = (event: ReadEvent): void => {
    if (event.kind === 'chunk') {
      const { results, isQuiet } = detectIn(event.chunk, detector, detectInNames);
      quiet?.piece(event.chunk.origin, isQuiet);
      for (const result of results) {
        if (result.matches.length > 0) chunks.push(result);
        for (const problem of result.problems) problems.push(problem);
      }
    } else if (event.kind === 'looked') {
      add(looked, event.looked);
      if (event.looked.objects !== undefined) quiet?.end();
    } else if (event.kind === 'skip') {
      skips.push(event.skip);
      quiet?.speaks();
    } else if (event.kind === 'problem') problems.push(event.problem);
    else if (event.kind === 'references') references = event.references;
  };

  detector.startUnit();
  try {
    for await (const batch of watch.stop() ? [] : reader.read(unit)) {
      for (const event of batch) {
        take(event);
        if (event.kind !== 'chunk') continue;
        if (watch.stop()) break;
        const resting = watch.rest?.();
        if (resting !== undefined) await resting;
      }
      watch.onLooked(looked);
      if (watch.stop()) break;
    }
  } catch (error) {
    // What a reader fails with when it is stopped says nothing.
    if (!watch.stop()) problems.push(problemOf(error));
  }
  return {
    chunks,
    looked,
    skips,
    problems,
    ...(references === undefined ? {} : { references }),
    // Where something is wrong nothing is remembered, so that it is told again.
    ...(quiet === undefined || problems.length > 0 ? {} : { quiet: quiet.records() }),
  };
}

/** Adds counts to counts. */
export function add(sum: Looked, more: Partial<Looked>): void {
  sum.files += more.files ?? 0;
  sum.commits += more.commits ?? 0;
  sum.objects += more.objects ?? 0;
  sum.direct += more.direct ?? 0;
  sum.bytes += more.bytes ?? 0;
  sum.opaque += more.opaque ?? 0;
}

/** What rules on paths alone look at. Of staged files that is the path of their content. */
function pathOf(origin: ChunkOrigin): PathName | undefined {
  if (origin.kind === 'name') return origin.object === undefined ? undefined : origin.name;
  return 'path' in origin ? origin.path : undefined;
}

interface Detected {
  readonly results: readonly (ChunkMatches & { readonly problems: readonly Problem[] })[];
  /** Whether there is nothing to be said, now or by a later scan. */
  readonly isQuiet: boolean;
}

function detectIn(chunk: Chunk, detector: Detector, detectInNames: DetectInNames): Detected {
  const { origin } = chunk;
  const start = chunk.start ?? FIRST_POSITION;
  const path = pathOf(origin);
  const { results, isQuiet = results.every(isNothing) } =
    origin.kind === 'tree' ? detectInNames({ ...chunk, origin }) : { results: detectAll(chunk, path, detector) };
  return {
    isQuiet,
    results: results.map(({ matches, problems }) => ({
      origin,
      start,
      matches,
      problems: problems.map((error) =>
        detectProblem(error, origin.kind === 'blob' || origin.kind === 'tree' ? origin.object : undefined, path),
      ),
    })),
  };
}

function detectAll(chunk: Chunk, path: PathName | undefined, detector: Detector): readonly DetectResult[] {
  const named = path === undefined || chunk.start !== undefined ? [] : [detector.matchPath(path)];
  return [...named, detector.detect(chunk)];
}

function isNothing({ matches, problems }: DetectResult): boolean {
  return matches.length + problems.length === 0;
}

function detectProblem(error: Error, object: string | undefined, path: PathName | undefined): Problem {
  const where = path === undefined && object !== undefined ? `object ${object}: ` : '';
  return { code: 'DETECT', message: `${where}${messageOf(error)}`, ...(path === undefined ? {} : { path }) };
}
