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

/** The entries of the file: lines that are no comments. */
export function entriesOf(repo: Placed, name = '.keysieve-baseline'): readonly string[] {
  const lines = readFileSync(join(repo.dir, name), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}
