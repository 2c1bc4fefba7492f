/** The cache of a scan of a history: opened before it, told of every unit, and saved behind it. */

import { resolve } from 'node:path';
import type { ObjectCache } from '#cache/object-cache.ts';
import { isTracked } from '#git/is-tracked.ts';
import type { Repository } from '#git/repository.ts';
import type { ScanOptions } from '#model/options.ts';

/** Undefined where none is asked for. What cannot be used is a notice of the cache, and everything is scanned. */
export async function openHistoryCache(
  { target, ruleSet, maxFileSize }: ScanOptions,
  repository: Repository | undefined,
  userId: number | undefined,
): Promise<ObjectCache | undefined> {
  if (target.kind !== 'history' || target.cache === undefined || repository === undefined) return undefined;
  // Loaded where it is used: it brings node's cryptography.
  const [{ openObjectCache }, { scanDigest }] = await Promise.all([
    import('#cache/object-cache.ts'),
    import('#cache/scan-digest.ts'),
  ]);
  const path = resolve(target.cwd, target.cache);
  return openObjectCache({
    path,
    name: target.cache,
    hashBytes: repository.objectFormat === 'sha256' ? 32 : 20,
    digest: scanDigest({ ruleSet, maxFileSize }),
    userId,
    isReadAnew: target.verifyObjects,
    refusal: (await isTracked(repository.git, path)) ? TRACKED : undefined,
  });
}

const TRACKED = 'is tracked by git, so that whoever commits decides what it says';
