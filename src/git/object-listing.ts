/** Lists what the object store holds, and what history needs but the store does not hold. */

import { complaintsOf } from './complaints.ts';
import { hasIndex, type Repository } from './repository.ts';
import { runGit } from './spawn.ts';
import { streamLines } from './stream.ts';

/** What git complained about while it answered. */
export type OnComplaint = (complaint: string) => void;

/**
 * Ids of all objects of the store and its alternates, each once, reachable or not, in the order in which they lie in
 * their packs. Complaints of git (a damaged pack index, a missing alternate) are told; the rest is still listed.
 */
export function listObjects(repository: Repository, onComplaint: OnComplaint): AsyncGenerator<readonly string[]> {
  const args = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)', '--unordered'];
  return streamLines(repository.git, args, { onEnd: tellTo(onComplaint) });
}

/** For the end of a call whose output is good as far as it goes. */
function tellTo(onComplaint: OnComplaint): (status: number | null, stderr: string) => void {
  return (status, stderr) => complaintsOf(status, stderr).forEach(onComplaint);
}

/**
 * Ids of objects that refs, reflogs or the index lead to and that are not there. Walks everything that is reachable,
 * which takes git about a third of the time that reading it takes. Where git gives up, the complaint says at what.
 */
export async function missingObjects(repository: Repository, onComplaint: OnComplaint): Promise<readonly string[]> {
  const args = ['rev-list', '--objects', '--all', '--reflog', '--indexed-objects', '--missing=print', '--quiet'];
  const missing: string[] = [];
  for await (const lines of streamLines(repository.git, args, { onEnd: tellTo(onComplaint) })) {
    missing.push(...lines.filter((line) => line.startsWith('?')).map((line) => line.slice(1)));
  }
  return missing;
}

/** Ids that refs, HEADs and the index name, and no object needs to refer to. Git's complaints about them are told. */
export async function startingPoints(repository: Repository, onComplaint: OnComplaint): Promise<readonly string[]> {
  const questions = [
    ['for-each-ref', '--format=%(objectname)'],
    ['worktree', 'list', '--porcelain'],
    ...(hasIndex(repository) ? [['ls-files', '--stage', '-z']] : []),
  ];
  const answers = await Promise.all(
    questions.map(async (args) => {
      const { status, stdout, stderr } = await runGit(repository.git, args);
      tellTo(onComplaint)(status, stderr);
      return stdout.toString('latin1');
    }),
  );
  return answers.flatMap((answer) =>
    [...answer.matchAll(ID)].flatMap(([, mode, id = '']) => (isNamed(mode, id) ? [id] : [])),
  );
}

/** A line that is an id, `HEAD id`, or an entry of the index: `100644 id 0`. */
const ID = /(?:^|\n|\0)(?:HEAD |(\d{6}) )?([0-9a-f]{40}(?:[0-9a-f]{24})?)(?=\n| \d\t|$)/g;

/** Submodules are in other repositories; zeros stand for a branch without commits. */
function isNamed(mode: string | undefined, id: string): boolean {
  return mode !== '160000' && !/^0+$/.test(id);
}
