/** Decides whether the file of a cache can be used, and whether it may be replaced. */

import { Buffer } from 'node:buffer';
import { readCacheFile } from './cache-file.ts';
import { type CacheContent, isCache, parseCache } from './cache-format.ts';

/** Which file, and for which scan. */
export interface CacheOptions {
  /** Absolute path. */
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
  /** Bytes of an object id. */
  readonly hashBytes: number;
  /** See `scanDigest`. */
  readonly digest: Uint8Array;
  /** The effective user, where users are numbers. */
  readonly userId: number | undefined;
  /** Whether nothing is to be taken from it, as where every object is to be read; it is still written. */
  readonly isReadAnew: boolean;
  /** Why the file is not to be used at all, where there is one. */
  readonly refusal: string | undefined;
}

const LEFT_ALONE = 'it is left alone, and everything is scanned; name another file';
const WRITTEN_ANEW = 'everything is scanned, and it is written anew';

/** What can be taken, and whether the file may be replaced. */
export interface LoadedCache {
  readonly before: Pick<CacheContent, 'references' | 'arePathsKnown' | 'records'>;
  readonly mayWrite: boolean;
}

const NOTHING: LoadedCache = {
  before: { references: 'closed', arePathsKnown: false, records: Buffer.alloc(0) },
  mayWrite: true,
};

/** `say` is told why the file is not used, as what can be said of it. */
export function loadCache(options: CacheOptions, say: (what: string) => void): LoadedCache {
  const file = readCacheFile(options.path, options.userId);
  if (file.kind === 'absent') return NOTHING;
  const refusal = options.refusal ?? (file.kind === 'refused' ? file.why : whyForeign(file.bytes));
  if (file.kind === 'refused' || refusal !== undefined) {
    say(`${refusal}: ${LEFT_ALONE}`);
    return { ...NOTHING, mayWrite: false };
  }
  if (file.bytes.length === 0) return NOTHING;
  const content = parseCache(file.bytes);
  const fault = typeof content === 'string' ? content : whyOutdated(content, options);
  if (fault !== undefined) say(`${fault}: ${WRITTEN_ANEW}`);
  if (typeof content === 'string' || fault !== undefined || options.isReadAnew) return NOTHING;
  return { before: content, mayWrite: true };
}

/** An empty file, as `mktemp` makes it, is nobody's. */
function whyForeign(bytes: Buffer): string | undefined {
  return bytes.length === 0 || isCache(bytes) ? undefined : 'is a file of something else';
}

function whyOutdated(content: CacheContent, { hashBytes, digest }: CacheOptions): string | undefined {
  if (content.hashBytes !== hashBytes) return 'is for repositories with ids of another kind';
  if (Buffer.compare(content.digest, digest) === 0) return undefined;
  return 'was written with other rules or settings, or by another version of keysieve or node';
}
