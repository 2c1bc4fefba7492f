/** Which findings an audit called real secrets: notes for the next audit of this clone, which excuse nothing. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, messageOf } from '#model/errors.ts';
import { writeReportFile } from '../write-file.ts';

/** In the folder of git, so that it is never committed. */
const FILE = 'keysieve-audit';

/** Fingerprints, one a line. */
export interface Marks {
  has(fingerprint: string): boolean;
  /** Writes the file anew. Outside of a repository the marks hold for this audit only. */
  set(fingerprint: string, isReal: boolean): Promise<void>;
}

/** Throws ConfigError where the file is there and cannot be read. */
export function readMarks(gitDir: string | undefined): Marks {
  const path = gitDir === undefined ? undefined : join(gitDir, FILE);
  const marks = new Set(path === undefined ? [] : readLines(path));
  return {
    has: (fingerprint) => marks.has(fingerprint),
    async set(fingerprint, isReal) {
      if (isReal) marks.add(fingerprint);
      else marks.delete(fingerprint);
      if (path === undefined) return;
      const lines = [...marks].sort().map((mark) => `${mark}\n`);
      await writeReportFile(path, path, lines, 'the notes of the audit');
    },
  };
}

function readLines(path: string): readonly string[] {
  try {
    return existsSync(path)
      ? readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [];
  } catch (cause) {
    throw new ConfigError(`${path}: cannot be read: ${messageOf(cause)}`, { cause });
  }
}
