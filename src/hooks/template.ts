/** The folder that `git init` and `git clone` fill new repositories from. */

import { join, resolve } from 'node:path';
import { type GitContext, readGit, runGit } from '#git/spawn.ts';
import { ConfigError } from '#model/errors.ts';

/** The template that the user's configuration names; undefined where there is none. */
export async function findTemplate(git: GitContext): Promise<string | undefined> {
  const { status, stdout } = await runGit(git, ['config', '--global', '--path', 'init.templateDir']);
  const value = stdout.toString('utf8').trim();
  return status === 0 && value !== '' ? resolve(git.cwd, value) : undefined;
}

/** Has new repositories made from `folder`. */
export async function setTemplate(git: GitContext, folder: string): Promise<void> {
  await readGit(git, ['config', '--global', 'init.templateDir', folder]);
}

/** The opposite of `setTemplate`. */
export async function unsetTemplate(git: GitContext): Promise<void> {
  await readGit(git, ['config', '--global', '--unset', 'init.templateDir']);
}

/** The template that keysieve makes where the user has none. Throws ConfigError without a home. */
export function ownTemplate(env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const settings = env['XDG_CONFIG_HOME'] || (home === undefined ? undefined : join(home, '.config'));
  if (settings !== undefined) return join(settings, 'keysieve', 'git-template');
  throw new ConfigError('HOME is not set, so there is no place for a template: name one with --template FOLDER');
}
