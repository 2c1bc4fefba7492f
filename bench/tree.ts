/** A large folder to scan: one that is given, or one made of a repository's own commits side by side. */

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './staged-clone.ts';

/** Regular files below a folder, without the insides of repositories. */
export interface Tree {
  readonly folder: string;
  readonly files: readonly string[];
  readonly bytes: number;
}

/** What a tree is to have. */
export interface TreeSize {
  readonly files: number;
  readonly bytes: number;
}

/** The size that the goals are stated for. */
export const GOAL_SIZE: TreeSize = { files: 10_000, bytes: 120e6 };

/** Looks at what is there; paths in order. Nothing of it is written. */
export function openTree(folder: string): Tree {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !/(^|[\\/])\.git([\\/]|$)/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return { folder, files, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0) };
}

/** The contents of its files, up to `most` bytes. */
export function readTree({ files }: Tree, most: number): readonly Uint8Array[] {
  const contents: Uint8Array[] = [];
  let left = most;
  for (const file of files) {
    if (statSync(file).size > left) continue;
    const bytes = readFileSync(file);
    contents.push(bytes);
    left -= bytes.length;
  }
  return contents;
}

/**
 * Writes commits of the clone into numbered folders of `folder` until there is enough: the newest, then others evenly
 * spread over the history, and the same again if they are too few. Of each the smallest files, or the largest ones, are
 * left out, so that both numbers are reached together. The same commits give the same tree.
 */
export function createTree(clone: string, folder: string, size: TreeSize = GOAL_SIZE): Tree {
  const commits = git(clone, ['rev-list', '--topo-order', '--all']).trim().split('\n');
  mkdirSync(folder);
  let [files, bytes] = [0, 0];
  for (let step = 0; files < size.files || bytes < size.bytes; step++) {
    const commit = commits[Math.floor(fraction(step % commits.length) * commits.length)] ?? 'HEAD';
    const entries = fitted(entriesOf(clone, commit), size.bytes / size.files);
    if (step >= commits.length && files === 0) throw new Error('the repository has no files');
    files += entries.length;
    bytes += entries.reduce((sum, entry) => sum + entry.size, 0);
    writeFiles(clone, { commit, entries }, join(folder, String(step).padStart(4, '0')));
  }
  return openTree(folder);
}

/** 0, 1/2, 1/4, 3/4, 1/8, 5/8, ...: each falls into the widest gap of those before it. */
function fraction(step: number): number {
  let [result, half] = [0, 0.5];
  for (let rest = step; rest > 0; rest = Math.floor(rest / 2), half /= 2) result += (rest % 2) * half;
  return result;
}

/** A file of a commit; its size in bytes. */
interface Entry {
  readonly path: string;
  readonly size: number;
}

/** `100644 blob 86eab31... 1234<TAB>path`; a submodule has `-` for a size. Names that are not UTF-8 are left out. */
function entriesOf(clone: string, commit: string): readonly Entry[] {
  const lines = git(clone, ['ls-tree', '-r', '-l', '-z', commit]).split('\0');
  return lines.flatMap((line) => {
    const [, size, path] = /^100\d+ blob \w+ +(\d+)\t(.*)$/s.exec(line) ?? [];
    return size === undefined || path === undefined || path.includes('\ufffd') ? [] : [{ path, size: Number(size) }];
  });
}

/** What is left after the smallest or the largest were taken away until the mean size is about `mean`; one at least. */
function fitted(entries: readonly Entry[], mean: number): readonly Entry[] {
  const sorted = [...entries].sort((a, b) => a.size - b.size);
  let bytes = sorted.reduce((sum, { size }) => sum + size, 0);
  let [from, to] = [0, sorted.length];
  const excess = (): number => Math.sign(bytes - mean * (to - from));
  const first = excess();
  while (first !== 0 && excess() === first && to - from > 1) {
    bytes -= sorted[first < 0 ? from : to - 1]?.size ?? 0;
    if (first < 0) from++;
    else to--;
  }
  return sorted.slice(from, to);
}

/** Files of a commit, checked out by an index of their own, so that the clone's is left alone. */
function writeFiles(
  clone: string,
  { commit, entries }: { readonly commit: string; readonly entries: readonly Entry[] },
  folder: string,
): void {
  const index = `${folder}.index`;
  const env = { GIT_INDEX_FILE: index };
  git(clone, ['read-tree', commit], { env });
  const input = entries.map(({ path }) => `${path}\0`).join('');
  git(clone, ['checkout-index', '--force', `--prefix=${folder}/`, '-z', '--stdin'], { env, input });
  rmSync(index);
}
