/** The remotes that have promised what a partial clone lacks. */

import { type GitContext, runGit } from './spawn.ts';

/** A remote by its name, and where it is. */
export interface PromisorRemote {
  readonly name: string;
  readonly url: string;
}

/** In the order of their names; none where the repository is no partial clone. */
export async function promisorRemotes(git: GitContext): Promise<readonly PromisorRemote[]> {
  const pattern = String.raw`^(remote\..*\.(url|promisor)|extensions\.partialclone)$`;
  const { stdout } = await runGit(git, ['config', '-z', '--get-regexp', pattern]);
  const urls = new Map<string, string>();
  const promisors = new Set<string>();
  for (const entry of stdout.toString('utf8').split('\0')) {
    const end = entry.indexOf('\n');
    // A key alone, without a value, means true.
    const [key, value] = end < 0 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)];
    if (key === 'extensions.partialclone') promisors.add(value);
    const [, name = '', field] = /^remote\.(.*)\.([a-z]+)$/s.exec(key) ?? [];
    if (field === 'url' && !urls.has(name)) urls.set(name, value);
    if (field === 'promisor' && /^(true|yes|on|1)$/i.test(value)) promisors.add(name);
  }
  return [...promisors].toSorted().flatMap((name) => {
    const url = urls.get(name);
    return url === undefined ? [] : [{ name, url }];
  });
}
