/** Git objects below the porcelain: written by hand, counted, packed, damaged and taken away. */

import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, type Repo } from './repo.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

/** Stores an object as it is, well formed or not, loose; returns its hash. */
export function storeObject(repo: Repo, type: ObjectType, content: string | Uint8Array): string {
  return git(repo.dir, ['hash-object', '-t', type, '-w', '--literally', '--stdin'], { input: content }).trim();
}

/** Stores a tree of files (name to blob hash or mode and hash such as `120000 HASH`). */
export function storeTree(repo: Repo, entries: Readonly<Record<string, string>>): string {
  const lines = Object.entries(entries).map(([name, entry]) => {
    const [mode, hash] = entry.includes(' ') ? entry.split(' ') : ['100644', entry];
    const type = { '040000': 'tree', '160000': 'commit' }[mode ?? ''] ?? 'blob';
    return `${mode} ${type} ${hash}\t${name}\0`;
  });
  return git(repo.dir, ['mktree', '-z', '--missing'], { input: lines.join('') }).trim();
}

export interface CommitParts {
  readonly tree: string;
  readonly parents?: readonly string[];
  readonly message?: string;
  /** Seconds since 1970. */
  readonly date?: number;
  readonly author?: string;
  /** The parts after the name; the default is an address and `date`. */
  readonly authorRest?: string;
}

/** Stores a commit that no ref names. */
export function storeCommit(repo: Repo, parts: CommitParts): string {
  const stamp = `${parts.date ?? 1_700_000_000} +0000`;
  const author = `${parts.author ?? 'Test Author'} ${parts.authorRest ?? `<author@example.com> ${stamp}`}`;
  const head = [
    `tree ${parts.tree}`,
    ...(parts.parents ?? []).map((parent) => `parent ${parent}`),
    `author ${author}`,
    `committer Test Author <author@example.com> ${stamp}`,
  ];
  return storeObject(repo, 'commit', `${head.join('\n')}\n\n${parts.message ?? 'a commit'}\n`);
}

/** Stores a commit that holds exactly these files (name to content). */
export function storeSnapshot(
  repo: Repo,
  files: Readonly<Record<string, string>>,
  parts: Omit<CommitParts, 'tree'> = {},
): string {
  const blobs = Object.entries(files).map(([name, content]) => [name, storeObject(repo, 'blob', content)]);
  return storeCommit(repo, { ...parts, tree: storeTree(repo, Object.fromEntries(blobs)) });
}

/** The git folder of a repository. */
export function gitFolder(dir: string): string {
  return git(dir, ['rev-parse', '--absolute-git-dir']).trim();
}

/** How many objects there are of each kind, as git counts them. */
export function countObjects(dir: string): Readonly<Record<ObjectType | 'all', number>> {
  const lines = git(dir, ['cat-file', '--batch-all-objects', '--batch-check=%(objecttype)']).trim().split('\n');
  const count = (type: string) => lines.filter((line) => line === type).length;
  return {
    all: lines.length,
    blob: count('blob'),
    tree: count('tree'),
    commit: count('commit'),
    tag: count('tag'),
  };
}

/** The file of a loose object. */
export function looseFile(repo: Repo, hash: string): string {
  return join(gitFolder(repo.dir), 'objects', hash.slice(0, 2), hash.slice(2));
}

/** Takes a loose object away. */
export function removeLoose(repo: Repo, hash: string): void {
  rmSync(looseFile(repo, hash));
}

/** Packs everything into one pack and leaves nothing loose that is in it. */
export function packAll(repo: Repo): void {
  repo.git('repack', '-q', '-a', '-d', '--keep-unreachable');
  repo.git('prune-packed', '-q');
}

/** Packs exactly these objects into a pack of their own. */
export function packObjects(repo: Repo, hashes: readonly string[]): void {
  const base = join(gitFolder(repo.dir), 'objects', 'pack', 'pack');
  git(repo.dir, ['pack-objects', '-q', base], { input: `${hashes.join('\n')}\n` });
  repo.git('prune-packed', '-q');
}

/** The pack files of a repository. */
export function packFiles(repo: Repo): string[] {
  const folder = join(gitFolder(repo.dir), 'objects', 'pack');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pack'))
    .map((name) => join(folder, name));
}

/** Rewrites a file that git made read-only. */
export function rewriteFile(path: string, change: (bytes: Buffer) => Buffer): void {
  const bytes = readFileSync(path);
  chmodSync(path, 0o644);
  writeFileSync(path, change(bytes));
}

/** Flips bits inside the data of one packed object. */
export function damagePacked(repo: Repo, pack: string, hash: string): void {
  const listing = repo.git('verify-pack', '-v', pack.replace(/\.pack$/, '.idx')).split('\n');
  const fields = listing.find((line) => line.startsWith(hash))?.split(/\s+/) ?? [];
  const [packedSize, offset] = [Number(fields[3]), Number(fields[4])];
  rewriteFile(pack, (bytes) => {
    const at = offset + Math.floor(packedSize / 2);
    bytes.writeUInt8((bytes[at] ?? 0) ^ 0xff, at);
    return bytes;
  });
}
