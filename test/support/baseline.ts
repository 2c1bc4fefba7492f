/** Repositories whose keys are accepted, as tests of baselines need them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysieve, type Run } from './keysieve.ts';
import { createRepo, type Repo } from './repo.ts';
import type { Placed } from './scans.ts';

/** `keysieve baseline ARGS...` in the repository's folder. */
export function baseline(repo: Placed, ...args: readonly string[]): Run {
  return keysieve(['baseline', ...args], { cwd: repo.dir });
}

/** The same, which has to end in 0; throws with all that was said otherwise. */
export function baselineDone(repo: Placed, ...args: readonly string[]): Run {
  const run = baseline(repo, ...args);
  if (run.status !== 0) throw new Error(`baseline ${args.join(' ')} ended in ${run.status}:\n${run.stderr}`);
  return run;
}

/** A repository of one commit in which everything is accepted, the baseline committed beside it. */
export function acceptedRepo(files: Readonly<Record<string, string>>, ...args: readonly string[]): Repo {
  const repo = createRepo();
  repo.commit(files);
  baselineDone(repo, 'create', '--reason', 'a test account', ...args);
  repo.commit({ '.keysieve-baseline': readFileSync(join(repo.dir, '.keysieve-baseline')) });
  return repo;
}

/** The same with an entry whose day was in 2020: no command takes a day that is over. */
export function expiredRepo(files: Readonly<Record<string, string>>): Repo {
  const repo = acceptedRepo(files, '--until', '2999-01-01');
  const text = readFileSync(join(repo.dir, '.keysieve-baseline'), 'utf8');
  repo.commit({ '.keysieve-baseline': text.replaceAll('until 2999-01-01', 'until 2020-01-01') });
  return repo;
}

/** The entries of the file: lines that are no comments. */
export function entriesOf(repo: Placed, name = '.keysieve-baseline'): readonly string[] {
  const lines = readFileSync(join(repo.dir, name), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}
