/** Asks a commit's tree which blob stands at a path. */

import { type PathName, pathKey } from '#model/path-name.ts';
import { pathFromBytes } from '#text/path-name.ts';
import type { Repository } from './repository.ts';
import { streamGit } from './stream.ts';

/** More paths than this are looked up by listing the whole tree once. */
const MOST_ARGUMENTS = 100;

/** The blobs that `revision` holds at `paths`, by `pathKey`; paths that it does not have are absent. */
export async function pathObjects(
  repository: Repository,
  revision: string,
  paths: readonly PathName[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(paths.map(pathKey));
  const byName = paths.length <= MOST_ARGUMENTS && paths.every((path) => path.bytes === undefined);
  const args = [
    '--literal-pathspecs',
    'ls-tree',
    '-r',
    '-z',
    '--full-tree',
    revision,
    ...(byName ? ['--', ...paths.map((path) => path.text)] : []),
  ];
  const objects = new Map<string, string>();
  for await (const field of streamGit(repository.git, args, { separator: 0 })) {
    const tab = field.indexOf(9);
    const [, type, object] = field.toString('latin1', 0, tab).split(' ');
    const key = pathKey(pathFromBytes(field.subarray(tab + 1)));
    if (type === 'blob' && object !== undefined && wanted.has(key)) objects.set(key, object);
  }
  return objects;
}
