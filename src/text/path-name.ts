/** Turns names from bytes to `PathName` and back: the only place that knows how names that are not UTF-8 are shown. */

import { Buffer, isUtf8 } from 'node:buffer';
import type { PathName } from '#model/path-name.ts';

/** A name that is known to be text. */
export function textPath(text: string): PathName {
  return { text };
}

/** A name as git prints it with `-z`, or as the file system gives it. */
export function pathFromBytes(bytes: Uint8Array): PathName {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return { text: buffer.toString('utf8') };
  return { text: escapeInvalidUtf8(buffer), bytes: Uint8Array.from(bytes) };
}

/** A name each of whose bytes is one character: such names sort as their bytes do, and most are ASCII and need no work. */
export function pathFromLatin1(name: string): PathName {
  return ASCII.test(name) ? { text: name } : pathFromBytes(Buffer.from(name, 'latin1'));
}

const ASCII = /^[\0-\x7f]*$/;

/** The name's bytes, as git and the file system want them. */
export function bytesOfPath(path: PathName): Uint8Array {
  return path.bytes ?? Buffer.from(path.text, 'utf8');
}

/** What to pass to the file system or to a command: a string where that is exact, the bytes otherwise. */
export function locationOf(path: PathName): string | Uint8Array {
  return path.bytes ?? path.text;
}

function escapeInvalidUtf8(buffer: Buffer): string {
  let text = '';
  for (let at = 0; at < buffer.length; ) {
    const length = validSequenceLength(buffer, at);
    text += length > 0 ? buffer.toString('utf8', at, at + length) : `\\x${buffer.toString('hex', at, at + 1)}`;
    at += Math.max(1, length);
  }
  return text;
}

/** Length of the UTF-8 sequence that starts at `at`, 0 when there is none. */
function validSequenceLength(buffer: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= buffer.length; length++) {
    if (isUtf8(buffer.subarray(at, at + length))) return length;
  }
  return 0;
}
