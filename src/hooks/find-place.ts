/** Finds where a repository's hooks are: what git runs, and who else has a say in it. */

import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Repository } from '#git/repository.ts';
import { runGit } from '#git/spawn.ts';
import { ConfigError } from '#model/errors.ts';
import { husky4File } from './husky4.ts';

/** Where hooks are put. Paths are absolute. */
export type HookPlace =
  /** Scripts that git runs. */
  | { readonly kind: 'folder'; readonly folder: string; readonly besideMainTree: boolean }
  /** Scripts of husky 8 and 9, which git runs by way of husky, once husky has set core.hooksPath. */
  | { readonly kind: 'husky'; readonly folder: string; readonly version: 8 | 9; readonly complaint?: string }
  /** The configuration of husky 4: `package.json`, `.huskyrc` or `.huskyrc.json`. */
  | { readonly kind: 'husky4'; readonly file: string };

/** `core.hooksPath` as it was set, and the folder that it means. */
export interface HooksPath {
  readonly folder: string;
  /** `local`, `worktree`, `global` or `system`. */
  readonly scope: string;
}

/** Throws ConfigError where git would run no hook that could be put anywhere. */
export async function findHookPlace(repository: Repository): Promise<HookPlace> {
  const { root, commonDir, bare } = repository;
  const configured = await findHooksPath(repository);
  if (configured !== undefined) return placeAt(configured.folder);
  const husky4 = bare ? undefined : husky4File(root);
  if (husky4 !== undefined) return { kind: 'husky4', file: husky4 };
  const husky = join(root, '.husky');
  if (!bare && isFolder(husky)) return { kind: 'husky', folder: husky, version: 9, complaint: UNUSED_HUSKY };
  return { kind: 'folder', folder: join(commonDir, 'hooks'), besideMainTree: !bare && basename(commonDir) === '.git' };
}

const UNUSED_HUSKY =
  'there is a folder .husky, but core.hooksPath is not set, so git runs no hook of it: run "npx husky" in this repository';

/** Our own calls of git override it, so it is asked for with the scope in which it was set. */
export async function findHooksPath({ git, root }: Pick<Repository, 'git' | 'root'>): Promise<HooksPath | undefined> {
  const args = ['config', '--show-scope', '--path', '-z', '--get-all', 'core.hooksPath'];
  const { stdout } = await runGit(git, args);
  const fields = stdout.toString('utf8').split('\0');
  const values = fields.flatMap((value, at) => {
    const scope = at % 2 === 1 ? fields[at - 1] : undefined;
    return scope === undefined || scope === 'command' ? [] : [{ value, scope }];
  });
  const last = values.at(-1);
  return last === undefined || last.value === '' ? undefined : { folder: resolve(root, last.value), scope: last.scope };
}

/** Husky 9 sets `.husky/_`, husky 5 to 8 `.husky` with a file `_/husky.sh` in it. */
function placeAt(folder: string): HookPlace {
  if (basename(folder) === '_' && (basename(dirname(folder)) === '.husky' || existsSync(join(folder, 'h')))) {
    const place = { kind: 'husky', folder: dirname(folder), version: 9 } as const;
    return existsSync(join(folder, 'h')) ? place : { ...place, complaint: missingFolder(folder) };
  }
  if (basename(folder) === '.husky' || existsSync(join(folder, '_', 'husky.sh'))) {
    const place = { kind: 'husky', folder, version: 8 } as const;
    return existsSync(join(folder, '_', 'husky.sh'))
      ? place
      : { ...place, complaint: missingFolder(join(folder, '_')) };
  }
  if (existsSync(folder) && !isFolder(folder)) {
    throw new ConfigError(
      `core.hooksPath is ${folder}, which is no folder, so git runs no hook at all: git config --unset core.hooksPath`,
    );
  }
  return { kind: 'folder', folder, besideMainTree: false };
}

function missingFolder(folder: string): string {
  return `${folder} is missing in this work tree, so git runs no hook: run "npx husky" (or npm install) in it`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
