/** Asks git what objects are, without reading what they hold. */

import { GitError } from '#model/errors.ts';
import type { ObjectType } from './batch-parser.ts';
import type { Repository } from './repository.ts';
import { readGit } from './spawn.ts';

/** An object by its id. */
export interface TypedObject {
  readonly id: string;
  /** Undefined for an object that is missing or damaged. */
  readonly type: ObjectType | undefined;
}

/** One answer for each id, in order. Reads `<id> <type> <size>` and `<id> missing`. */
export async function objectTypes(repository: Repository, ids: readonly string[]): Promise<readonly TypedObject[]> {
  if (ids.length === 0) return [];
  const printed = await readGit(repository.git, ['cat-file', '--batch-check'], `${ids.join('\n')}\n`);
  const lines = printed.toString('utf8').split('\n');
  return ids.map((id, at) => {
    const line = lines[at] ?? '';
    const type = /^[0-9a-f]+ (commit|tag|tree|blob) \d+$/.exec(line)?.[1];
    if (type === undefined && !/ missing$/.test(line)) {
      throw new GitError(`git cat-file answered something unknown about object ${id}`);
    }
    return { id, type: type as ObjectType | undefined };
  });
}

/** Those of `ids` that the repository has. */
export async function presentObjects(repository: Repository, ids: readonly string[]): Promise<readonly string[]> {
  const types = await objectTypes(repository, [...new Set(ids)]);
  return types.flatMap(({ id, type }) => (type === undefined ? [] : [id]));
}
