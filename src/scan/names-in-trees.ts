/** Detects in the names that the trees of a unit hold. */

import type { Detector, DetectResult } from '#detect/detect.ts';
import type { Chunk, ChunkOrigin } from '#model/chunk.ts';
import { DetectError, GitError, messageOf } from '#model/errors.ts';
import type { Match } from '#model/match.ts';
import { pathFromBytes } from '#text/path-name.ts';
import { createNewNames } from './new-names.ts';

/** What was found in one tree. */
export interface NamesResult {
  readonly results: readonly DetectResult[];
  /** Whether a scan that passes over this tree finds the same, also where the tree stands in another folder. */
  readonly isQuiet: boolean;
}

/** Looks at one tree after the other. */
export type DetectInNames = (tree: Chunk & { readonly origin: TreeOrigin }) => NamesResult;

type TreeOrigin = Extract<ChunkOrigin, { kind: 'tree' }>;

/**
 * Trees are names between binary ids. Names that were in the tree that it was made from were looked at there; of the
 * others each is a text of its own: two names have no offsets in common. The excerpt of such a match is the name, by
 * which it is found again in the history. Of a damaged tree the bytes are looked at as they are.
 */
export function createDetectInNames(detector: Detector): DetectInNames {
  const newNames = createNewNames((name) => detector.matchFileName(name).length > 0);
  const detectNew = ({ bytes, origin, derivation }: Parameters<DetectInNames>[0]): NamesResult => {
    // Of an id in hex each byte has two digits.
    const { names, all, holdsWatched } = newNames.of(bytes, origin.object.length / 2, derivation);
    const results = all && !detector.mayMatch(bytes) ? [] : names.map((name) => detectInName(name, origin, detector));
    const isQuiet = results.every(({ matches, problems }) => matches.length + problems.length === 0);
    if (isQuiet) newNames.wereQuiet();
    if (!holdsWatched) return { results, isQuiet };
    const ofFiles = names.map((name) => ({ matches: named(name, detector.matchFileName(name)), problems: [] }));
    return { results: [...results, ...ofFiles], isQuiet: false };
  };

  return (chunk) => {
    try {
      return detectNew(chunk);
    } catch (cause) {
      if (!(cause instanceof GitError)) throw cause;
      const { matches, problems } = detector.detect({ bytes: chunk.bytes, origin: chunk.origin });
      const damage = new DetectError(messageOf(cause), { cause });
      return { results: [{ matches, problems: [...problems, damage] }], isQuiet: false };
    }
  };
}

function detectInName(name: Uint8Array, origin: TreeOrigin, detector: Detector): DetectResult {
  const { matches, problems } = detector.detectName(name, origin);
  return { matches: named(name, matches), problems };
}

/** Matches whose excerpt is the name. */
function named(name: Uint8Array, matches: readonly Match[]): readonly Match[] {
  if (matches.length === 0) return matches;
  const excerpt = { text: pathFromBytes(name).text, column: 1, comments: [] };
  return matches.map((match) => ({ ...match, excerpt }));
}
