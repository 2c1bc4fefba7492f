/** What HEAD's commit holds, asked for the paths that have findings. */

import { type PathName, pathKey } from '#model/path-name.ts';
import type { Repository } from './repository.ts';
import { runGit } from './spawn.ts';
import { pathObjects } from './tree-paths.ts';

/** Whether HEAD's commit has exactly that object at that path. */
export type InHead = (path: PathName, object: string) => boolean;

/** Looks `paths` up once. A branch without commits holds nothing. */
export async function createInHead(repository: Repository, paths: readonly PathName[]): Promise<InHead> {
  const { status } = await runGit(repository.git, ['rev-parse', '--verify', '--quiet', 'HEAD^{tree}']);
  const objects =
    status === 0 && paths.length > 0 ? await pathObjects(repository, 'HEAD', paths) : new Map<string, string>();
  return (path, object) => objects.get(pathKey(path)) === object;
}
