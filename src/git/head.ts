/** What HEAD's commit holds, asked for the paths that have findings. */

import { type PathName, pathKey } from '#model/path-name.ts';
import { pathFromBytes } from '#text/path-name.ts';
import type { Repository } from './repository.ts';
import { runGit } from './spawn.ts';
import { streamGit } from './stream.ts';
import { pathObjects } from './tree-paths.ts';

/** Whether HEAD's commit has exactly that object at that path, or anything at all where no object is given. */
export type InHead = (path: PathName, object?: string) => boolean;

/** Looks `paths` up once. A branch without commits holds nothing. */
export async function createInHead(repository: Repository, paths: readonly PathName[]): Promise<InHead> {
  const { status } = await runGit(repository.git, ['rev-parse', '--verify', '--quiet', 'HEAD^{tree}']);
  const objects =
    status === 0 && paths.length > 0 ? await pathObjects(repository, 'HEAD', paths) : new Map<string, string>();
  return (path, object) => {
    const there = objects.get(pathKey(path));
    return there !== undefined && there === (object ?? there);
  };
}

/** Paths of HEAD at which other repositories are mounted: their content is not in this one. */
export async function submodulesOfHead(repository: Repository): Promise<readonly PathName[]> {
  const paths: PathName[] = [];
  // A branch without commits has no tree, and one whose tree is missing was complained about before.
  const listing = streamGit(repository.git, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD'], {
    separator: 0,
    onEnd: () => {},
  });
  for await (const field of listing) {
    if (field.toString('latin1', 0, 6) === '160000') paths.push(pathFromBytes(field.subarray(field.indexOf(9) + 1)));
  }
  return paths;
}
