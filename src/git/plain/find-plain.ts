/** Finds a repository as git does, without git, where nothing about it is out of the ordinary. */

import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { NotPlain, orAskGit, readRegularFile } from './not-plain.ts';
import { isPlainConfig } from './plain-config.ts';

/** Where a plain repository is. Paths are absolute. */
export interface PlainPlace {
  readonly root: string;
  readonly gitDir: string;
  /** The folder that was asked about, relative to `root`, with a final `/`; empty at the top. */
  readonly prefix: string;
}

/** What decides where git looks, and whether it accepts what it finds. */
export interface PlainSearch {
  /** The user named the folder: variables of git do not count. */
  readonly named: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** The effective user; undefined where users are no numbers, or where git is to be asked in any case. */
  readonly userId?: number | undefined;
}

/**
 * Variables of git that say nothing about which repository is meant: mostly those that `git commit` sets for its hooks.
 * Global configuration is among them, because none of it counts in the search for a repository that the user owns.
 */
const HARMLESS =
  /^GIT_(?:INDEX_FILE|PREFIX|EXEC_PATH|(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|(?:SEQUENCE_)?EDITOR|MERGE_AUTOEDIT|REFLOG_ACTION|ASKPASS|(?:SSH|SSL|HTTP|CURL|PROXY)(?:_[A-Z_]+)?|PAGER|TERMINAL_PROMPT|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM))$/;

const MOST_CONFIG_BYTES = 1024 * 1024;

/** The repository around `cwd`, or undefined where only git can say whether there is one. */
export function findPlain(cwd: string, { named, env, userId }: PlainSearch): PlainPlace | undefined {
  if (userId === undefined || named) return undefined;
  if (Object.keys(env).some((name) => name.startsWith('GIT_') && !HARMLESS.test(name))) return undefined;
  return orAskGit(() => {
    const here = realpathSync.native(cwd);
    const root = rootAround(here);
    const gitDir = join(root, '.git');
    checkOwner([root, gitDir], userId);
    checkFolder(gitDir);
    const below = relative(root, here);
    return { root, gitDir, prefix: below === '' ? '' : `${below.split(sep).join('/')}/` };
  });
}

/** The nearest folder with a `.git`, in the same file system, with no bare repository on the way. */
function rootAround(here: string): string {
  const { dev } = lstatSync(here);
  for (let folder = here; ; folder = dirname(folder)) {
    if (lstatSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined) return folder;
    const parent = dirname(folder);
    if (existsSync(join(folder, 'HEAD')) || parent === folder || lstatSync(parent).dev !== dev) {
      throw new NotPlain(folder);
    }
  }
}

/** Git refuses the repositories of others, unless they are listed as safe. */
function checkOwner(folders: readonly string[], userId: number): void {
  for (const folder of folders) if (lstatSync(folder).uid !== userId) throw new NotPlain(folder);
}

/** A folder as `git init` makes it, which is neither a link nor the git directory of a linked work tree. */
function checkFolder(gitDir: string): void {
  const isPlain =
    lstatSync(gitDir).isDirectory() &&
    statSync(join(gitDir, 'objects')).isDirectory() &&
    statSync(join(gitDir, 'refs')).isDirectory() &&
    !existsSync(join(gitDir, 'commondir')) &&
    isPlainConfig(readRegularFile(join(gitDir, 'config'), MOST_CONFIG_BYTES)?.toString('latin1') ?? '');
  if (!isPlain) throw new NotPlain(gitDir);
}
