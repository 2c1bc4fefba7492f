/** Lists every path that commits bring, for rules that look at nothing else. */

import { type PathName, pathKey } from '#model/path-name.ts';
import { createRawParser, hasContent } from './raw-diff.ts';
import type { Repository } from './repository.ts';
import { streamGit } from './stream.ts';

/** A path of a file or link, and the first of the commits that brings it. */
export interface FirstPath {
  readonly path: PathName;
  readonly commit: string;
}

/**
 * Each path once, in the order of `commits`, of which the first that brings a path counts. Of a merge only what differs
 * from every parent counts: everything else came in on one side. Keeps the paths in memory, and nothing else.
 */
export async function* firstPaths(repository: Repository, commits: readonly string[]): AsyncGenerator<FirstPath> {
  const args = ['diff-tree', '--stdin', '-r', '-c', '--root', '--raw', '-z', '--no-renames', '--no-abbrev'];
  const input = `${commits.join('\n')}\n`;
  const seen = new Set<string>();
  const parse = createRawParser();
  let commit = '';
  for await (const field of streamGit(repository.git, [...args, '--no-relative'], { separator: 0, input })) {
    const record = parse(field);
    if (record?.kind === 'commit') commit = record.commit;
    if (record?.kind !== 'entry' || !hasContent(record.new)) continue;
    const key = pathKey(record.path);
    if (seen.has(key)) continue;
    seen.add(key);
    yield { path: record.path, commit };
  }
}
