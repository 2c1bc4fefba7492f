/**
 * The bytes of a cache: which objects of a store were scanned, and in which of them nothing was found. Nothing in them is
 * believed before their own digest and the order of the ids were checked.
 */

import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { REFERENCES, type References } from '#model/references.ts';
import { QUIET_KINDS } from '#model/work-unit.ts';

/** Objects as a cache has them. */
export interface CacheContent {
  /** Bytes of an id: 20 or 32. */
  readonly hashBytes: number;
  /** 32 bytes: see `scanDigest`. */
  readonly digest: Uint8Array;
  /** Whether everything that the trees, commits and tags among them refer to is among them too. */
  readonly references: References;
  /** Whether rules on paths alone have looked at the paths of all commits among them, and found nothing. */
  readonly arePathsKnown: boolean;
  /** For each object its id and one byte, in the order of the ids: one of `QUIET_KINDS`, or TO_SCAN. */
  readonly records: Buffer;
}

/** An object that is to be scanned again: something was found in it, or nothing is known of it but that it is there. */
export const TO_SCAN = 0;

const MOST_KIND = Math.max(...Object.values(QUIET_KINDS));

/** What a file is that begins otherwise: none of ours. The last character is the version. */
const MAGIC = Buffer.from('keysieve cache 1', 'latin1');
const NAME_BYTES = MAGIC.length - 1;

const DIGEST_BYTES = 32;
const DIGEST = MAGIC.length;
const HASH_BYTES = DIGEST + DIGEST_BYTES;
const FLAGS = HASH_BYTES + 1;
const RECORDS = FLAGS + 1;

/** The lower bits are the place in `REFERENCES`. */
const REFERENCE_BITS = 3;
const ARE_PATHS_KNOWN = 4;

/** Whether the bytes are those of a cache, of any version and in any state. */
export function isCache(bytes: Uint8Array): boolean {
  return MAGIC.subarray(0, NAME_BYTES).equals(bytes.subarray(0, NAME_BYTES));
}

/** `keysieve cache 1`, the digest of the scan, the length of ids, flags, the records, SHA-256 of all that. */
export function formatCache({
  hashBytes,
  digest,
  references,
  arePathsKnown,
  records,
}: CacheContent): readonly Buffer[] {
  const flags = REFERENCES.indexOf(references) | (arePathsKnown ? ARE_PATHS_KNOWN : 0);
  const head = Buffer.concat([MAGIC, digest, Buffer.of(hashBytes, flags)]);
  return [head, records, createHash('sha256').update(head).update(records).digest()];
}

/** The content, or why it is none; a reason is what can be said of a file (`is cut off`). */
export function parseCache(bytes: Buffer): CacheContent | string {
  if (!isCache(bytes)) return 'is no cache of keysieve';
  if (!MAGIC.equals(bytes.subarray(0, MAGIC.length))) return 'is of another version';
  const end = bytes.length - DIGEST_BYTES;
  if (end < RECORDS) return 'is cut off';
  const checksum = createHash('sha256').update(bytes.subarray(0, end)).digest();
  if (!checksum.equals(bytes.subarray(end))) return 'is damaged or cut off: it does not match its own checksum';
  const [hashBytes = 0, flags = 0] = bytes.subarray(HASH_BYTES, RECORDS);
  const records = bytes.subarray(RECORDS, end);
  const references = REFERENCES[flags & REFERENCE_BITS];
  const areFlags = flags <= (REFERENCE_BITS | ARE_PATHS_KNOWN) && references !== undefined;
  const isSound = areFlags && (hashBytes === 20 || hashBytes === 32) && areRecords(records, hashBytes);
  if (!isSound) return 'holds what no cache holds';
  const arePathsKnown = (flags & ARE_PATHS_KNOWN) !== 0;
  return { hashBytes, digest: bytes.subarray(DIGEST, HASH_BYTES), references, arePathsKnown, records };
}

function areRecords(records: Buffer, hashBytes: number): boolean {
  const stride = hashBytes + 1;
  if (records.length % stride !== 0) return false;
  for (let at = 0; at < records.length; at += stride) {
    if ((records[at + hashBytes] as number) > MOST_KIND) return false;
    const rises = at === 0 || records.compare(records, at - stride, at - 1, at, at + hashBytes) > 0;
    if (!rises) return false;
  }
  return true;
}
