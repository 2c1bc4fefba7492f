/** The cache of a scan of a history: opened before it, told of every unit, and saved behind it. */

import { resolve } from 'node:path';
import type { ObjectCache } from '#cache/object-cache.ts';
import { isTracked } from '#git/is-tracked.ts';
import type { Repository } from '#git/repository.ts';
import type { ScanOptions } from '#model/options.ts';
import type { UnitResult } from '#model/work-unit.ts';
import type { Source } from '#sources/source.ts';
import type { Collected } from './collect.ts';

/** The cache, and what it has to be told. */
export interface HistoryCache {
  readonly known: ObjectCache;
  take(result: UnitResult): void;
  /** Writes it, and returns what is to be said about it. */
  save(source: Source, { problems }: Collected, interrupted: boolean): readonly string[];
}

/** Undefined where none is asked for. What cannot be used is a notice of the cache, and everything is scanned. */
export async function openHistoryCache(
  { target, ruleSet, maxFileSize }: ScanOptions,
  repository: Repository | undefined,
  userId: number | undefined,
): Promise<HistoryCache | undefined> {
  if (target.kind !== 'history' || target.cache === undefined || repository === undefined) return undefined;
  // Loaded where it is used: it brings node's cryptography.
  const [{ openObjectCache }, { scanDigest }] = await Promise.all([
    import('#cache/object-cache.ts'),
    import('#cache/scan-digest.ts'),
  ]);
  const path = resolve(target.cwd, target.cache);
  const known = openObjectCache({
    path,
    name: target.cache,
    hashBytes: repository.objectFormat === 'sha256' ? 32 : 20,
    digest: scanDigest({ ruleSet, maxFileSize }),
    userId,
    isReadAnew: target.verifyObjects,
    refusal: (await isTracked(repository.git, path)) ? TRACKED : undefined,
  });
  return withUnits(known);
}

function withUnits(known: ObjectCache): HistoryCache {
  let isPathFound = false;
  return {
    known,
    take({ quiet, chunks }) {
      if (quiet !== undefined) known.remember(quiet);
      isPathFound ||= chunks.some(({ origin }) => origin.kind === 'name');
    },
    save(source, { problems }, interrupted) {
      known.save({
        references: (interrupted ? undefined : source.references?.()) ?? 'unknown',
        arePathsKnown: !(interrupted || isPathFound || problems.length > 0),
      });
      return known.notices();
    },
  };
}

const TRACKED = 'is tracked by git, so that whoever commits decides what it says';
