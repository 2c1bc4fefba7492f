/** Tells without git that nothing is registered for git-secrets, as nearly everywhere. */

import { readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Repository } from '../repository.ts';
import { orAskGit } from './not-plain.ts';

/** Where the builds of git that are in use look for the configuration of the whole machine. */
const SYSTEM_FILES = ['/etc', '/usr/etc', '/usr/local/etc', '/opt/homebrew/etc', '/opt/local/etc'];

/** Larger files are not looked at here. */
const MOST_BYTES = 1 << 20;

/** What a file that registers something holds, itself or in one that it brings in. */
const TELLS = /secrets|include/i;

/** Variables that name the files, or say which do not count; others of git's bring in settings of their own. */
const KNOWN_VARIABLES = ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'];

/** False where git has to be asked. */
export function registersNothing({ plain, git, commonDir }: Repository): boolean {
  if (plain !== true || sep !== '/') return false;
  const others = Object.keys(git.env).filter(
    (name) => name.startsWith('GIT_CONFIG') && !KNOWN_VARIABLES.includes(name),
  );
  const files = [join(commonDir, 'config'), ...ownFiles(git.env), ...systemFiles(git.env)];
  return others.length === 0 && files.every((file) => orAskGit(() => isSilent(file)) === true);
}

function ownFiles({ GIT_CONFIG_GLOBAL: named, HOME: home, XDG_CONFIG_HOME: settings }: NodeJS.ProcessEnv): string[] {
  if (named !== undefined) return named === '' ? [] : [named];
  if (home === undefined || home === '') return [];
  return [join(home, '.gitconfig'), join(settings || join(home, '.config'), 'git', 'config')];
}

/** Whatever the value of the variable is: to look at more files than git does is no harm. */
function systemFiles({ GIT_CONFIG_SYSTEM: named }: NodeJS.ProcessEnv): string[] {
  return named === undefined ? SYSTEM_FILES.map((folder) => join(folder, 'gitconfig')) : [named];
}

function isSilent(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return true;
  return stats.isFile() && stats.size <= MOST_BYTES && !TELLS.test(readFileSync(file, 'latin1'));
}
