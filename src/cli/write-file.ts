/** Writes a file whole, a report or a baseline: whoever reads it sees the old one or the new one, never half of one. */

import { randomBytes } from 'node:crypto';
import { type FileHandle, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { messageOf, ReportError } from '#model/errors.ts';
import { inBatches } from './write-text.ts';

/** What a report replaces. */
interface Existing {
  /** Where symbolic links lead. */
  readonly path: string;
  readonly mode: number;
  readonly regular: boolean;
}

/**
 * `path` is absolute; `name` and `what` are what messages call it. A file that is there keeps its permissions, a symbolic link
 * stays one. Throws ReportError.
 */
export async function writeReportFile(
  path: string,
  name: string,
  pieces: Iterable<string>,
  what = 'the report',
): Promise<void> {
  try {
    const existing = await lookAt(path);
    // A device or a named pipe (/dev/stdout, a process substitution) must be written to, not replaced.
    if (existing !== undefined && !existing.regular) return await writeInto(existing.path, pieces);
    await replace(existing?.path ?? path, existing?.mode, pieces);
  } catch (cause) {
    throw new ReportError(`${what} could not be written to ${name}: ${messageOf(cause)}`, { cause });
  }
}

async function lookAt(path: string): Promise<Existing | undefined> {
  try {
    const real = await realpath(path);
    const stats = await lstat(real);
    return { path: real, mode: stats.mode & 0o777, regular: stats.isFile() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeInto(path: string, pieces: Iterable<string>): Promise<void> {
  const file = await open(path, 'w');
  try {
    await writePieces(file, pieces);
  } finally {
    await file.close();
  }
}

/** In the same folder, because a rename is only atomic inside one file system. */
async function replace(path: string, mode: number | undefined, pieces: Iterable<string>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(temporary, 'wx');
  try {
    try {
      if (mode !== undefined) await file.chmod(mode);
      await writePieces(file, pieces);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writePieces(file: FileHandle, pieces: Iterable<string>): Promise<void> {
  for (const batch of inBatches(pieces)) await file.appendFile(batch, 'utf8');
}
