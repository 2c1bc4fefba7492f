/** What a proof must not change: refs, the index and the work tree, as one text to compare. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from './repository.ts';
import { readGit } from './spawn.ts';

/** A part of a repository and its state. */
export interface Snapshot {
  readonly refs: string;
  readonly index: string;
  readonly workTree: string;
}

/** Takes no lock and writes nothing. */
export async function takeSnapshot({ git, gitDir, inWorkTree }: Repository): Promise<Snapshot> {
  const refs = (await readGit(git, ['for-each-ref'])).toString('latin1');
  const head = readFileSync(join(gitDir, 'HEAD'), 'latin1');
  const index = join(gitDir, 'index');
  const status = inWorkTree ? await readGit(git, ['status', '--porcelain=v2', '-z', '--untracked-files=all']) : '';
  return {
    refs: `${head}${refs}`,
    index: existsSync(index) ? readFileSync(index, 'latin1') : '',
    workTree: status.toString('latin1'),
  };
}

/** The names of the parts that differ, for people. */
export function differences(before: Snapshot, after: Snapshot): readonly string[] {
  return [
    ...(before.refs === after.refs ? [] : ['refs']),
    ...(before.index === after.index ? [] : ['the index']),
    ...(before.workTree === after.workTree ? [] : ['the work tree']),
  ];
}
