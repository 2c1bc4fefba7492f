/** Reads the files that are carried over, and what git's configuration says for git-secrets. */

import { join, relative, sep } from 'node:path';
import { readRegistration } from '#git/registration.ts';
import { readAllowedPatterns } from '#import/git-allowed.ts';
import type { Imported } from '#import/imported.ts';
import { isPlainFile, readForeignFile } from '#import/read.ts';
import { recognizeFormat, USUAL_NAMES } from '#import/recognize.ts';
import { ConfigError } from '#model/errors.ts';
import type { Grounds } from './find-meant.ts';

/** Those that are at the root, where no file was named. */
export function usualFiles(root: string): readonly string[] {
  return USUAL_NAMES.map((name) => join(root, name)).filter(isPlainFile);
}

/** What one file says. */
export interface Source {
  readonly name: string;
  readonly imported: Imported;
}

/** `withGit`: what git's configuration allows for git-secrets is one more. Throws ConfigError, GitError. */
export async function readSources(
  files: readonly string[],
  { root, repository }: Grounds,
  withGit: boolean,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const path of files) {
    const name = relative(root, path).split(sep).join('/');
    const text = decodeFile(readForeignFile(path, name), name);
    sources.push({ name, imported: await recognizeFormat(name, text).read(text, name) });
  }
  const allowed = withGit && repository !== undefined ? (await readRegistration(repository.git)).allowed : [];
  return allowed.length === 0
    ? sources
    : [...sources, { name: "git's configuration", imported: readAllowedPatterns(allowed) }];
}

/** Throws ConfigError for what is not UTF-8. */
export function decodeFile(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ConfigError(`${name}: is not UTF-8; save it as UTF-8`, { cause });
  }
}
