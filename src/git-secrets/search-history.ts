/**
 * `--scan-history`: every content that any commit has is read once; only where something matches, commits are looked at.
 */

import type { Buffer } from 'node:buffer';
import { readObjects } from '#git/cat-file.ts';
import { createRawParser, type RawEntry } from '#git/raw-diff.ts';
import type { GitContext } from '#git/spawn.ts';
import { streamGit, streamLines } from '#git/stream.ts';
import type { LineHit } from './line-matcher.ts';
import { readTrees } from './read-trees.ts';
import type { ContentSearch, Search } from './search.ts';
import { shownName } from './shown-name.ts';

/** Lines that match, by the object that holds them. */
type Hits = ReadonlyMap<string, readonly LineHit[]>;

/** Looks at so many objects at once. */
const BATCH = 8192;

/**
 * The lines of each commit that changed a line which matches: `commit:path:line:content`, newest commit first, of the
 * commit's whole tree. Of a merge only what differs from all parents counts. Throws GitError.
 */
export async function searchHistory(search: Search, git: GitContext): Promise<void> {
  const hits = await searchContents(search, git);
  if (hits.size === 0) return;
  const commits = await commitsThatChange(git, hits);
  const roots = commits.map(({ tree }) => tree);
  const placesIn = await readTrees(git, roots, new Set(hits.keys()));
  for (const { commit, tree } of commits) {
    for (const { path, object } of placesIn(tree)) {
      const name = `${commit}:${shownName(path)}`;
      for (const { number, text } of hits.get(object) ?? []) search.add(`${name}:${number}:${text}`);
    }
  }
}

/** All contents of the object store, reachable or not: what no commit has is left out later. */
async function searchContents(search: Search, git: GitContext): Promise<Hits> {
  const hits: MutableHits = new Map();
  let blobs: string[] = [];
  const args = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)', '--unordered'];
  for await (const lines of streamLines(git, args)) {
    for (const line of lines) if (line.endsWith(' blob')) blobs.push(line.slice(0, line.indexOf(' ')));
    if (blobs.length < BATCH) continue;
    await searchBlobs(search, git, blobs, hits);
    blobs = [];
  }
  await searchBlobs(search, git, blobs, hits);
  // Until then some contents are not settled.
  search.result();
  return hits;
}

type MutableHits = Map<string, readonly LineHit[]>;

async function searchBlobs(
  search: Search,
  git: GitContext,
  blobs: readonly string[],
  hits: MutableHits,
): Promise<void> {
  if (blobs.length === 0) return;
  let content: ContentSearch | undefined;
  for await (const batch of readObjects(git, blobs)) {
    for (const part of batch) {
      const { object } = part;
      if (part.kind === 'failure') {
        search.fail(`object ${object}: ${part.reason}`);
        continue;
      }
      const onHits = (lines: readonly LineHit[]): void =>
        void hits.set(object, [...(hits.get(object) ?? []), ...lines]);
      if (part.first) content = search.open({ name: `object ${object}`, onHits });
      content?.push(part.bytes, part.last);
    }
  }
}

/** A commit and its tree. */
interface Commit {
  readonly commit: string;
  readonly tree: string;
}

const COMMIT = /^([0-9a-f]+) ([0-9a-f]+)$/;

/** The commits that all refs lead to, newest first, in which the lines that match are not those of the parents. */
async function commitsThatChange(git: GitContext, hits: Hits): Promise<readonly Commit[]> {
  const args = ['log', '--all', '--format=%H %T', '--raw', '-z', '-r', '-c', '--root', '--no-abbrev', '-M100%'];
  const parse = createRawParser();
  const commits: Commit[] = [];
  let commit: Commit | undefined;
  let isListed = false;
  for await (const field of streamGit(git, args, { separator: 0 })) {
    const record = parse(trimmed(field));
    if (record?.kind === 'commit') {
      const [, id, tree] = COMMIT.exec(record.commit) ?? [];
      if (id !== undefined && tree !== undefined) commit = { commit: id, tree };
      isListed = false;
    } else if (record !== undefined && commit !== undefined && !isListed && changesLines(record, hits)) {
      commits.push(commit);
      isListed = true;
    }
  }
  return commits;
}

/** A newline stands between a commit and its changes. */
function trimmed(field: Buffer): Buffer {
  return field[0] === 10 ? field.subarray(1) : field;
}

/** Whether other lines match than in the same file of every parent. */
function changesLines({ old, new: now }: RawEntry, hits: Hits): boolean {
  const lines = linesOf(hits, now.object);
  return old.every(({ object }) => linesOf(hits, object) !== lines);
}

function linesOf(hits: Hits, object: string): string {
  return (hits.get(object) ?? [])
    .map(({ text }) => text)
    .sort()
    .join('\n');
}
