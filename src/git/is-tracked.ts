/** Whether git tracks a file, so that whoever commits decides what is in it. */

import { basename, dirname } from 'node:path';
import { GitError } from '#model/errors.ts';
import { type GitContext, gitEnvironment, runGit } from './spawn.ts';

/** `file` is absolute and need not exist. False outside of a work tree, and where git refuses to look. */
export async function isTracked(git: GitContext, file: string): Promise<boolean> {
  const there: GitContext = { ...git, cwd: dirname(file), env: gitEnvironment(git.env, true) };
  try {
    // On some systems names that differ in case are one file.
    const name = `:(literal,icase)${basename(file)}`;
    const { status } = await runGit(there, ['ls-files', '--error-unmatch', '-z', '--', name]);
    return status === 0;
  } catch (error) {
    // Where there is no such folder there is no such file.
    if (error instanceof GitError) return false;
    throw error;
  }
}
