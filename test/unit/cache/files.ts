/** Caches of a few objects, as a scan would write them. */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CacheOptions } from '#cache/load-cache.ts';
import { type ObjectCache, openObjectCache } from '#cache/object-cache.ts';
import { QUIET_KINDS } from '#model/work-unit.ts';
import { temporaryDirectory } from '../../support/repo.ts';

/** The id of an object called so. */
export function idOf(name: string): Buffer {
  return createHash('sha1').update(name).digest();
}

/** One list of ids in their order, as indexes of packs have them. */
function listOf(names: readonly string[]): Buffer {
  return Buffer.concat(names.map(idOf).toSorted(Buffer.compare));
}

/** A record of `UnitResult.quiet`. */
export function quiet(name: string, kind: keyof typeof QUIET_KINDS = 'blob'): Buffer {
  return Buffer.concat([idOf(name), Buffer.of(QUIET_KINDS[kind])]);
}

/** A file of its own, unless `changes` name one. */
export function cacheOptions(changes: Partial<CacheOptions> = {}): CacheOptions {
  const path = changes.path ?? join(temporaryDirectory('keysieve-cache-'), 'cache');
  const facts = { hashBytes: 20, digest: createHash('sha256').update('rules').digest(), userId: process.getuid?.() };
  return { path, name: 'FILE', ...facts, isReadAnew: false, refusal: undefined, ...changes };
}

/** The names of those that need not be read; asks again where the cache wants it. */
export function askAll(cache: ObjectCache, names: readonly string[]): readonly string[] {
  const ask = (): readonly string[] => {
    const isKnown = cache.inOrder();
    const list = listOf(names);
    const known: string[] = [];
    for (let at = 0; at < list.length; at += 20) {
      if (isKnown(list, at)) known.push(names.find((name) => idOf(name).equals(list.subarray(at, at + 20))) ?? '');
    }
    return known.toSorted();
  };
  const known = ask();
  return cache.mustAskAgain() ? ask() : known;
}

/** A scan that read everything, with nothing missing and nothing found in paths. */
export const COMPLETE: Parameters<ObjectCache['save']>[0] = { references: 'closed', arePathsKnown: true };

/** Writes the cache of a scan of objects of which nothing was found in some. */
export function writeCache(
  options: CacheOptions,
  names: readonly string[],
  records: readonly Buffer[],
  facts: Parameters<ObjectCache['save']>[0] = COMPLETE,
): void {
  const cache = openObjectCache(options);
  askAll(cache, names);
  cache.remember(Buffer.concat(records));
  cache.save(facts);
}
