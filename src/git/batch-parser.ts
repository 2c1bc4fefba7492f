/** Parses what `git cat-file --batch` prints, piece by piece as it comes out of the pipe. */

import { Buffer } from 'node:buffer';
import type { Derivation } from '#model/chunk.ts';
import { GitError } from '#model/errors.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

/**
 * An object, or a part of one that is longer than `PART_BYTES`. `bytes` is only valid until the next one is asked for:
 * the memory is used again.
 */
export interface ObjectPart {
  readonly kind: 'part';
  readonly object: string;
  readonly type: ObjectType;
  /** Of the whole object, in bytes. */
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly first: boolean;
  readonly last: boolean;
  /** How it was made from another object of the unit, where that is known; valid as long as `bytes`. */
  readonly derivation?: Derivation;
}

/** An object that is not there, or cannot be read. `reason` is a sentence without a full stop. */
export interface ObjectFailure {
  readonly kind: 'failure';
  readonly object: string;
  readonly reason: string;
  /** Git found no such object, or a file that holds none. */
  readonly isMissing?: true;
}

/** Longer objects are handed on in parts of this many bytes. */
export const PART_BYTES = 32 * 1024 * 1024;

/** Keeps what a piece leaves unfinished until the next one. */
export interface BatchParser {
  /** What `piece` completes. Lazy: to be used up before the next piece is pushed. */
  push(piece: Uint8Array): Iterable<ObjectPart | ObjectFailure>;
}

interface Header {
  readonly object: string;
  readonly type: ObjectType;
  readonly size: number;
}

/**
 * Takes `<oid> <type> <size>\n<content>\n` and `<oid> missing\n`, cut anywhere. Content that lies within one piece is
 * handed on without a copy.
 */
export function createBatchParser(): BatchParser {
  /** Start of a header line that the last piece cut. */
  let line = '';
  let header: Header | undefined;
  /** Bytes of the content that were handed on already. */
  let done = 0;
  /** The part that is being filled, and how far. */
  let scratch: Buffer = Buffer.alloc(0);
  let filled = 0;
  /** The newline after a content is still to come. */
  let newline = false;

  const readHeader = (bytes: Buffer, at: number): number => {
    const end = bytes.indexOf(10, at);
    line += bytes.toString('latin1', at, end === -1 ? bytes.length : end);
    return end === -1 ? bytes.length : end + 1;
  };

  const partOf = ({ object, type, size }: Header, bytes: Uint8Array): ObjectPart => {
    const first = done === 0;
    done += bytes.length;
    return { kind: 'part', object, type, size, bytes, first, last: done >= size };
  };

  return {
    *push(piece) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      let at = 0;
      while (at < bytes.length || (header !== undefined && !newline && header.size === 0)) {
        if (newline) {
          at++;
          newline = false;
        } else if (header === undefined) {
          const next = readHeader(bytes, at);
          const whole = bytes[next - 1] === 10;
          at = next;
          if (!whole) continue;
          const parsed = parseHeader(line);
          line = '';
          if ('reason' in parsed) yield parsed;
          else header = parsed;
        } else {
          const wanted = Math.min(PART_BYTES, header.size - done);
          const available = bytes.length - at;
          let part: ObjectPart | undefined;
          if (filled === 0 && available >= wanted) {
            part = partOf(header, bytes.subarray(at, at + wanted));
            at += wanted;
          } else {
            if (scratch.length < wanted) scratch = Buffer.allocUnsafe(roomFor(wanted, scratch.length));
            const copied = bytes.copy(scratch, filled, at, at + Math.min(available, wanted - filled));
            filled += copied;
            at += copied;
            if (filled < wanted) continue;
            filled = 0;
            part = partOf(header, scratch.subarray(0, wanted));
          }
          if (part.last) {
            header = undefined;
            done = 0;
            newline = true;
          }
          yield part;
        }
      }
    },
  };
}

/** Grows in steps, so that a run of ever larger objects does not allocate for each. */
function roomFor(wanted: number, present: number): number {
  return Math.max(wanted, Math.min(PART_BYTES, 2 * present), 1 << 16);
}

function parseHeader(line: string): Header | ObjectFailure {
  const [object = '', type = '', size = ''] = line.split(' ');
  if (type === 'missing') return { kind: 'failure', object, reason: 'it is missing', isMissing: true };
  if (!isObjectType(type) || !/^\d+$/.test(size)) {
    throw new GitError('git cat-file answered something that is no object header');
  }
  return { object, type, size: Number(size) };
}

function isObjectType(type: string): type is ObjectType {
  return type === 'blob' || type === 'tree' || type === 'commit' || type === 'tag';
}
