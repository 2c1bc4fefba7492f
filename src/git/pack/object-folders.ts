/** Finds the folders that a repository's objects lie in: its own, and those of its alternates. */

import { readFileSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Repository } from '../repository.ts';

/** The folders, each once, the repository's own first, and what stands in the way of a complete list. */
export interface ObjectFolders {
  readonly folders: readonly string[];
  readonly complaints: readonly string[];
  /** False where a line is written in a way that only git reads: its own list of objects then decides. */
  readonly areAll: boolean;
}

/** Git follows alternates of alternates so far. */
const MOST_DEPTH = 5;

/** As git resolves them: `GIT_OBJECT_DIRECTORY`, `GIT_ALTERNATE_OBJECT_DIRECTORIES`, then `info/alternates` of each folder. */
export function findObjectFolders({ git, commonDir }: Repository): ObjectFolders {
  const { GIT_OBJECT_DIRECTORY: own, GIT_ALTERNATE_OBJECT_DIRECTORIES: others } = git.env;
  const folders = new Set<string>();
  const complaints: string[] = [];
  let areAll = true;

  const add = (folder: string, depth: number): void => {
    if (folders.has(folder)) return;
    if (!isFolder(folder)) {
      complaints.push(`the folder of objects ${folder} does not exist: check objects/info/alternates`);
      return;
    }
    folders.add(folder);
    const lines = alternatesOf(folder);
    if (lines.length === 0) return;
    if (depth >= MOST_DEPTH) complaints.push(`${folder} has alternates, nested too deep to be followed`);
    else addAll(lines, folder, depth + 1);
  };
  const addAll = (entries: readonly string[], base: string, depth: number): void => {
    for (const entry of entries) {
      if (entry === '' || entry.startsWith('#')) continue;
      if (entry.startsWith('"')) areAll = false;
      else add(isAbsolute(entry) ? resolve(entry) : resolve(base, entry), depth);
    }
  };

  add(own === undefined ? join(commonDir, 'objects') : resolve(git.cwd, own), 0);
  addAll(others?.split(delimiter) ?? [], git.cwd, 0);
  return { folders: [...folders], complaints, areAll };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function alternatesOf(folder: string): readonly string[] {
  const file = join(folder, 'info', 'alternates');
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? readFileSync(file, 'utf8').split('\n') : [];
}
