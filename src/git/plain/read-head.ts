/** Reads which commit HEAD names, out of files. */

import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { NotPlain, readRegularFile } from './not-plain.ts';

const ID = /^([0-9a-f]{40})\n$/;

/** A branch, whose name git would accept; its parts are looked at one by one. */
const BRANCH = /^ref: (refs\/heads\/[^\0-\x20\x7f~^:?*[\\]+)\n$/;

const MOST_REF_BYTES = 4096;
const MOST_PACKED_BYTES = 256 * 1024 * 1024;

/** The id of HEAD's commit; undefined on a branch without commits. Throws NotPlain at everything unusual. */
export function readHead(gitDir: string): string | undefined {
  const head = readRegularFile(join(gitDir, 'HEAD'), MOST_REF_BYTES)?.toString('utf8') ?? '';
  const id = ID.exec(head)?.[1];
  if (id !== undefined) return id;
  const branch = BRANCH.exec(head)?.[1];
  if (branch === undefined || !isRefName(branch)) throw new NotPlain('HEAD');
  const loose = readRegularFile(join(gitDir, branch), MOST_REF_BYTES)?.toString('latin1');
  return loose === undefined ? packedId(gitDir, branch) : idIn(loose);
}

function isRefName(name: string): boolean {
  if (/\.\.|@\{|\ufffd/.test(name)) return false;
  return name.split('/').every((part) => part !== '' && !/^\.|\.$|\.lock$/.test(part));
}

function idIn(text: string): string {
  const id = ID.exec(text)?.[1];
  if (id === undefined) throw new NotPlain('a reference');
  return id;
}

/** Out of lines such as `0123… refs/heads/main`. */
function packedId(gitDir: string, branch: string): string | undefined {
  const packed = readRegularFile(join(gitDir, 'packed-refs'), MOST_PACKED_BYTES);
  const at = packed?.indexOf(Buffer.from(` ${branch}\n`)) ?? -1;
  if (packed === undefined || at === -1) return undefined;
  const start = at - 40;
  if (start > 0 && packed[start - 1] !== 10) throw new NotPlain('packed-refs');
  return idIn(`${packed.toString('latin1', start, at)}\n`);
}
