/** What earlier scans have looked at and found nothing in, told by the ids of objects, and what this one adds to it. */

import { Buffer } from 'node:buffer';
import { messageOf } from '#model/errors.ts';
import type { CachedObjects } from '#model/report.ts';
import { QUIET_KINDS } from '#model/work-unit.ts';
import { writeCacheFile } from './cache-file.ts';
import { type CacheContent, formatCache, TO_SCAN } from './cache-format.ts';
import { type CacheOptions, loadCache } from './load-cache.ts';
import { createRecordList } from './record-list.ts';
import { createRisingSearch } from './rising-search.ts';
import { sortRecords } from './sort-records.ts';

/** The cache of one scan of one store. It fits `KnownObjects`. */
export interface ObjectCache {
  /** Answers for one list of ids in rising order: whether the object that stands at `at` need not be scanned. */
  inOrder(): (ids: Buffer, at: number) => boolean;
  /**
   * After all lists: whether they have to be gone through again, because answers changed. Where an object is gone that
   * was there, a tree that was scanned then may refer to it: trees, commits and tags are read again, to see what is missing.
   */
  mustAskAgain(): boolean;
  /** After all lists: whether something that was taken refers to what was missing then; and whether anything is new. */
  isOpen(): boolean;
  hasNews(): boolean;
  /** After all lists: whether nothing is new, so that nobody has to look at a path. */
  areAllPathsKnown(): boolean;
  /** The same, for the paths that a commit brings; it is listed. */
  arePathsKnown(commit: string): boolean;
  /** What was answered with yes. */
  taken(): CachedObjects;
  /** Objects in which nothing was found: `UnitResult.quiet`. */
  remember(quiet: Uint8Array): void;
  /** Writes the file. Called once. */
  save(facts: Pick<CacheContent, 'references' | 'arePathsKnown'>): void;
  /** Why the file was not used or not written; complete after `save`. */
  notices(): readonly string[];
}

/** Never fails: what cannot be used is a notice, and everything is scanned. */
export function openObjectCache(options: CacheOptions): ObjectCache {
  const { name, path, hashBytes, digest } = options;
  const notices: string[] = [];
  const { before, mayWrite } = loadCache(options, (what) => notices.push(`the cache ${name} ${what}`));
  const stride = hashBytes + 1;
  const isListed = new Uint8Array(before.records.length / stride);
  const areAllListed = (): boolean => isListed.every((flag) => flag === 1);
  const additions = createRecordList(hashBytes);
  let newcomers = 0;
  /** How many of each kind were taken. */
  const taken = new Uint32Array(1 + Object.keys(QUIET_KINDS).length);
  let onlyBlobs = before.references === 'unknown';
  const isToBeTaken = (kind: number): boolean => kind === QUIET_KINDS.blob || (kind !== TO_SCAN && !onlyBlobs);

  /** Where a commit is gone, what it has brought may be found in another one that was not asked. */
  const arePathsKnown = (): boolean => before.arePathsKnown && areAllListed();

  /** What is in the store no more is forgotten, and what was not taken is what this scan says it is. */
  const keptRecords = (): Buffer => {
    const kept = Buffer.allocUnsafeSlow(isListed.reduce((sum, flag) => sum + flag * stride, 0));
    let filled = 0;
    for (const [record, flag] of isListed.entries()) {
      if (flag === 0) continue;
      filled += before.records.copy(kept, filled, record * stride, (record + 1) * stride);
      if (!isToBeTaken(kept[filled - 1] as number)) kept[filled - 1] = TO_SCAN;
    }
    return kept;
  };

  return {
    inOrder() {
      const search = createRisingSearch(before.records, stride);
      return (ids, at) => {
        const record = search(ids, at);
        if (record < 0) {
          newcomers++;
          additions.add(ids, at, TO_SCAN);
          return false;
        }
        const kind = before.records[(record + 1) * stride - 1] as number;
        const isTaken = isToBeTaken(kind);
        if (isTaken && isListed[record] === 0) taken[kind] = (taken[kind] as number) + 1;
        isListed[record] = 1;
        return isTaken;
      };
    },
    mustAskAgain() {
      if (onlyBlobs || areAllListed()) return false;
      onlyBlobs = true;
      for (const made of [isListed, taken]) made.fill(0);
      additions.clear();
      newcomers = 0;
      return true;
    },
    isOpen: () => before.references === 'open' && !onlyBlobs,
    hasNews: () => newcomers > 0,
    areAllPathsKnown: () => arePathsKnown() && newcomers === 0,
    arePathsKnown: (commit) =>
      arePathsKnown() && createRisingSearch(before.records, stride)(Buffer.from(commit, 'hex'), 0) >= 0,
    taken: () => countTaken(taken),
    remember: (quiet) => additions.addAll(quiet),
    save(facts) {
      const added = additions.bytes();
      const isSame = facts.references === before.references && facts.arePathsKnown === before.arePathsKnown;
      if (!mayWrite || (isSame && added.length === 0 && areAllListed())) return;
      const records = sortRecords(Buffer.concat([keptRecords(), added]), stride);
      try {
        writeCacheFile(path, formatCache({ hashBytes, digest, ...facts, records }));
      } catch (error) {
        notices.push(`the cache ${name} could not be written (${messageOf(error)}): ${NOT_REMEMBERED}`);
      }
    },
    notices: () => notices,
  };
}

const NOT_REMEMBERED = 'what was scanned now is not remembered';

function countTaken(taken: Uint32Array): CachedObjects {
  return {
    files: taken[QUIET_KINDS.blob] ?? 0,
    commits: taken[QUIET_KINDS.commit] ?? 0,
    objects: taken.reduce((sum, count) => sum + count, 0),
  };
}
