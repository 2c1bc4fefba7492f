/** Runs one unit: reads its chunks and detects in each. Where it runs (inline, in a thread) is not its business. */

import type { Detector, DetectResult } from '#detect/detect.ts';
import { treeNames } from '#git/tree-object.ts';
import type { Chunk, ChunkOrigin } from '#model/chunk.ts';
import { DetectError, GitError, messageOf } from '#model/errors.ts';
import type { ChunkMatches } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import { FIRST_POSITION, type Problem, type Skip } from '#model/report.ts';
import type { Looked, UnitResult, WorkUnit } from '#model/work-unit.ts';
import type { ReadEvent, Source } from '#sources/source.ts';
import { pathFromBytes } from '#text/path-name.ts';

/** Told after every batch what the unit has looked at so far, for progress; `stop` is asked before the next one. */
export interface UnitWatch {
  onLooked(looked: Readonly<Looked>): void;
  readonly stop: () => boolean;
}

/** Bytes of an object id in a tree, from the length of the tree's own id in hex digits. */
function hashBytesOf(object: string): number {
  return object.length / 2;
}

/** Reads and detects one unit to its end, or to the next batch after `watch.stop()` says so. */
export async function runUnit(
  source: Source,
  unit: WorkUnit,
  detector: Detector,
  watch: UnitWatch,
): Promise<UnitResult> {
  const looked: Looked = { files: 0, commits: 0, objects: 0, bytes: 0, opaque: 0 };
  const chunks: ChunkMatches[] = [];
  const skips: Skip[] = [];
  const problems: Problem[] = [];
  const take = (event: ReadEvent): void => {
    if (event.kind === 'chunk') {
      for (const result of detectIn(event.chunk, detector)) {
        if (result.matches.length > 0) chunks.push(result);
        for (const problem of result.problems) problems.push(problem);
      }
    } else if (event.kind === 'looked') {
      add(looked, event.looked);
    } else if (event.kind === 'skip') skips.push(event.skip);
    else if (event.kind === 'problem') problems.push(event.problem);
  };

  detector.startUnit();
  for await (const batch of source.read(unit)) {
    for (const event of batch) take(event);
    watch.onLooked(looked);
    if (watch.stop()) break;
  }
  return { chunks, looked, skips, problems };
}

/** Adds counts to counts. */
export function add(sum: Looked, more: Partial<Looked>): void {
  sum.files += more.files ?? 0;
  sum.commits += more.commits ?? 0;
  sum.objects += more.objects ?? 0;
  sum.bytes += more.bytes ?? 0;
  sum.opaque += more.opaque ?? 0;
}

/** What rules on paths alone look at. Of staged files that is the path of their content. */
function pathOf(origin: ChunkOrigin): PathName | undefined {
  if (origin.kind === 'name') return origin.object === undefined ? undefined : origin.name;
  return 'path' in origin ? origin.path : undefined;
}

type Detected = ChunkMatches & { readonly problems: readonly Problem[] };

function detectIn(chunk: Chunk, detector: Detector): readonly Detected[] {
  const { origin } = chunk;
  const start = chunk.start ?? FIRST_POSITION;
  const path = pathOf(origin);
  const results = origin.kind === 'tree' ? detectInNames(chunk, origin.object, detector) : [detector.detect(chunk)];
  const named = path === undefined || chunk.start !== undefined ? [] : [detector.matchPath(path)];
  return [...named, ...results].map(({ matches, problems }) => ({
    origin,
    start,
    matches,
    problems: problems.map((error) =>
      problemOf(error, origin.kind === 'blob' || origin.kind === 'tree' ? origin.object : undefined, path),
    ),
  }));
}

/**
 * Trees are names between binary ids: only where an anchor occurs are the names looked at, each as a text of its own:
 * two names have no offsets in common. The excerpt of such a match is the name, by which it is found again in the
 * history. Of a damaged tree the bytes are looked at as they are.
 */
function detectInNames(chunk: Chunk, object: string, detector: Detector): readonly DetectResult[] {
  if (!detector.mayMatch(chunk.bytes)) return [];
  try {
    return [...treeNames(chunk.bytes, hashBytesOf(object))].map((name) => {
      const { matches, problems } = detector.detect({ ...chunk, bytes: name });
      const excerpt = { text: pathFromBytes(name).text, column: 1, previous: '' };
      return { matches: matches.map((match) => ({ ...match, excerpt })), problems };
    });
  } catch (cause) {
    if (!(cause instanceof GitError)) throw cause;
    const { matches, problems } = detector.detect(chunk);
    return [{ matches, problems: [...problems, new DetectError(messageOf(cause), { cause })] }];
  }
}

function problemOf(error: Error, object: string | undefined, path: PathName | undefined): Problem {
  const where = path === undefined && object !== undefined ? `object ${object}: ` : '';
  return { code: 'DETECT', message: `${where}${messageOf(error)}`, ...(path === undefined ? {} : { path }) };
}
