/** A temporary clone with changes staged in it, so that the measured repository itself is never touched. */

import { spawnSync } from 'node:child_process';
import { appendFileSync, lstatSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CHANGED_FILES = 20;
const LARGEST_BYTES = 200_000;

/** What a team's configuration may look like: one rule, one exclusion, one allowlist. */
const CONFIGURATION = `[scan]
exclude = ["vendor/**"]
[[rules]]
id = "acme-token"
description = "ACME deployment token"
regex = '''acme_[a-z0-9]{32}'''
keywords = ["acme_"]
[[allowlists]]
description = "documented examples"
regexes = ['''EXAMPLE''']
`;

/** Clones `repository` into `folder` (objects are shared, files are checked out) and stages a line in some files. */
export function createStagedClone(repository: string, folder: string): void {
  git(repository, ['clone', '-q', '--shared', '--', repository, folder]);
  const changed = filesToChange(folder);
  for (const path of changed) appendFileSync(join(folder, path), '\nconst changed = "a line that was added";\n');
  git(folder, ['add', '-f', '--', ...changed]);
}

/** Puts a configuration into the clone, or takes it away. */
export function configure(folder: string, wanted: boolean): void {
  const path = join(folder, 'keysieve.toml');
  if (wanted) writeFileSync(path, CONFIGURATION);
  else rmSync(path, { force: true });
}

/** Evenly spread over all tracked files of usual size, so that two runs change the same ones. */
function filesToChange(folder: string): readonly string[] {
  const tracked = git(folder, ['ls-files', '-z']).split('\0');
  const usual = tracked.filter((path) => path !== '' && isUsual(join(folder, path)));
  if (usual.length === 0) throw new Error('the repository has no file that could be changed');
  const step = Math.max(1, Math.floor(usual.length / CHANGED_FILES));
  return usual.filter((_, index) => index % step === 0).slice(0, CHANGED_FILES);
}

/** A submodule is a folder here, and a sparse file is not there. */
function isUsual(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size > 0 && stats.size < LARGEST_BYTES;
}

/** What a run of git may be given beyond its arguments. */
export interface GitInput {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** `git ARGS...` in `cwd`; returns stdout. Throws what it said when it fails. */
export function git(cwd: string, args: readonly string[], { env = {}, input = '' }: GitInput = {}): string {
  const run = spawnSync('git', args, {
    cwd,
    env: { ...process.env, ...env },
    input,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0) throw new Error(`git ${args[0] ?? ''} ended in ${run.status}: ${run.stderr}`);
  return run.stdout;
}
